import type { Forwarding, ForwardingState } from './forwarding.ts'
import type { NotNow } from './link-policy.ts'

const byStick = 'Bisa juga dikirim dengan stik USB.'

/** The sender's activity, or the reason not to send and the remedy, in one or two Indonesian sentences. */
export function forwardingWords(state: ForwardingState): string {
  switch (state.type) {
    case 'no-registry':
      return 'Kotak ini tidak punya alamat Dukcapil. Kirim dengan stik USB.'
    case 'starting':
      return 'Pengirim baru mulai. Tunggu sebentar.'
    case 'nothing-waits':
      return 'Semua sudah diterima Dukcapil.'
    case 'batch-open':
      return 'Paket terakhir menunggu kumpulannya ditutup.'
    case 'sending':
      return `Sedang mengirim kumpulan ${state.seq}.`
    case 'awaiting-receipt':
      return 'Semua sudah sampai. Menunggu tanda terima Dukcapil.'
    case 'not-now':
      return notNowWords(state.why)
    case 'trouble':
      return [troubleWords(state.fault), ...retryWords(state.retryMs)].join(' ')
  }
}

/** Waiting packets, the share that has arrived, and when all will have: one line, or nothing when nothing waits. */
export function progressWords(
  { packets, bytes, heldBytes, doneByMs }: Forwarding,
  zone: string,
): string | undefined {
  if (packets === 0) return undefined
  const held = heldBytes > 0 ? `, ${megabytes(heldBytes)} sudah sampai` : ''
  const done = doneByMs === undefined ? '' : ` Semua terkirim sekitar ${dayAndHour(doneByMs, zone)}, 80 %.`
  return `${packets} paket menunggu (${megabytes(bytes)}${held}).${done}`
}

function notNowWords(why: NotNow): string {
  switch (why.kind) {
    case 'window':
      return `Di luar jam kirim. Mulai lagi pukul ${why.from}.`
    case 'budget':
      return `Kuota data hari ini habis. Lanjut besok. ${byStick}`
    case 'no-link':
      return `Tidak ada jaringan. Periksa kabel, Wi-Fi atau modem. ${byStick}`
    case 'portal':
      return `Jaringan ini minta masuk dulu. Buka halaman masuknya sekali dengan ponsel. ${byStick}`
  }
}

type Fault = Extract<ForwardingState, { type: 'trouble' }>['fault']

function troubleWords(fault: Fault): string {
  return (
    known[fault] ??
    (diskFaults.has(fault)
      ? 'Kotak ini tidak bisa membaca atau menyimpan. Jalankan: rekam doctor.'
      : 'Kiriman terganggu. Jika besok masih begini, hubungi Dukcapil.')
  )
}

const known: Partial<Record<Fault, string>> = {
  unreachable: `Dukcapil tidak terjangkau. Periksa jaringan. ${byStick}`,
  'too-slow': `Jaringan terlalu lambat. ${byStick}`,
  portal: `Yang menjawab halaman lain, bukan Dukcapil. Mungkin jaringan minta masuk dulu. ${byStick}`,
  'too-large': `Yang menjawab halaman lain, bukan Dukcapil. ${byStick}`,
  'not-the-registry': 'Yang menjawab bukan Dukcapil yang dikenal. Tidak ada yang dikirim. Hubungi Dukcapil.',
  'not-enrolled': 'Dukcapil belum mendaftar kotak ini. Kirim isi: rekam keys show.',
  busy: 'Dukcapil sedang sibuk.',
  'server-failed': 'Dukcapil sedang sibuk.',
  'over-limit': 'Dukcapil menolak kiriman sebesar ini. Hubungi Dukcapil.',
  'other-version': 'Server Dukcapil memakai cara kirim lain. Hubungi Dukcapil.',
}

const diskFaults: ReadonlySet<string> = new Set(['full', 'read-only', 'broken', 'not-found', 'exists'])

function retryWords(ms: number): readonly string[] {
  const seconds = Math.round(ms / 1_000)
  if (seconds < 1) return []
  return [`Dicoba lagi dalam ${seconds < 90 ? `${seconds} detik` : `${Math.round(seconds / 60)} menit`}.`]
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('id-ID', { maximumFractionDigits: 1 })} MB`
}

function dayAndHour(wallMs: number, zone: string): string {
  const format = {
    timeZone: zone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const
  const parts = new Intl.DateTimeFormat('id-ID', format).formatToParts(wallMs)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('weekday')} ${part('hour')}:${part('minute')}`
}
