import { escapeHtml } from '../../core/escape-html.ts'
import { waitingTickets, waitOf } from '../../school/queue/calling-order.ts'
import type { QueueDay, Ticket } from '../../school/queue/queue-day.ts'
import { publicPage } from './public-page.ts'

/** One student's turn, for a phone: the number, the numbers before it, and about how long. */
export function turnPage(queue: QueueDay, number: string, nowMs: number): string {
  const ticket = queue.tickets.find((one) => one.number === number)
  const isTurn = ticket?.state === 'waiting' && ticket.calledMs !== undefined
  const heading = ticket ? `<h1>Nomormu</h1><strong>${escapeHtml(ticket.number)}</strong>` : ''
  const lines = ticket
    ? linesOf(queue, ticket, nowMs)
    : ['Nomor ini tidak ada hari ini.', 'Ambil nomor di kios.']
  return publicPage('Giliranmu', heading + lines.map((line) => `<p>${escapeHtml(line)}</p>`).join(''), isTurn)
}

function linesOf(queue: QueueDay, { number, state, calledMs }: Ticket, nowMs: number): readonly string[] {
  switch (state) {
    case 'serving':
      return ['Kamu sedang direkam.']
    case 'parked':
      return ['Perekamanmu ditunda.', 'Lanjutkan kapan saja di kios.']
    case 'done':
      return ['Nomor ini sudah selesai.']
    case 'waiting': {
      if (calledMs !== undefined) return ['Sekarang giliranmu.', 'Datang ke kios.']
      const ahead = waitingTickets(queue).findIndex((ticket) => ticket.number === number)
      const wait = waitOf(queue, number, nowMs)
      return [
        `Masih ada ${ahead} orang di depanmu.`,
        ...(wait ? [`Kira-kira ${wait.lowMinutes}-${wait.highMinutes} menit lagi.`] : []),
        'Halaman ini berubah sendiri.',
      ]
    }
  }
}
