import type { DiagnosticsMessages } from './diagnostics-messages.ts'

const lookAtLamp = ['Lihat lampu di depan kotak.']

export const doctorInIndonesian: DiagnosticsMessages = {
  working: { title: 'Kotak sedang diperiksa', lines: ['Paling lama tiga menit.', 'Jangan cabut apa pun.'] },
  question: {
    'scanner-light': {
      title: 'Apakah sensor jari menyala biru?',
      lines: ['Lihat cincin di sekeliling kacanya.'],
    },
    'lamp-red': { title: 'Apakah lampunya merah?', lines: lookAtLamp },
    'lamp-amber': { title: 'Apakah lampunya kuning?', lines: lookAtLamp },
    'lamp-green': { title: 'Apakah lampunya hijau?', lines: lookAtLamp },
    'lamp-blue': { title: 'Apakah lampunya biru?', lines: lookAtLamp },
    buzzer: { title: 'Terdengar dua bunyi pendek?', lines: [] },
    voice: { title: 'Terdengar suara orang?', lines: [] },
  },
  task: {
    'press-finger': {
      title: 'Tekan satu jari di sensor',
      lines: ['Jari mana saja. Gambarnya tidak disimpan.'],
    },
    'press-help': { title: 'Tekan tombol bantuan', lines: ['Tombol di depan kotak, dalam 20 detik.'] },
  },
  result: (faults, unseen) => ({
    title: faults === 0 ? 'Semua yang diperiksa baik' : `${faults} bagian perlu diperbaiki`,
    lines: [
      'Foto kode ini untuk teknisi.',
      ...(unseen === 0 ? [] : [`${unseen} bagian belum bisa diperiksa.`]),
    ],
  }),
  qrAlt: 'Kode QR hasil pemeriksaan',
  code: (code) => `Kode untuk telepon: ${code.slice(0, 3)} ${code.slice(3)}`,
  part: {
    board: 'Papan',
    scanner: 'Sensor jari',
    press: 'Tekanan jari',
    camera: 'Kamera',
    'face-check': 'Pemeriksa wajah',
    lamp: 'Lampu',
    buzzer: 'Bel',
    voice: 'Suara',
    'help-button': 'Tombol bantuan',
    touch: 'Layar sentuh',
    storage: 'Kartu memori',
    kept: 'Data tersimpan',
    space: 'Ruang kartu',
    memory: 'Memori',
    temperature: 'Suhu',
    voltage: 'Listrik',
    clock: 'Jam',
    seal: 'Segel',
    link: 'Jaringan',
  },
  button: { examine: 'Periksa kotak', yes: 'Ya', no: 'Tidak' },
}
