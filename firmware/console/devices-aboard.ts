import type { Disk } from '../../hal/contract/disk.ts'
import { jsonFrom } from '../core/json-from.ts'
import { batchManifestSchema } from '../custody/chain/batch.ts'
import { receiptName, receiptSchema } from '../custody/chain/receipt.ts'
import type { KnownDevice } from '../custody/crypto/device-list.ts'
import { batchCopyPath } from '../registry/intake/intake-context.ts'

/** The office's knowledge of what a lost box carried. */
export interface Aboard {
  readonly device: string
  readonly revoked: boolean
  /** Schools whose class lists it had: its own, and those it served before. */
  readonly schools: readonly string[]
  /** Lists that this office has published for them, and that may be on it too. */
  readonly published: readonly string[]
  /** Students whose packets are here with a receipt. */
  readonly accepted: number
  readonly rejected: number
  /** The newest batch that is here; 0 for none. */
  readonly lastBatch: number
  /** When the box closed it, by its clock, `YYYY-MM-DD`. A student recorded later may be on the box alone. */
  readonly lastBatchDay: string | undefined
}

/** Looks through what an office has: its intake folder, and the folder that kiosks fetch from. */
export async function aboardOf(
  { device, school, before = [], lastSeq }: KnownDevice,
  out: Disk,
  down: Disk | undefined,
): Promise<Aboard> {
  const schools = [school, ...before]
  const names = schools.flatMap((npsn) => [`roster-${npsn}.json.age`, `status-${npsn}.json`])
  const listed = down && (await down.list('.', (name) => names.includes(name)))
  const published = listed?.ok ? listed.value.map(({ name }) => name) : []
  const counted = { accepted: 0, rejected: 0 }
  let [lastBatch, lastBatchDay] = [0, undefined as string | undefined]
  const batches = await out.list(batchCopyPath(device, 1).replace(/\/[^/]*$/, ''))
  for (const { name } of batches.ok ? batches.value : []) {
    const seq = Number(/^(\d+)\.json$/.exec(name)?.[1])
    if (!Number.isSafeInteger(seq)) continue
    const receipt = await readAs(out, `receipt/${receiptName(device, seq)}.json`, receiptSchema)
    counted.accepted += receipt?.accepted.length ?? 0
    counted.rejected += receipt?.rejected.length ?? 0
    if (!receipt || seq <= lastBatch) continue
    const manifest = await readAs(out, batchCopyPath(device, seq), batchManifestSchema)
    lastBatch = seq
    lastBatchDay = manifest && new Date(manifest.time.wallMs).toISOString().slice(0, 10)
  }
  return { device, revoked: lastSeq !== undefined, schools, published, ...counted, lastBatch, lastBatchDay }
}

/** The same in words, for an office that has to tell a school and its parents. */
export function aboardLines(aboard: Aboard): readonly string[] {
  const { device, revoked, schools, published, accepted, rejected, lastBatch, lastBatchDay } = aboard
  return [
    `${device}: sekolah ${schools.join(', dulu ')}.`,
    `Sudah di sini, dengan tanda terima: ${accepted} siswa` +
      (rejected > 0 ? `, ${rejected} paket ditolak.` : '.'),
    lastBatch === 0
      ? 'Belum ada kumpulan dari kotak ini: semua yang direkam hanya ada di kotak.'
      : `Yang direkam setelah kumpulan ${lastBatch} (${lastBatchDay ?? 'tanggal tidak diketahui'}) mungkin hanya ada di kotak.`,
    'Rekaman di kotak tersegel untuk Dukcapil: foto, tanda tangan dan sidik jari tidak bisa dibuka dari kotak.',
    `Daftar siswa sekolah itu ada di kotak (${published.length > 0 ? published.join(', ') : 'dari sekolah'}): ` +
      'tidak terbaca bila kotak terkunci (--unlock), terbaca bila dipasang dengan --unlock none.',
    revoked
      ? 'Kotak ini sudah dicabut: kantor tidak membuka kuncinya lagi.'
      : `Cabut sekarang: rekam devices revoke ${device} --last-seq ${lastBatch}`,
  ]
}

interface Schema<T> {
  safeParse(raw: unknown): { readonly data?: T | undefined }
}

async function readAs<T>(disk: Disk, path: string, schema: Schema<T>): Promise<T | undefined> {
  const found = await disk.read(path)
  return found.ok ? schema.safeParse(jsonFrom(found.value)).data : undefined
}
