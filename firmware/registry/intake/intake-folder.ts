import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { jsonFrom } from '../../core/json-from.ts'
import { parentOf } from '../../core/names.ts'
import { batchManifestSchema } from '../../custody/chain/batch.ts'
import { openAudit } from './audit.ts'
import { intakeBatch } from './intake-batch.ts'
import type { IntakeContext } from './intake-context.ts'
import type { IntakeAnswer, IntakeFault, IntakeSource, ReceivedBatch } from './intake-types.ts'
import { largestManifestBytes } from './open-batch.ts'
import { scanSource } from './scan-source.ts'

/** The outcome of one batch. */
export interface BatchOutcome {
  /** Where its manifest lies, or a directory that could not be read. */
  readonly place: string
  readonly result: Result<IntakeAnswer, IntakeFault>
}

/** Called while the work goes on. */
export interface IntakeWatch {
  readonly outcome?: (outcome: BatchOutcome) => void
  readonly packet?: (place: string, done: number, total: number) => void
}

/**
 * Takes in every batch below a folder, in the order of the numbers, so that chains close. One bad batch never
 * stops the next, and nothing that lies there is passed over without a word. Only one intake at a time may work for one
 * `out`.
 */
export async function intakeFolder(
  context: IntakeContext,
  disk: Disk,
  watch: IntakeWatch = {},
): Promise<Result<readonly BatchOutcome[], DiskFault>> {
  // The batch in which an earlier run was cut: its packets are still in the folder.
  const cleared = await context.out.remove('incoming')
  if (!cleared.ok) return cleared
  const audit = await openAudit(context)
  if (!audit.ok) return audit
  const source = await scanSource(disk)
  if (!source.ok) return source
  const outcomes: BatchOutcome[] = []
  const tell = (outcome: BatchOutcome) => {
    outcomes.push(outcome)
    watch.outcome?.(outcome)
  }
  for (const fault of source.value.unread) tell({ place: fault.path, result: { ok: false, fault } })
  const hands = context.handsFor?.(source.value.packets.size) ?? context.hands
  const work = { ...context, ...(hands && { hands }) }
  const manifests = await readNumbers(source.value)
  for (const { batch } of manifests) {
    const { place } = batch
    const progress = (done: number, total: number) => watch.packet?.(place, done, total)
    tell({ place, result: await intakeBatch(work, audit.value, source.value, batch, progress) })
  }
  for (const [place, packets] of strayPackets(source.value, manifests))
    tell({ place, result: err({ kind: 'no-manifest', packets }) })
  return ok(outcomes)
}

/** A manifest as it stands there: nothing of it is believed yet, and a false number only changes when it is refused. */
interface SaidManifest {
  readonly batch: ReceivedBatch
  readonly device: string
  readonly seq: number
  /** Hashes of its packets; `undefined` when it says nothing that can be read. */
  readonly packets: readonly string[] | undefined
}

// In the order of the numbers.
async function readNumbers({ disk, batches }: IntakeSource): Promise<readonly SaidManifest[]> {
  const read: SaidManifest[] = []
  for (const batch of batches) {
    const { path, bytes } = batch.manifest
    const file = bytes > 0 ? await disk.read(path, largestManifestBytes) : undefined
    const said = file?.ok ? batchManifestSchema.safeParse(jsonFrom(file.value)).data : undefined
    const packets = said?.packets.map(({ sha256 }) => sha256)
    read.push({ batch, device: said?.device ?? '', seq: said?.seq ?? 0, packets })
  }
  return read.sort(
    (a, b) => compare(a.device, b.device) || a.seq - b.seq || compare(a.batch.place, b.batch.place),
  )
}

// Beside a manifest that says nothing they are its own, as far as anybody can tell.
function strayPackets(
  { packets }: IntakeSource,
  manifests: readonly SaidManifest[],
): ReadonlyMap<string, number> {
  const named = new Set(manifests.flatMap((one) => one.packets ?? []))
  const unclear = new Set(manifests.flatMap((one) => (one.packets ? [] : parentOf(one.batch.manifest.path))))
  const stray = new Map<string, number>()
  for (const [sha256, copies] of packets) {
    if (named.has(sha256)) continue
    for (const place of new Set(copies.map(({ path }) => parentOf(path))))
      if (!unclear.has(place)) stray.set(place, (stray.get(place) ?? 0) + 1)
  }
  return stray
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
