import { answerInIndonesian } from '../../custody/student-receipt/answer-in-indonesian.ts'
import type { Catalogue } from './catalogue.ts'
import { doctorInIndonesian } from './diagnostics-in-indonesian.ts'
import { noticeInIndonesian } from './notice-in-indonesian.ts'
import { photoInIndonesian } from './photo-in-indonesian.ts'
import { queueInIndonesian } from './queue-in-indonesian.ts'
import { settingsInIndonesian } from './settings-in-indonesian.ts'
import { setupInIndonesian, storageInIndonesian } from './setup-in-indonesian.ts'
import { stickInIndonesian } from './stick-in-indonesian.ts'
import { unlockInIndonesian } from './unlock-in-indonesian.ts'

const callStaff = 'Panggil petugas bila perlu.'

/** Bahasa Indonesia: short sentences, "kamu", cause and remedy. */
export const indonesian = {
  steps: ['Data diri', 'Izin', 'Foto', 'Tanda tangan', 'Sidik jari', 'Periksa'],
  fingers: [
    'ibu jari kanan',
    'telunjuk kanan',
    'jari tengah kanan',
    'jari manis kanan',
    'kelingking kanan',
    'ibu jari kiri',
    'telunjuk kiri',
    'jari tengah kiri',
    'jari manis kiri',
    'kelingking kiri',
  ],
  fingerCount: (done) => `${done} dari 10`,
  button: {
    takeTicket: 'Ambil nomor',
    submit: 'Lanjut',
    erase: 'Hapus',
    back: 'Kembali',
    help: 'Bantuan',
    leave: 'Keluar',
    close: 'Tutup',
    itsMe: 'Ini saya',
    notMe: 'Bukan saya',
    agree: 'Saya setuju',
    decline: 'Tidak setuju',
    takePhoto: 'Ambil foto',
    usePhoto: 'Pakai foto ini',
    retakePhoto: 'Ulangi foto',
    clear: 'Hapus coretan',
    keepSignature: 'Simpan',
    fingerTrouble: 'Jari ini tidak bisa',
    tryAgain: 'Coba lagi',
    approve: 'Semua benar',
    change: 'Ubah',
    done: 'Selesai',
    goOn: 'Lanjutkan',
    later: 'Lanjut nanti',
    eraseAll: 'Batal dan hapus',
    stillHere: 'Saya masih di sini',
    checkReceipt: 'KTP-ku sudah datang?',
    cannotSign: 'Tidak bisa tanda tangan',
  },
  idle: {
    title: 'Rekam KTP-el di sekolah',
    lines: ['Ambil nomor, lalu tunggu giliranmu.', 'Perlu sekitar 4 menit.'],
    waiting: 'Menunggu',
    start: (ticket) => `${ticket}, silakan`,
    absent: (ticket) => `${ticket} tidak ada?`,
  },
  number: {
    title: 'Ketik NISN atau NIK',
    lines: ['NISN 10 angka, ada di kartu pelajar.', 'NIK 16 angka, ada di Kartu Keluarga.'],
    example: 'Contoh: 0091234567',
    trouble: {
      unknown: 'Nomor ini tidak ada di daftar. Periksa angkanya, atau tanya petugas.',
    },
  },
  called: (number, sentBack) => ({
    title: `Nomor ${number}, giliranmu`,
    lines: sentBack
      ? [`${sentBack} tidak datang dan pindah ke belakang.`]
      : ['Tekan tombol, lalu mulai.', 'Tiga kali tidak datang: pindah ke belakang.'],
  }),
  notice: noticeInIndonesian,
  birthDate: {
    title: 'Kapan kamu lahir?',
    lines: ['Ketik tanggal, bulan, dan tahun.'],
    example: 'Contoh: 05 11 2009',
    wrong: 'Tanggal lahir tidak cocok. Periksa lagi.',
  },
  confirm: (maskedName, className) => ({
    title: 'Apakah ini kamu?',
    lines: [maskedName, `Kelas ${className}`],
  }),
  assent: {
    title: 'Bolehkah kami merekam datamu?',
    lines: [
      'Kami mengambil foto, tanda tangan, dan sepuluh sidik jari untuk KTP-el.',
      'Datamu dikunci dan hanya bisa dibuka Dukcapil.',
      'Kamu boleh berhenti kapan saja.',
    ],
  },
  photo: photoInIndonesian,
  signature: {
    title: 'Tanda tangan di kotak',
    lines: ['Pakai jarimu. Seperti di kertas.'],
    box: 'Kotak tanda tangan',
    excuse: {
      title: 'Kenapa tidak bisa tanda tangan?',
      lines: ['Pilih yang sesuai. Perekaman tetap lanjut.', 'Petugas akan melihatnya nanti.'],
    },
  },
  unsigned: {
    'cannot-write': 'Tidak bisa menulis',
    'hand-hurt': 'Tangan sakit',
    'pad-trouble': 'Layar tidak mau',
  },
  finger: {
    opening: { title: 'Sebentar', lines: ['Alat sidik jari sedang disiapkan.'] },
    place: (finger) => ({ title: `Letakkan ${finger}`, lines: ['Tekan rata di alat yang menyala biru.'] }),
    release: 'Angkat jari dulu',
    stays: { title: 'Angkat jari dulu', lines: ['Tidak ada jari? Lap kaca alatnya sampai bersih.'] },
    lift: (next) => ({
      title: 'Angkat jari',
      lines: ['Gambar sedang dibaca.', ...(next ? [`Siapkan ${next}.`] : [])],
    }),
    retry: (finger, reason) => ({
      title: `Sekali lagi, ${finger}`,
      lines: [
        {
          lifted: 'Jari terangkat terlalu cepat. Tahan sampai diminta.',
          dry: 'Jari kering. Gosok sebentar ke dahi.',
          wet: 'Jari basah. Lap dulu sampai kering.',
          unclear: 'Gambar kurang jelas. Tekan lurus dan jangan bergeser.',
          small: 'Jari kurang menempel. Tekan lebih rata di tengah.',
          moved: 'Jari bergeser. Tahan diam sampai diminta.',
          'other-finger': 'Itu jari lain. Lihat jari yang menyala di gambar.',
        }[reason],
      ],
    }),
    repeated: (finger, other) => ({
      title: `Bukan itu. Pakai ${finger}`,
      lines: [`Jari tadi sudah direkam sebagai ${other}.`],
    }),
    reopening: { title: 'Sebentar', lines: ['Ada jari yang mungkin tertukar. Kita ulangi.'] },
    placeAgain: (finger) => ({
      title: `Ulangi ${finger}`,
      lines: ['Jari ini mungkin tertukar tadi. Lihat gambarnya.'],
    }),
    good: { title: 'Bagus, tersimpan', lines: ['Angkat jari.'] },
    excuse: (finger) => ({
      title: `Ada apa dengan ${finger}?`,
      lines: ['Pilih yang sesuai. Petugas akan melihatnya nanti.'],
    }),
    exception: {
      missing: 'Jari tidak ada',
      bandaged: 'Diperban',
      unreadable: 'Tidak terbaca',
      declined: 'Tidak mau',
    },
    fault: {
      silent: {
        title: 'Alat sidik jari diam',
        lines: ['Kabelnya mungkin longgar. Kami coba lagi.', callStaff],
      },
      unplugged: {
        title: 'Alat sidik jari lepas',
        lines: ['Pasang kembali kabelnya. Kami lanjut sendiri.', callStaff],
      },
      garbled: {
        title: 'Alat sidik jari terganggu',
        lines: ['Datanya rusak di kabel. Kami coba lagi.', callStaff],
      },
      locked: {
        title: 'Alat sidik jari terkunci',
        lines: ['Alat ini memakai kata sandi lain.', 'Petugas perlu menggantinya.'],
      },
      refused: { title: 'Alat sidik jari menolak', lines: ['Kami coba lagi sebentar lagi.', callStaff] },
      unsupported: { title: 'Alat sidik jari tidak cocok', lines: ['Petugas perlu menggantinya.'] },
    },
  },
  verify: {
    place: (finger) => ({ title: `Sekali lagi ${finger}`, lines: ['Untuk memastikan ini jarimu.'] }),
    different: { title: 'Belum cocok', lines: ['Tekan lagi jari yang menyala di gambar, tepat di tengah.'] },
    same: { title: 'Cocok', lines: ['Angkat jari.'] },
    noted: { title: 'Angkat jari', lines: ['Alat belum yakin. Petugas akan melihatnya.'] },
  },
  review: {
    title: 'Periksa hasilnya',
    lines: ['Kalau semua benar, tanda tangani untuk menyetujui.'],
    parts: { photo: 'Foto', signature: 'Tanda tangan', fingers: 'Sidik jari', check: 'Pencocokan telunjuk' },
    fingersKept: (kept, exceptions) =>
      exceptions === 0 ? `${kept} jari` : `${kept} jari, ${exceptions} dikecualikan`,
    checked: { same: 'Cocok', different: 'Belum pasti, petugas akan melihat', none: 'Tidak dibandingkan' },
    kept: 'Tersimpan',
    unsigned: 'Tanpa tanda tangan',
    pick: {
      title: 'Jari mana yang diulang?',
      lines: ['Yang lama tetap tersimpan sampai ada gantinya.'],
      otherHand: ['Tangan kiri', 'Tangan kanan'],
    },
  },
  approval: {
    title: 'Tanda tangan persetujuan',
    lines: ['Tanda tangani sekali lagi. Setelah ini selesai.'],
    box: 'Kotak tanda tangan persetujuan',
    excuse: {
      title: 'Setuju tanpa tanda tangan?',
      lines: ['Pilih alasannya kalau setuju. Setelah ini selesai.'],
    },
  },
  keeping: { title: 'Sebentar', lines: ['Sedang disimpan.'] },
  closing: { title: 'Sebentar', lines: ['Rekamanmu sedang dikunci.'] },
  receipt: {
    title: 'Sudah direkam di sini',
    lines: ['Foto layar ini atau catat kodenya.', 'Dengan itu kamu bisa cek apakah Dukcapil sudah menerima.'],
    qrAlt: 'Kode QR tanda terima',
  },
  code: {
    title: 'Ketik kode tanda terimamu',
    lines: ['Ada delapan huruf dan angka.'],
    example: 'Contoh: WERC-8GM1',
    mistyped: 'Ada yang salah ketik. Cocokkan lagi.',
  },
  answer: answerInIndonesian,
  leave: { title: 'Mau keluar?', lines: ['Kamu bisa lanjut nanti dengan nomor yang sama.'] },
  stillHere: { title: 'Masih di sana?', lines: ['Layar ditutup sebentar lagi. Rekamanmu aman.'] },
  stuck: {
    full: {
      title: 'Tempat simpan penuh',
      lines: ['Yang sudah tersimpan aman.', 'Petugas perlu mengirim data dulu.'],
    },
    'read-only': {
      title: 'Kotak tidak bisa menyimpan',
      lines: ['Yang sudah tersimpan aman.', 'Petugas akan memeriksanya.'],
    },
    broken: {
      title: 'Kartu memori bermasalah',
      lines: ['Yang sudah tersimpan aman.', 'Petugas akan memeriksanya.'],
    },
  },
  helpCalled: 'Petugas sudah dipanggil.',
  caseOpened: 'Kotak terbuka. Petugas, mohon periksa.',
  queue: queueInIndonesian,
  doctor: doctorInIndonesian,
  setup: setupInIndonesian,
  storage: storageInIndonesian,
  unlock: unlockInIndonesian,
  enrolment: {
    title: 'Kode kotak ini',
    lines: ['Pindai di Dukcapil untuk mendaftarkan kotak ini.'],
    qrAlt: 'Kode QR kotak ini',
    button: 'Kode kotak ini',
  },
  stick: stickInIndonesian,
  settings: settingsInIndonesian,
} as const satisfies Catalogue
