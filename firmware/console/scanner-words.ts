import type { ScannerFault } from '../../hal/contract/fingerprint-scanner.ts'

/** What a technician reads of a scanner's fault: cause and remedy. */
export function scannerWords(fault: ScannerFault): string {
  switch (fault.kind) {
    case 'silent':
      return 'Sensor diam. Periksa daya, kabel TX-RX (mungkin tertukar) dan kecepatan.'
    case 'unplugged':
      return 'Sensor tidak terpasang. Periksa kabel dan nama port.'
    case 'garbled':
      return `Data sensor rusak (${fault.detail}). Periksa kabel dan jarak ke sumber gangguan.`
    case 'locked':
      return 'Sensor terkunci kata sandi lain. Pakai sensor lain atau buka dengan alat pembuatnya.'
    case 'refused':
      return `Sensor menolak ${fault.during} (kode ${fault.code.toString(16).padStart(2, '0')}). Cabut daya 2 detik, coba lagi.`
    case 'bad-press':
      return 'Tekanan jari tidak terbaca. Tempelkan lagi dan tahan.'
    case 'unsupported':
      return `Sensor tidak mendukung ${fault.what}.`
    case 'cancelled':
      return 'Dihentikan.'
  }
}
