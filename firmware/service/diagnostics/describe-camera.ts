import type { CameraFault } from '../../../hal/contract/camera.ts'
import { exhaustive } from '../../core/exhaustive.ts'

// Pulled under power, a ribbon cable can take camera and regulator with it.
const replug = 'Kamera pita: matikan listrik dulu, baru periksa kabelnya. Kamera USB: cabut dan pasang lagi.'

function saying(detail: string | undefined): string {
  return detail ? ` Pesan programnya: ${detail}` : ''
}

/** The sentence for a technician when a camera gives no picture: cause and remedy. */
export function cameraWords(fault: CameraFault): string {
  switch (fault.kind) {
    case 'missing':
      return 'Program kamera tidak terpasang: rpicam-apps untuk kamera pita (image raspios), v4l-utils dan ffmpeg untuk kamera USB.'
    case 'absent':
      return 'Kamera tidak ditemukan. Periksa kabelnya; kamera pita dipasang saat listrik mati.'
    case 'busy':
      return 'Kamera dipakai program lain. Tutup program itu, atau mulai ulang kotak ini.'
    case 'hung':
      return `Kamera tidak memberi gambar, lalu dihentikan. ${replug}${saying(fault.detail)}`
    case 'damaged':
      return 'Gambar kamera rusak. Ganti kabelnya, atau kameranya.'
    case 'failed':
      return `Program kamera berhenti dengan kode ${fault.exitCode}: ${fault.detail || 'tanpa pesan'}`
    case 'cancelled':
      return 'Kamera tidak menjawab sampai batas waktu.'
    default:
      return exhaustive(fault)
  }
}
