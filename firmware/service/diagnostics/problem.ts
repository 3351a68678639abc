/** One thing that can be wrong, and what helps. */
export interface Problem {
  /** For the code on the phone. Never used for anything else again. */
  readonly number: number
  /** Absent parts may be plugged in later; the kiosk goes on without, or waits. */
  readonly state?: 'fault' | 'absent'
  readonly cause: string
  readonly remedy: string
  /** Unit of the value that goes with it. */
  readonly unit?: string
  /** The effect on a school until the repair, where it differs from that of its part. */
  readonly impact?: string
}

function trouble(number: number, cause: string, remedy: string, more: Partial<Problem> = {}): Problem {
  return { number, cause, remedy, ...more }
}

const absent = { state: 'absent' } as const
const goesOn = 'Perekaman jalan.'
const atRisk = 'Perekaman jalan; yang baru bisa hilang saat listrik putus. Kirim sering.'
const screws = 'Periksa kabelnya di diagram: rekam board wiring.'

/** Everything that the checks can find, by name. A new one takes the next free number of its part. */
export const problems = {
  'board-unknown': trouble(1, 'Papan ini tidak dikenal.', 'Sebut namanya: --board.', absent),
  'board-settings': trouble(2, 'board.toml salah.', 'Perbaiki baris yang disebut, atau hapus berkasnya.'),
  'board-absent': trouble(3, 'Mesin ini bukan papan itu.', 'Periksa --board dan kernelnya.', absent),

  'scanner-silent': trouble(
    10,
    'Sensor jari diam.',
    'Periksa daya, kabel TX-RX, model dan kecepatan.',
    absent,
  ),
  'scanner-unplugged': trouble(11, 'Sensor jari tidak terpasang.', 'Periksa kabel dan nama port.', absent),
  'scanner-garbled': trouble(12, 'Data sensor rusak.', 'Perpendek kabel, periksa ground dan kecepatan.'),
  'scanner-locked': trouble(
    13,
    'Sensor terkunci kata sandi atau alamat lain.',
    'Pakai sensor lain, atau buka kuncinya.',
  ),
  'scanner-busy': trouble(
    14,
    'Port sensor dipakai program lain.',
    'Hentikan program itu atau konsol serial.',
  ),
  'scanner-settings': trouble(15, 'Port sensor menolak pengaturan.', 'Periksa hak akses (grup dialout).'),
  'scanner-refused': trouble(16, 'Sensor menolak perintah.', 'Cabut daya 2 detik, coba lagi.', {
    unit: 'kode',
  }),
  'scanner-unsupported': trouble(17, 'Sensor tidak mendukung yang diminta.', 'Periksa model di board.toml.'),
  'scanner-stores': trouble(
    18,
    'Sensor menyimpan sidik jari.',
    'Kosongkan dengan alat pembuatnya, atau ganti sensor.',
    {
      unit: 'templat',
      impact: goesOn,
    },
  ),
  'scanner-dark': trouble(19, 'Cincin sensor tidak menyala.', 'Periksa model di board.toml.', {
    impact: 'Perekaman jalan; tanda yang sama ada di layar.',
  }),
  'press-missing': trouble(
    20,
    'Tidak ada jari yang terbaca.',
    'Ulangi, tekan di tengah kaca; lalu ganti sensor.',
  ),
  'press-slow': trouble(
    22,
    'Gambar jari terlalu lama datang.',
    'Naikkan kecepatan sensor: rekam sensor commission, atau scanner.baud.',
  ),
  'press-weak': trouble(21, 'Gambar jari lemah.', 'Lap kaca sensor, ulangi dengan jari lain.', {
    unit: 'nilai',
  }),

  'camera-missing': trouble(30, 'Program kamera tidak ada.', 'Pasang rpicam-apps, atau kamera USB.', absent),
  'camera-failed': trouble(31, 'Kamera tidak memberi foto.', 'Periksa kabel kamera.', {
    unit: 'kode',
  }),
  'camera-hung': trouble(
    32,
    'Kamera macet.',
    'Kabel pita: matikan listrik dulu. USB: cabut dan pasang lagi.',
  ),
  'camera-damaged': trouble(33, 'Foto kamera rusak.', 'Periksa kabel dan daya kamera.'),
  'camera-dark': trouble(34, 'Foto terlalu gelap.', 'Nyalakan lampu di depan siswa; buka penutup lensa.', {
    impact: goesOn,
  }),
  'camera-absent': trouble(
    37,
    'Kamera tidak ditemukan.',
    'Periksa kabelnya; kamera pita dipasang saat listrik mati.',
    absent,
  ),
  'camera-busy': trouble(38, 'Kamera dipakai program lain.', 'Tutup program itu, atau mulai ulang kotak.'),
  'face-check-gone': trouble(
    35,
    'Pemeriksa wajah tidak jalan.',
    'Perekaman tetap bisa, tanpa petunjuk saat difoto.',
    { impact: goesOn },
  ),
  'face-check-blind': trouble(
    36,
    'Wajah tidak bisa dicari.',
    'Perekaman tetap bisa; pasang ulang perangkat lunak.',
    { impact: goesOn },
  ),

  'lamp-red': trouble(40, 'Lampu merah tidak menyala.', screws),
  'lamp-green': trouble(41, 'Lampu hijau tidak menyala.', screws),
  'lamp-blue': trouble(42, 'Lampu biru tidak menyala.', screws),
  'lamp-amber': trouble(48, 'Lampu kuning tidak menyala.', screws),
  'buzzer-silent': trouble(43, 'Bel tidak berbunyi.', `Bel harus jenis aktif. ${screws}`),
  'voice-missing': trouble(44, 'Program suara tidak ada.', 'Pasang espeak-ng; perekaman tetap bisa.', absent),
  'voice-failed': trouble(45, 'Program suara gagal.', 'Periksa kartu suara; perekaman tetap bisa.'),
  'voice-silent': trouble(46, 'Suara tidak terdengar.', 'Periksa pengeras suara dan volumenya.'),
  'help-button-dead': trouble(47, 'Tombol bantuan tidak terasa.', screws),

  'storage-refuses': trouble(
    50,
    'Tidak bisa menyimpan.',
    'Periksa kartu memori: penuh, terkunci atau rusak.',
  ),
  'storage-slow': trouble(51, 'Kartu memori lambat.', 'Ganti dengan kartu tahan lama (high endurance).', {
    unit: 'ms',
    impact: goesOn,
  }),
  'storage-too-fast': trouble(
    52,
    'Kartu menjawab sebelum menyimpan.',
    'Jangan dipercaya saat listrik putus: ganti kartu.',
    { unit: 'µs', impact: atRisk },
  ),
  'storage-errors': trouble(53, 'Sistem berkas mencatat kesalahan.', 'Salin data dengan stik, ganti kartu.', {
    unit: 'kesalahan',
    impact: atRisk,
  }),
  'storage-worn': trouble(54, 'Kartu memori hampir aus.', 'Ganti kartu minggu ini.', {
    unit: '%',
    impact: atRisk,
  }),
  'kept-journal': trouble(55, 'Catatan spool rusak.', 'Jalankan kios sekali: ia memperbaikinya sendiri.', {
    impact: goesOn,
  }),
  'kept-keys': trouble(56, 'Daftar kunci rusak.', 'Pasang yang terbaru: rekam keys update.', {
    unit: 'nomor',
  }),
  'kept-damaged': trouble(
    57,
    'Ada berkas rusak yang disisihkan.',
    'Salin foldernya untuk teknisi, lalu kosongkan.',
    { unit: 'berkas', impact: goesOn },
  ),
  'site-unreadable': trouble(58, 'site.json tidak terbaca.', 'Pasang lagi: rekam provision.'),
  'device-key-unreadable': trouble(
    59,
    'Kunci kios tidak terbaca.',
    'Pulihkan dari cadangan, atau ganti kotak.',
  ),

  'space-short': trouble(60, 'Ruang kartu hampir habis.', 'Kirim atau bawa data dengan stik.', {
    unit: 'MB',
  }),
  'memory-short': trouble(61, 'Memori hampir habis.', 'Mulai ulang kotak; tutup program lain.', {
    unit: 'MB',
  }),
  'too-hot': trouble(62, 'Kotak terlalu panas.', 'Beri udara, jauhkan dari matahari.', { unit: 'derajat' }),
  'under-voltage': trouble(63, 'Listriknya lemah.', 'Pakai adaptor 5 V 3 A dan kabel pendek.'),
  'clock-behind': trouble(64, 'Jam kotak mundur.', 'Sambungkan internet sebentar, atau pasang modul jam.', {
    unit: 'hari',
  }),
  'clock-off': trouble(65, 'Jam kotak meleset.', 'Kotak memakai jam Dukcapil; setel zona dan NTP.', {
    unit: 'menit',
  }),
  'seal-broken': trouble(66, 'Segel tidak bisa dibuka.', 'Pasang ulang perangkat lunak.'),

  'link-policy': trouble(70, 'Belum boleh mengirim sekarang.', 'Lihat jam dan kuota di site.json.'),
  'link-none': trouble(71, 'Tidak ada jaringan.', 'Periksa kabel, Wi-Fi atau modem; atau kirim dengan stik.'),
  'link-portal': trouble(72, 'Jaringan minta masuk dulu.', 'Buka halaman masuknya sekali dengan ponsel.'),
  'link-silent': trouble(
    73,
    'Dukcapil tidak menjawab.',
    'Coba nanti; kotak mencoba sendiri, atau kirim dengan stik.',
  ),
  'link-stranger': trouble(74, 'Dukcapil tidak mengenal kotak ini.', 'Daftarkan: rekam devices enrol.'),
} as const satisfies Readonly<Record<string, Problem>>

export type ProblemName = keyof typeof problems

/** By its number; `undefined` for one that a newer Rekam may know. */
export function troubleOf(number: number): Problem | undefined {
  return Object.values<Problem>(problems).find((one) => one.number === number)
}
