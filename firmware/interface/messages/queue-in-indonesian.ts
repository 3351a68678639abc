import { longDate, type QueueMessages } from './queue-messages.ts'

/** Bahasa Indonesia around the line: finding oneself on the list, the wait, and what attendants do. */
export const queueInIndonesian = {
  ticket: (number, ahead, wait) => ({
    title: `Nomormu ${number}`,
    lines:
      ahead === 0
        ? ['Sekarang giliranmu.']
        : [
            `Masih ada ${ahead} orang di depanmu.`,
            ...(wait ? [`Kira-kira ${wait.lowMinutes}-${wait.highMinutes} menit lagi.`] : []),
            'Ingat nomormu. Kamu boleh menunggu di kelas.',
          ],
  }),
  ticketQr: { line: 'Pindai untuk melihat giliranmu di HP.', alt: 'Kode QR halaman giliranmu' },
  nowCalled: (number) => ({
    title: `Nomor ${number}, giliranmu`,
    lines: ['Tekan tombol nomormu, lalu mulai.'],
  }),
  scan: {
    number: {
      title: 'Perlihatkan kartu pelajarmu',
      lines: ['Arahkan kode QR ke kamera, sejengkal jauhnya.'],
    },
    receipt: {
      title: 'Perlihatkan tanda terimamu',
      lines: ['Arahkan kode QR ke kamera, sejengkal jauhnya.'],
    },
    trouble: {
      'no-number': 'Kode ini bukan kartu pelajar atau tanda terima. Coba kode lain, atau ketik.',
      'no-camera': 'Kamera belum bisa membaca kode. Tekan Kembali, lalu ketik.',
    },
  },
  findClass: { title: 'Kelas berapa?', lines: ['Tekan kelasmu.'] },
  findName: {
    title: 'Yang mana namamu?',
    lines: ['Sebagian huruf ditutup.', 'Nanti tanggal lahirmu ditanya.'],
  },
  noName: { title: 'Tidak ada nama di kelas ini', lines: ['Semua sudah direkam, atau tanya petugas.'] },
  page: (page, pages) => `Halaman ${page} dari ${pages}.`,
  pin: {
    title: 'PIN petugas',
    lines: ['Hanya untuk guru dan petugas TU.'],
    example: '6 angka',
    wrong: 'PIN salah. Periksa angkanya.',
    later: 'PIN salah terlalu sering. Tunggu sebentar, lalu coba lagi.',
  },
  ownerWrong: 'Nomor atau tanggal lahir tidak cocok. Periksa keduanya.',
  erase: (number) => `Hapus rekaman ${number}`,
  possibleFrom: (day) => `Bisa direkam mulai ${longDate(day, 'id')}.`,
  newPin: {
    choose: { title: 'Buat PIN petugas', lines: ['Enam angka, hanya untuk guru dan petugas TU.'] },
    repeat: { title: 'Ketik PIN sekali lagi', lines: ['Supaya tidak salah ketik.'] },
    differs: 'Keduanya tidak sama. Ketik PIN dari awal.',
  },
  date: (day) => ({
    title: longDate(day, 'id'),
    lines: ['Benar hari ini?', 'Kotak ini memakai tanggal ini untuk umur siswa.'],
  }),
  enterDate: {
    title: 'Tanggal berapa hari ini?',
    lines: ['Tanggal, bulan, tahun.'],
    example: 'Contoh: 24 11 2026',
    wrong: 'Tanggal itu tidak bisa. Periksa angkanya.',
  },
  attendant: (waiting, parked, calledClass) => ({
    title: 'Menu petugas',
    lines: [
      `${waiting} nomor menunggu, ${parked} ditunda.`,
      calledClass === undefined ? 'Urutan: siapa datang dulu.' : `Kelas ${calledClass} didahulukan.`,
    ],
  }),
  conflicts: (count) => `${count} siswa bentrok di daftar kelas. Lihat: rekam roster list.`,
  callClass: { title: 'Panggil kelas mana?', lines: ['Kelas ini didahulukan sampai panggilan diakhiri.'] },
  putFirst: { title: 'Dahulukan nomor mana?', lines: ['Untuk siswa difabel atau yang butuh bantuan.'] },
  nobodyWaits: { title: 'Tidak ada yang menunggu', lines: ['Belum ada nomor yang bisa didahulukan.'] },
  button: {
    findName: 'Cari namaku',
    scan: 'Pindai kartu',
    attend: 'Petugas',
    callClass: 'Panggil kelas',
    endClass: 'Akhiri panggilan kelas',
    putFirst: 'Dahulukan nomor',
    date: 'Periksa tanggal',
    liftGuesses: 'Buka blokir tanggal lahir',
    rightDate: 'Ya, benar',
    wrongDate: 'Bukan',
    previous: 'Sebelumnya',
    next: 'Berikutnya',
  },
} as const satisfies QueueMessages
