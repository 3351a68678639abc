import type { EventField } from './event-field.ts'

/** How bad it is: of note, to be looked into, or something was lost or could not be done. */
export type EventLevel = 'info' | 'warn' | 'error'

export interface EventEntry {
  readonly level: EventLevel
  /** The meaning, in Indonesian. */
  readonly means: string
  /** The technician's remedy, in Indonesian; empty when there is none. */
  readonly remedy: string
  readonly fields: Readonly<Record<string, EventField>>
}

const fault = { kind: 'word', means: 'sebabnya' } as const satisfies EventField
const visit = { kind: 'visit', means: 'nomor acak kunjungan' } as const satisfies EventField
const count = (means: string) => ({ kind: 'number', means }) as const satisfies EventField
const word = (means: string) => ({ kind: 'word', means }) as const satisfies EventField
const maybeWord = (means: string) => ({ kind: 'word', means, isOptional: true }) as const satisfies EventField
const maybeCount = (means: string) =>
  ({ kind: 'number', means, isOptional: true }) as const satisfies EventField

const card = 'Periksa kartu memori: rekam doctor.'
const wait = 'Tidak perlu apa-apa bila hanya sesekali; kios mencoba lagi sendiri.'

/** Every event the kiosk writes into its log, and nothing else is written there. */
export const eventRegistry = {
  'kiosk-ready': {
    level: 'info',
    means: 'Kios siap melayani.',
    remedy: '',
    fields: { boot: count('berapa kali kios ini sudah menyala'), tookMs: count('lama menyala, milidetik') },
  },
  'kiosk-stopping': {
    level: 'info',
    means: 'Kios berhenti: kunjungan disimpan, semua berkas ditutup.',
    remedy: '',
    fields: { why: word('siapa yang meminta') },
  },
  'box-set-up': {
    level: 'info',
    means: 'Kotak ini dipasang untuk sebuah sekolah.',
    remedy: '',
    fields: {
      school: { kind: 'school', means: 'NPSN sekolah' },
      number: maybeCount('nomor perintah pemasangan'),
    },
  },
  'watchdog-missing': {
    level: 'warn',
    means: 'Tidak ada watchdog: kios yang macet tidak dinyalakan ulang.',
    remedy: 'Periksa watchdog di config.txt: rekam board wiring.',
    fields: { fault },
  },
  'watchdog-deaf': {
    level: 'warn',
    means: 'Watchdog tidak menerima tanda bahwa kios siap.',
    remedy: 'Periksa NotifyAccess=all di rekam.service.',
    fields: { fault },
  },
  'standing-still': {
    level: 'error',
    means: 'Kios macet; watchdog akan menyalakannya ulang.',
    remedy: 'Kirim log ini ke pembuat Rekam.',
    fields: { part: word('bagian yang macet') },
  },
  'visit-ended': {
    level: 'info',
    means: 'Satu kunjungan selesai, ditunda, atau dihapus.',
    remedy: '',
    fields: { kind: word('bagaimana'), reason: maybeWord('alasan berkode') },
  },
  'visit-end-not-saved': {
    level: 'error',
    means: 'Akhir kunjungan tidak tersimpan.',
    remedy: card,
    fields: { kind: word('bagaimana kunjungan berakhir'), fault },
  },
  'visit-abandoned': {
    level: 'error',
    means: 'Tidak ada yang kembali ke kunjungan ini; kunjungan diakhiri.',
    remedy: 'Panggil siswa itu lagi lewat daftar kelas.',
    fields: { visit },
  },
  'piece-damaged': {
    level: 'error',
    means: 'Satu bagian kunjungan rusak di kartu; bagian itu diambil lagi.',
    remedy: card,
    fields: { visit, piece: { kind: 'file', means: 'nama bagian' } },
  },
  'draft-damaged': {
    level: 'error',
    means: 'Catatan kunjungan yang belum selesai rusak; disisihkan bersama bagiannya.',
    remedy: card,
    fields: { visit },
  },
  'draft-unreadable': {
    level: 'error',
    means: 'Catatan kunjungan yang belum selesai tidak terbaca sekarang; dibiarkan di tempatnya.',
    remedy: card,
    fields: { visit },
  },
  'draft-not-erased': {
    level: 'error',
    means: 'Bagian dari kunjungan yang sudah berakhir masih ada.',
    remedy: card,
    fields: { visit, fault: maybeWord('sebabnya') },
  },
  'day-not-noted': {
    level: 'error',
    means: 'Hari layanan tidak tercatat di jurnal.',
    remedy: card,
    fields: { fault },
  },
  'queue-not-saved': {
    level: 'error',
    means: 'Antrean tidak tersimpan.',
    remedy: card,
    fields: { fault },
  },
  'roster-not-saved': {
    level: 'error',
    means: 'Tanda sudah direkam tidak tersimpan di daftar siswa.',
    remedy: card,
    fields: { fault },
  },
  'not-saved': {
    level: 'error',
    means: 'Saat menyala, sebuah berkas tidak dapat disimpan.',
    remedy: card,
    fields: { fault, path: { kind: 'file', means: 'berkasnya', isOptional: true } },
  },
  'storage-trouble': {
    level: 'error',
    means: 'Tempat simpan menolak atau tidak menjawab; yang belum tersimpan ditunggu.',
    remedy: card,
    fields: { fault, path: { kind: 'file', means: 'berkasnya', isOptional: true } },
  },
  'storage-well': {
    level: 'info',
    means: 'Tempat simpan berfungsi lagi.',
    remedy: '',
    fields: {},
  },
  'piece-not-kept': {
    level: 'error',
    means: 'Satu bagian kunjungan belum tersimpan; dicoba lagi selama siswa masih di sini.',
    remedy: card,
    fields: { visit, piece: { kind: 'file', means: 'nama bagian', isOptional: true }, fault },
  },
  'journal-rebuilt': {
    level: 'error',
    means: 'Jurnal rusak dan dibuat lagi dari yang diketahui.',
    remedy: 'Jalankan rekam batch list; ganti kartu bila berulang.',
    fields: {},
  },
  'state-rebuilt': {
    level: 'error',
    means: 'Kedua salinan sebuah dokumen rusak; dokumen itu dimulai lagi.',
    remedy: card,
    fields: { path: { kind: 'file', means: 'dokumennya' } },
  },
  'class-damaged': {
    level: 'error',
    means: 'Daftar satu kelas rusak.',
    remedy: 'Impor lagi daftar siswa: rekam roster import.',
    fields: {},
  },
  'keys-lost': {
    level: 'error',
    means: 'Daftar kunci terbaru rusak. Kios tidak merekam sampai daftar itu ada lagi.',
    remedy: 'Bawa daftar kunci dengan stik, atau tunggu jaringan.',
    fields: { number: count('nomor daftar yang hilang') },
  },
  'batch-not-closed': {
    level: 'error',
    means: 'Kumpulan paket tidak dapat ditutup.',
    remedy: card,
    fields: { fault },
  },
  'packets-not-checked': {
    level: 'error',
    means: 'Paket di kartu tidak dapat diperiksa.',
    remedy: card,
    fields: { fault },
  },
  'packet-damaged': {
    level: 'error',
    means: 'Satu paket rusak di kartu dan disisihkan.',
    remedy: 'Ganti kartu setelah semua terkirim; siswa itu direkam lagi.',
    fields: { sha256: { kind: 'hash', means: 'nama paket' } },
  },
  'news-taken': {
    level: 'info',
    means: 'Kabar dari kantor diterima.',
    remedy: '',
    fields: {
      file: word('jenis kabar'),
      number: maybeCount('nomor kabar'),
      taken: maybeWord('baru, atau sudah ada'),
    },
  },
  'news-refused': {
    level: 'error',
    means: 'Kabar dari kantor ditolak.',
    remedy: 'Beri tahu kantor jenis kabar dan sebabnya.',
    fields: { file: word('jenis kabar'), fault },
  },
  'sending-trouble': {
    level: 'warn',
    means: 'Satu kali pengiriman tidak berhasil.',
    remedy: wait,
    fields: { fault },
  },
  stick: {
    level: 'info',
    means: 'Stik selesai dibaca dan ditulis, atau ada masalah dengannya.',
    remedy: 'Bila ada masalah, coba stik lain.',
    fields: {
      kind: word('selesai atau masalah'),
      cause: maybeWord('masalahnya'),
      carried: count('kumpulan di stik'),
      left: maybeCount('kumpulan yang belum di stik'),
      receipts: maybeCount('tanda terima yang dibawa'),
    },
  },
  'stick-read': {
    level: 'info',
    means: 'Yang dibawa stik dari kantor sudah dibaca.',
    remedy: '',
    fields: {
      taken: count('berkas yang diterima'),
      refused: count('berkas yang ditolak'),
      ignored: count('berkas lain'),
    },
  },
  'stick-file-refused': {
    level: 'warn',
    means: 'Berkas di stik ditolak; satu baris untuk semua yang sejenis.',
    remedy: 'Minta kantor menulis stik lagi.',
    fields: {
      file: { kind: 'file', means: 'nama berkas yang pertama' },
      reason: word('sebabnya'),
      count: count('berapa berkas'),
    },
  },
  'attendant-pin': {
    level: 'info',
    means: 'Seseorang memasukkan PIN petugas.',
    remedy: 'Banyak yang salah: ganti PIN dengan rekam provision.',
    fields: { said: word('benar, salah, atau terlalu sering') },
  },
  'help-called': {
    level: 'info',
    means: 'Tombol bantuan ditekan, atau layar memintanya.',
    remedy: '',
    fields: {},
  },
  'case-opened': {
    level: 'warn',
    means: 'Kotak dibuka.',
    remedy: 'Tanyakan siapa yang membukanya. Bila tidak ada yang tahu, periksa isinya.',
    fields: {},
  },
  doctor: {
    level: 'info',
    means: 'Kotak diperiksa dari panel.',
    remedy: '',
    fields: { faults: count('yang ditemukan') },
  },
  'camera-trouble': {
    level: 'warn',
    means: 'Kamera tidak memberi gambar.',
    remedy: 'Periksa kabel kamera: rekam camera still.',
    fields: { fault },
  },
  'photo-dim': {
    level: 'warn',
    means: 'Di depan kamera terlalu gelap.',
    remedy: 'Tambah lampu di depan siswa, bukan di belakangnya.',
    fields: {},
  },
  'face-check-missing': {
    level: 'warn',
    means: 'Pemeriksa wajah tidak menjawab; foto diambil tanpa petunjuk.',
    remedy: 'Jalankan rekam doctor.',
    fields: { kind: word('tidak ada, atau terlalu lambat') },
  },
  'voice-silent': {
    level: 'warn',
    means: 'Suara tidak terdengar.',
    remedy: 'Periksa pengeras suara dan program espeak-ng.',
    fields: { fault },
  },
} as const satisfies Readonly<Record<string, EventEntry>>

export type EventName = keyof typeof eventRegistry
