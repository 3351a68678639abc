import type { EntryOf } from '../custody/journal/journal-entry.ts'
import { damagedFolder } from '../custody/journal/open-or-recover-journal.ts'
import type { Stamp } from '../custody/packet/packet.ts'
import type { BatchHistory, BatchState, SpoolHistory } from '../custody/spool/batch-history.ts'

const stateWords: Readonly<Record<BatchState, string>> = {
  unfinished: 'belum selesai',
  waiting: 'menunggu tanda terima',
  received: 'sudah diterima Dukcapil',
  fork: 'BERCABANG: Dukcapil punya kumpulan lain dengan nomor ini. Kartu ini disalin atau dipulihkan.',
}

const trustWords: Readonly<Record<Stamp['trust'], string>> = {
  none: 'jam tidak pasti',
  persisted: 'jam tersimpan',
  server: 'jam Dukcapil',
  ntp: 'jam jaringan',
}

/** The history of one batch, from its closing to its receipt, one thing a line. */
export function formatHistory({
  seq,
  state,
  packets,
  bytes,
  closed,
  here,
  purge,
}: BatchHistory): readonly string[] {
  const lines = [`  ${seq}: ${packets} paket, ${bytes} byte, ${stateWords[state]}`]
  if (closed) lines.push(`     ditutup ${timeWords(closed)}`)
  if (purge) {
    const { accepted, rejected, again, receipt, time } = purge
    const when = time ? `, ${timeWords(time)}` : ''
    lines.push(`     tanda terima ${receipt}: ${accepted.length} diterima, ${rejected.length} ditolak${when}`)
    for (const { sha256, reason } of rejected) lines.push(`     ditolak ${sha256.slice(0, 12)}: ${reason}`)
    for (const sha256 of again) lines.push(`     rusak di jalan ${sha256.slice(0, 12)}: dikirim lagi`)
  }
  if (here > 0) lines.push(`     masih di sini: ${here} paket`)
  return lines
}

/** The spool's journal is damaged, and the spool was not opened since. */
export const brokenJournalWords = 'Catatan spool rusak. Jalankan kios sekali: ia memperbaikinya sendiri.'

/** Damage of the card; nothing of it was thrown away. */
export function lossWords({
  rebuilt,
  damaged,
}: Pick<SpoolHistory, 'rebuilt' | 'damaged'>): readonly string[] {
  return [...rebuilt.map(journalWords), ...damaged.map(damageWords)]
}

function journalWords({ damaged, lines, lost }: EntryOf<'rebuilt'>): string {
  const old = damaged ? `Yang lama disimpan di ${damagedFolder}/${damaged}.` : 'Yang lama hilang.'
  return `  RUSAK: catatan spool dibuat ulang dari isi kartu. ${lines} baris terbaca, ${lost} tidak. ${old}`
}

function damageWords({ sha256, seq, visit }: EntryOf<'damaged'>): string {
  if (visit) return `  RUSAK: perekaman ${visit} tidak terbaca, disimpan di ${damagedFolder}.`
  const batch = seq === undefined ? 'belum masuk kumpulan' : `dari kumpulan ${seq}`
  return `  RUSAK: paket ${sha256?.slice(0, 12)}, ${batch}, disimpan di ${damagedFolder}.`
}

function timeWords({ wallMs, trust }: Stamp): string {
  const moment = new Date(wallMs)
  const text = Number.isNaN(moment.getTime()) ? '?' : moment.toISOString().slice(0, 16).replace('T', ' ')
  return `${text} UTC (${trustWords[trust]})`
}
