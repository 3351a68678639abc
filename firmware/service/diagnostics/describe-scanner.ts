import type { Damage, ScannerFault } from '../../../hal/contract/fingerprint-scanner.ts'

/**
 * The sentence for a technician about a scanner's fault: cause and remedy. `model` is the name on the part where it is
 * known: GT parts forget their rate with the power, EF01 parts keep it, so that what helps differs.
 */
export function scannerWords(fault: ScannerFault, model = ''): string {
  const isGt = /^gt/i.test(model)
  switch (fault.kind) {
    case 'silent':
      return `Sensor diam. Periksa daya, kabel TX-RX (mungkin tertukar), model${isGt ? '' : ', alamat'} dan kecepatan.`
    case 'unplugged':
      return 'Sensor tidak terpasang. Periksa kabel dan nama port.'
    case 'garbled':
      return damageWords(fault.damage, fault.bytes, isGt)
    case 'locked':
      return fault.by === 'password'
        ? 'Sensor terkunci kata sandi lain. Pakai --password, sensor lain, atau buka dengan alat pembuatnya.'
        : `Sensor memakai alamat lain${fault.address === undefined ? '' : ` (${hex(fault.address, 8)})`}. Pakai --address atau sensor lain.`
    case 'refused':
      return fault.by === 'port' ? portWords(fault) : refusalWords(fault)
    case 'bad-press':
      return pressWords[fault.reason]
    case 'unsupported':
      return isGt && fault.what === 'commissioning'
        ? 'Sensor GT lupa kecepatannya saat dimatikan, dan kios menaikkannya sendiri. Tulis scanner.baud di board.toml.'
        : `Sensor ini tidak mendukung ${fault.what}. Periksa --model, atau lanjutkan tanpa itu.`
    case 'cancelled':
      return 'Dihentikan.'
  }
}

const pressWords = {
  lifted: 'Jari terangkat terlalu cepat. Tempelkan lagi dan tahan.',
  dry: 'Jari terlalu kering. Gosok telapak tangan, tempelkan lagi.',
  wet: 'Jari terlalu basah. Lap jari dan kaca sensor, tempelkan lagi.',
  unclear: 'Tekanan jari tidak terbaca. Tempelkan lagi tepat di tengah dan tahan.',
} as const

const damages: Readonly<Record<Damage, readonly [cause: string, remedy: string]>> = {
  noise: ['hanya derau', 'Periksa --baud, ground dan jarak ke motor atau adaptor daya'],
  checksum: ['jumlah periksa salah', 'Periksa kabel, perpendek, jauhkan dari sumber gangguan'],
  length: ['panjang paket mustahil', 'Periksa --baud dan kabel'],
  kind: ['jenis paket tidak dikenal', 'Periksa --baud dan --model'],
  echo: ['perintah kita sendiri kembali', 'Kabel TX dan RX bersentuhan: pisahkan'],
  'stray-data': ['sisa gambar lama', 'Coba lagi; bila tetap, cabut daya 2 detik'],
  'stray-answer': ['jawaban di tengah gambar', 'Coba lagi; bila tetap, cabut daya 2 detik'],
  stranger: ['paket dari alamat lain', 'Pakai --address atau lepas sensor lain dari kabel ini'],
  short: [
    'kiriman terputus',
    'Periksa kabel dan daya; turunkan kecepatan dengan rekam sensor commission --to 57600',
  ],
  'too-long': ['kiriman terlalu panjang', 'Periksa --model'],
  'odd-size': [
    'ukuran gambar tidak dikenal',
    'Tulis ukurannya di board.toml (scanner.size) atau pakai --size; bila berubah-ubah, perpendek kabel',
  ],
}

// A GT part has one sum for all of its image, and no rate that is kept.
const slower = 'Periksa kabel dan daya; pakai --baud 57600, atau scanner.baud di board.toml'
const gtRemedies: Partial<Readonly<Record<Damage, string>>> = { short: slower, checksum: slower }

