import type { Catalogue } from './catalogue.ts'

/** Bahasa Indonesia for the end of a visit without a receipt, and for a kiosk that takes nobody in. */
export const noticeInIndonesian = {
  declined: {
    title: 'Perekaman dibatalkan',
    lines: ['Tidak ada datamu yang disimpan.', 'Kamu boleh datang lagi kapan saja.'],
  },
  unidentified: {
    title: 'Sampai nanti',
    lines: ['Nomor ini tetap berlaku.', 'Mulai lagi kapan saja.'],
  },
  'not-me': { title: 'Nomor ini milik orang lain', lines: ['Ambil nomor baru dengan NISN-mu sendiri.'] },
  'no-consent': {
    title: 'Minta surat izin orang tua dulu',
    lines: ['Serahkan surat itu ke petugas TU.', 'Setelah itu kamu bisa direkam.'],
  },
  'consent-withdrawn': {
    title: 'Izin orang tuamu dicabut',
    lines: ['Perekaman berhenti dan datamu dihapus.', 'Tanyakan kepada orang tua atau petugas TU.'],
  },
  'too-young': { title: 'Umurmu belum 16 tahun', lines: ['Datang lagi setelah ulang tahunmu yang ke-16.'] },
  'wrong-birth-date': {
    title: 'Tanggal lahir tidak cocok',
    lines: ['Periksa akta lahirmu, atau tanya petugas.'],
  },
  recorded: {
    title: 'Kamu sudah direkam',
    lines: ['Tidak perlu mengulang.', 'Untuk kartunya, tekan: KTP-ku sudah datang?'],
  },
  'too-many-dates': {
    title: 'Tanggal lahir salah terlalu sering',
    lines: ['Petugas sudah dipanggil.', 'Tunggu sebentar di sini.'],
  },
  'erasure-asked': {
    title: 'Petugas yang menghapusnya',
    lines: ['Petugas sudah dipanggil.', 'Sampai dihapus, rekamanmu tetap tersegel di sini.'],
  },
  parked: {
    title: 'Perekamanmu ditunda',
    lines: ['Yang sudah direkam tetap tersimpan.', 'Lanjutkan dengan nomor yang sama.'],
  },
  'not-erased': {
    title: 'Perekaman dibatalkan',
    lines: ['Kotak ini belum bisa menghapus datamu.', 'Petugas akan memastikannya terhapus.'],
  },
  'disk-full': {
    title: 'Tempat simpan penuh',
    lines: ['Perekaman belum bisa dimulai.', 'Petugas perlu mengirim data dulu.'],
  },
  'disk-broken': {
    title: 'Kotak ini tidak bisa menyimpan',
    lines: ['Perekaman belum bisa dimulai.', 'Petugas akan memeriksanya.'],
  },
  'keys-lost': {
    title: 'Kios ini belum bisa merekam',
    lines: ['Daftar kunci Dukcapil rusak.', 'Petugas perlu memasangnya lagi.'],
  },
  revoked: {
    title: 'Kios ini tidak dipakai lagi',
    lines: ['Dukcapil sudah mencabut kios ini.', 'Tanya petugas di mana kamu bisa direkam.'],
  },
  outdated: {
    title: 'Kios ini perlu diperbarui',
    lines: ['Perekaman belum bisa dimulai.', 'Petugas perlu memasang versi baru dulu.'],
  },
} as const satisfies Catalogue['notice']
