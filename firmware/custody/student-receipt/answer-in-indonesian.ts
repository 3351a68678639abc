import type { AnswerWords } from './answer-words.ts'
import type { ReceiptAnswer } from './check-receipt.ts'
import type { StudentStatus } from './student-status.ts'

/** Bahasa Indonesia, for the panel, the command line and the phone page. */
export function answerInIndonesian(answer: ReceiptAnswer): AnswerWords {
  switch (answer.kind) {
    case 'received':
      if (answer.status) return status[answer.status]
      return {
        title: 'Dukcapil sudah menerima rekamanmu',
        lines: [
          ...recordedAt(answer.device),
          `Nomor tanda terima Dukcapil: ${answer.receipt}. Kamu tidak perlu merekam lagi.`,
        ],
      }
    case 'waiting':
      return {
        title: 'Rekamanmu tersimpan di kios ini',
        lines: [
          answer.batch === undefined
            ? 'Belum dikirim ke Dukcapil.'
            : `Ada di kumpulan nomor ${answer.batch}, menunggu jawaban Dukcapil.`,
          'Cek lagi besok.',
        ],
      }
    case 'refused':
      return {
        title: 'Dukcapil belum menerima rekaman ini',
        lines: [
          ...recordedAt(answer.device),
          'Tunjukkan tanda terimamu ke petugas. Ia tahu langkah berikutnya.',
        ],
      }
    case 'elsewhere':
      return {
        title: 'Tanda terima ini asli',
        lines: [...recordedAt(answer.device), 'Cek di kios itu apakah Dukcapil sudah menerimanya.'],
      }
    case 'unknown-kiosk':
      return {
        title: 'Tanda terima ini tidak bisa dicek di sini',
        lines: [`Kios ${answer.device} tidak dikenal di sini.`, 'Cek di kios tempat kamu direkam.'],
      }
    default:
      return plain[answer.kind]
  }
}

const plain = {
  lost: {
    title: 'Rekaman ini tidak ada di kios ini',
    lines: ['Tanda terimanya asli. Kios mungkin dipulihkan dari kartu lama.', 'Panggil teknisi.'],
  },
  forged: {
    title: 'Tanda terima ini tidak asli',
    lines: ['Isinya bukan dari kios. Cek lagi dengan QR yang asli, atau tanya petugas.'],
  },
  'unknown-code': {
    title: 'Kode ini tidak dikenal di kios ini',
    lines: ['Cek di kios tempat kamu direkam, atau tanya petugas.'],
  },
  mistyped: {
    title: 'Kode tidak terbaca',
    lines: ['Ada huruf yang salah atau kurang. Cocokkan lagi dengan tanda terimamu.'],
  },
} as const

// The reason for an officer's look is on no screen: others read along.
const status: Readonly<Record<StudentStatus, AnswerWords>> = {
  checking: {
    title: 'Datamu sedang dicek pusat',
    lines: ['Dukcapil sudah menerima rekamanmu.', 'Bisa lama. Cek lagi minggu depan.'],
  },
  'ready-to-print': {
    title: 'KTP-mu siap dicetak',
    lines: ['Dicetak setelah kamu berumur 17 tahun.', 'Cek lagi setelah ulang tahunmu.'],
  },
  'record-again': {
    title: 'Kamu perlu rekam ulang',
    lines: ['Rekaman yang lalu belum cukup jelas.', 'Temui petugas untuk mulai lagi.'],
  },
  'see-officer': {
    title: 'Temui petugas',
    lines: ['Petugas perlu melengkapi datamu.', 'Bawa tanda terimamu.'],
  },
  printed: { title: 'KTP-mu sudah dicetak', lines: ['Sedang menuju sekolahmu.', 'Cek lagi minggu depan.'] },
  'at-school': { title: 'KTP-mu sudah datang!', lines: ['Ambil di TU.', 'Bawa tanda terimamu.'] },
  'handed-over': { title: 'KTP-mu sudah kamu terima', lines: ['Simpan baik-baik.'] },
}

function recordedAt(device: string | undefined): readonly string[] {
  return device ? [`Kamu direkam di kios ${device}.`] : []
}