function damageWords(damage: Damage, bytes: number, isGt: boolean): string {
  const [cause, usual] = damages[damage]
  const remedy = (isGt && gtRemedies[damage]) || usual
  return `Data sensor rusak: ${cause}${bytes > 0 ? ` setelah ${bytes} byte` : ''}. ${remedy}.`
}

type Refusal = Extract<ScannerFault, { readonly kind: 'refused' }>

function portWords({ cause, path }: Extract<Refusal, { readonly by: 'port' }>): string {
  return cause === 'busy'
    ? `Port ${path} dipakai program lain. Hentikan program itu (atau konsol serial) lalu coba lagi.`
    : `Port ${path} menolak pengaturan. Periksa hak akses (grup dialout) dan kecepatan.`
}

function refusalWords({ code, meaning, during }: Extract<Refusal, { readonly by: 'part' }>): string {
  const words = meaning === undefined ? 'kode yang tidak ada di buku panduan' : (meanings[meaning] ?? meaning)
  const remedy = remedies[meaning ?? ''] ?? 'Cabut daya 2 detik, coba lagi.'
  return `Sensor menolak ${during}: ${words} (${hex(code, 2)}). ${remedy}`
}

/** Remedies against a refusal that a power cut does not end. */
const remedies: Readonly<Record<string, string>> = {
  'image not taken': 'Lap kaca sensor dan jari, tekan lagi. Bila tetap, ganti sensor.',
  'not allowed at this level of encryption': 'Pembuatnya melarang kiriman gambar: pakai sensor lain.',
  'sensor hardware': 'Cabut daya 2 detik, coba lagi. Bila tetap, ganti sensor.',
}

/** The manuals' words for codes, as drivers give them. */
const meanings: Readonly<Record<string, string>> = {
  'already enrolled': 'jari sudah terdaftar',
  'bad rate': 'kecepatan tidak didukung',
  cancelled: 'dibatalkan',
  'cannot receive data': 'tidak dapat menerima data',
  'communication error': 'gangguan komunikasi',
  'device error': 'kerusakan di dalam sensor',
  'enrolment failed': 'pendaftaran gagal',
  'execution failed': 'perintah gagal dijalankan',
  'flash error': 'memori sensor rusak',
  hardware: 'kerusakan perangkat keras',
  'identification failed': 'jari tidak dikenal',
  'image not sent': 'gambar tidak dapat dikirim',
  'image not taken': 'gambar jari gagal diambil',
  'instruction not supported': 'perintah tidak didukung',
  'library empty': 'memori sidik kosong',
  'library full': 'memori sidik penuh',
  'no finger at the second press': 'tidak ada jari pada tekanan kedua',
  'no such setting': 'pengaturan tidak dikenal',
  'not allowed at this level of encryption': 'dilarang pada tingkat enkripsi sensor ini',
  'not deleted': 'tidak terhapus',
  'not found': 'tidak ditemukan',
  'number in use': 'nomor sudah dipakai',
  'number not in use': 'nomor tidak dipakai',
  'number out of range': 'nomor di luar batas',
  'packet not understood or busy': 'perintah tidak terbaca atau sensor sibuk',
  'parameter out of range': 'nilai di luar batas',
  'port failed': 'port sensor gagal',
  'residual print or finger not moved': 'bekas jari di kaca, atau jari tidak digeser; lap kaca',
  'second press failed': 'tekanan kedua gagal',
  'second press too messy': 'tekanan kedua kabur',
  'sensor hardware': 'kerusakan kaca sensor',
  'setting out of range': 'pengaturan di luar batas',
  'template empty': 'templat kosong',
  'template not sent': 'templat tidak dapat dikirim',
  'template number out of range': 'nomor templat di luar batas',
  'template unreadable': 'templat tidak terbaca',
  'templates do not belong together': 'templat bukan dari satu jari',
  'time ran out inside the part': 'waktu habis di dalam sensor',
  'too few features at the second press': 'garis jari kurang pada tekanan kedua',
  'verification failed': 'jari tidak cocok',
  'wrong order of commands': 'urutan perintah salah',
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0')
}
