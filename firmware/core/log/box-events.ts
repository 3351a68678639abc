import { card, type EventEntry, fault, maybeCount, word } from './event-entry.ts'

/** Events of a box as a box: its settings and its watchdog. */
export const boxEvents = {
  'box-set-up': {
    level: 'info',
    means: 'Kotak ini dipasang untuk sebuah sekolah.',
    remedy: '',
    fields: {
      school: { kind: 'school', means: 'NPSN sekolah' },
      number: maybeCount('nomor perintah pemasangan'),
    },
  },
  'site-damaged': {
    level: 'error',
    means: 'Pengaturan kotak rusak, dan perintah terakhir tidak ada untuk memperbaikinya.',
    remedy: 'Masukkan stik pemasangan untuk kotak ini.',
    fields: {},
  },
  'site-repaired': {
    level: 'warn',
    means: 'Pengaturan kotak rusak, dan dibuat lagi dari perintah terakhir.',
    remedy: card,
    fields: {},
  },
  'unlock-pin': {
    level: 'info',
    means: 'Seseorang memasukkan PIN untuk membuka kunci kios.',
    remedy: '',
    fields: { said: word('benar, salah, atau terlalu sering') },
  },
  'key-stick': {
    level: 'info',
    means: 'Stik kunci ditulis.',
    remedy: 'Bila gagal, coba stik lain.',
    fields: { kind: word('jadi atau gagal') },
  },
  'box-unlocked': {
    level: 'info',
    means: 'Daftar siswa di kartu sudah dibuka kuncinya.',
    remedy: '',
    fields: { way: word('stik, kantor, atau chip') },
  },
  'school-page-closed': {
    level: 'warn',
    means: 'Papan antrean di jaringan sekolah tidak bisa dibuka; perekaman tetap jalan.',
    remedy: 'Periksa alamat kotak ini dan --school-page.',
    fields: { fault },
  },
  'school-page-open': {
    level: 'info',
    means: 'Papan antrean di jaringan sekolah sudah bisa dibuka.',
    remedy: '',
    fields: {},
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
} as const satisfies Readonly<Record<string, EventEntry>>
