import { exhaustive } from '../../core/exhaustive.ts'
import type { StickNotice, StickTrouble } from '../../exchange/stick/stick-notice.ts'

/** Notices for staff about a stick, with the remedy. */
export function stickInIndonesian(notice: StickNotice): string {
  switch (notice.kind) {
    case 'reading':
      return 'Stik sedang dibaca. Jangan dicabut dulu.'
    case 'copying':
      return `Salin ke stik: ${notice.done} dari ${notice.total} kumpulan. Jangan dicabut dulu.`
    case 'checking':
      return 'Isi stik sedang diperiksa. Jangan dicabut dulu.'
    case 'safe':
      return `Stik aman dicabut: ${notice.carried} kumpulan di stik, ${notice.receipts} tanda terima masuk.`
    case 'trouble':
      if (notice.cause !== 'full') return troubles[notice.cause]
      return `Stik penuh: ${notice.carried} kumpulan di stik, ${notice.left} belum. Pakai stik lain.`
    default:
      return exhaustive(notice)
  }
}

const troubles: Readonly<Record<Exclude<StickTrouble, 'full'>, string>> = {
  'read-only': 'Stik terkunci. Cabut, buka kuncinya, lalu pasang lagi.',
  broken: 'Stik ini rusak. Cabut dan pakai stik lain.',
  'unknown-file-system': 'Stik ini tidak dikenal. Pakai stik FAT32 atau exFAT.',
  unreadable: 'Stik ini tidak bisa dibuka. Pasang lagi, atau pakai stik lain.',
  pulled: 'Stik dicabut terlalu cepat. Pasang lagi; tidak ada yang hilang.',
  'not-released': 'Stik belum boleh dicabut. Matikan kios dulu, baru cabut.',
  'refused-files': 'Ada berkas di stik yang tidak sah. Stik boleh dicabut. Lapor ke Dukcapil.',
  'too-many-files': 'Terlalu banyak berkas di stik. Kosongkan REKAM/IN, lalu salin lagi di Dukcapil.',
  'kiosk-disk': 'Kartu memori kios bermasalah. Stik boleh dicabut. Panggil teknisi.',
}
