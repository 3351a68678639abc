import { escapeHtml } from '../../core/escape-html.ts'
import { waitingTickets } from '../../school/queue/calling-order.ts'
import type { QueueDay } from '../../school/queue/queue-day.ts'
import { publicPage } from './public-page.ts'

/** So many numbers can be read from across a room. */
const shown = 12

/** The board of a second screen: the tickets at the panel, called and next. */
export function boardPage(queue: QueueDay): string {
  const waiting = waitingTickets(queue)
  const serving = queue.tickets.find(({ state }) => state === 'serving')
  const [first, ...behind] = waiting
  const next = serving ? waiting : behind
  const now = serving
    ? `<h1>Sedang direkam</h1><strong>${escapeHtml(serving.number)}</strong>`
    : first
      ? `<h1>Silakan ke kios</h1><strong>${escapeHtml(first.number)}</strong>`
      : '<h1>Rekam KTP-el di sekolah</h1><p>Ambil nomor di kios. Perlu sekitar 4 menit.</p>'
  return publicPage('Papan antrean', now + lineOf(next.map(({ number }) => number)), !serving && !!first)
}

function lineOf(numbers: readonly string[]): string {
  if (numbers.length === 0) return ''
  const items = numbers.slice(0, shown).map((number) => `<li>${escapeHtml(number)}</li>`)
  const more = numbers.length > shown ? `<p>dan ${numbers.length - shown} nomor lagi</p>` : ''
  return `<p>Berikutnya</p><ol>${items.join('')}</ol>${more}`
}
