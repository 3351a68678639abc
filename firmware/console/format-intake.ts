import type { Receipt } from '../custody/chain/receipt.ts'
import type { BatchOutcome } from '../registry/intake/intake-folder.ts'
import type { IntakeFault } from '../registry/intake/intake-types.ts'

/** The outcome of one batch, in a sentence for the person at the registry's desk. */
export function intakeWords({ place, result }: BatchOutcome): string {
  if (!result.ok) return `${place}: tidak diterima (${result.fault.kind}). ${causeWords(result.fault)}`
  const { receipt, again } = result.value
  const { accepted, rejected, withoutRecord = [] } = receipt
  const told = [
    `${accepted.length} diterima`,
    ...(withoutRecord.length > 0
      ? [`diterima tanpa rekaman: ${withoutRecord.length}${reasonsOf(withoutRecord)}`]
      : []),
    `${rejected.length} ditolak${reasonsOf(rejected)}`,
  ].join(', ')
  return again ? `${place}: sudah dijawab sebelumnya (${told})` : `${place}: ${told}`
}

function reasonsOf(answers: Receipt['rejected']): string {
  const reasons = [...new Set(answers.map(({ reason }) => reason))].join(', ')
  return reasons && ` (${reasons})`
}

function causeWords(fault: IntakeFault): string {
  switch (fault.kind) {
    case 'empty-manifest':
      return 'batch.json kosong. Kirim lagi dari kios, atau pasang lagi stiknya.'
    case 'no-manifest':
      return `${fault.packets} paket tanpa batch.json. Kios belum selesai menulis: pasang lagi stiknya di kios.`
    case 'missing-packets':
      return `${fault.sha256.length} paket belum datang. Kumpulan ini menunggu.`
    case 'missing-signature':
      return 'batch.sig belum datang. Kumpulan ini menunggu.'
    case 'gap':
      return `Kumpulan ${fault.expectedSeq} dari kios ini belum datang.`
    case 'fork':
      return 'Ada kumpulan lain dengan nomor ini: kartu kios disalin atau dipulihkan. Tidak ada yang dihapus.'
    case 'unknown-device':
      return 'Kios ini tidak ada di daftar. Daftarkan dulu.'
    case 'revoked-device':
      return 'Kios ini sudah dicabut. Berkasnya tetap di tempat.'
    case 'unknown-algorithm':
    case 'unknown-version':
      return 'Dibuat oleh Rekam yang lebih baru. Perbarui perangkat lunak ini.'
    case 'bad-signature':
      return 'Tanda tangan bukan dari kios ini, atau berkas rusak.'
    case 'malformed':
    case 'wrong-root':
    case 'too-large':
      return 'Berkas rusak, atau bukan dari kios Rekam.'
    case 'not-found':
    case 'exists':
    case 'full':
    case 'read-only':
    case 'broken':
    case 'gone':
      return `Penyimpanan bermasalah di ${fault.path}. Perbaiki, lalu ulangi.`
  }
}
