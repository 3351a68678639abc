import type { Catalogue } from './catalogue.ts'

// The last line of every problem that a student cannot solve.
const callStaff = 'Panggil petugas bila perlu.'

/** Words of the photo: the requests of the live picture, the choice of two, and the camera's faults. */
export const photoInIndonesian = {
  live: (background) => ({
    title: 'Lihat ke kamera',
    lines: [
      'Lepas kacamata. Dahi dan alis terlihat.',
      `Latar belakang ${background === 'red' ? 'merah' : 'biru'}.`,
    ],
  }),
  count: { title: 'Siap-siap', lines: ['Diam sebentar dan lihat ke kamera.'] },
  taking: { title: 'Sebentar', lines: ['Foto sedang diambil.'] },
  hint: {
    ready: 'Bagus, siap difoto',
    brighter: 'Cari tempat lebih terang',
    glare: 'Terlalu silau',
    'no-face': 'Masukkan wajah ke oval',
    'one-person': 'Hanya satu orang',
    closer: 'Lebih dekat',
    back: 'Mundur sedikit',
    left: 'Geser ke kiri',
    right: 'Geser ke kanan',
    up: 'Lebih tinggi sedikit',
    down: 'Lebih rendah sedikit',
    straight: 'Lihat lurus ke kamera',
    'open-eyes': 'Buka mata',
    'hold-still': 'Diam sebentar, gambar kabur',
    'plain-ground': 'Latar terlalu ramai',
  },
  choose: (photos, left) => ({
    title: photos > 1 ? 'Pilih fotomu' : 'Kamu suka foto ini?',
    lines: [left > 0 ? `Kamu masih bisa mengulang ${left} kali.` : 'Ini foto yang terakhir.'],
  }),
  flaw: {
    brighter: 'Terlalu gelap',
    glare: 'Terlalu silau',
    'no-face': 'Wajah tidak terlihat',
    'one-person': 'Ada orang lain',
    closer: 'Terlalu jauh',
    back: 'Terlalu dekat',
    left: 'Kurang di tengah',
    right: 'Kurang di tengah',
    up: 'Terlalu rendah',
    down: 'Terlalu tinggi',
    straight: 'Kurang lurus',
    'open-eyes': 'Mata tertutup',
    'hold-still': 'Kabur',
    'plain-ground': 'Latar ramai',
  },
  suggested: 'Disarankan',
  alt: (photo) => `Fotomu, pilihan ${photo}`,
  mirror: 'Bayanganmu di kamera',
  fault: {
    missing: {
      title: 'Kamera tidak ditemukan',
      lines: ['Kabel kamera mungkin lepas. Kami coba lagi.', callStaff],
    },
    failed: { title: 'Kamera tidak menjawab', lines: ['Kami coba lagi sebentar lagi.', callStaff] },
    absent: {
      title: 'Kamera tidak ditemukan',
      lines: ['Kabel kamera mungkin lepas. Kami coba lagi.', callStaff],
    },
    busy: { title: 'Kamera sedang dipakai', lines: ['Program lain memakainya. Kami coba lagi.', callStaff] },
    hung: { title: 'Kamera macet', lines: ['Kamera sedang dinyalakan ulang.', callStaff] },
    damaged: { title: 'Foto rusak', lines: ['Kami coba lagi sebentar lagi.', callStaff] },
  },
} as const satisfies Catalogue['photo']
