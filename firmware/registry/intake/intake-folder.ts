import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { jsonFrom } from '../../core/json-from.ts'
import { batchManifestSchema } from '../../custody/chain/batch.ts'
import { intakeBatch } from './intake-batch.ts'
import type { IntakeContext } from './intake-context.ts'
import type { IntakeAnswer, IntakeFault, IntakeSource, ReceivedBatch } from './intake-types.ts'
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
 * stops the next. Only one intake at a time may work for one `out`.
 */
export async function intakeFolder(
  context: IntakeContext,
  disk: Disk,
  watch: IntakeWatch = {},
): Promise<Result<readonly BatchOutcome[], DiskFault>> {
  // The batch in which an earlier run was cut: its packets are still in the folder.
  const cleared = await context.out.remove('incoming')
  if (!cleared.ok) return cleared
  const source = await scanSource(disk)
  if (!source.ok) return source
  const outcomes: BatchOutcome[] = []
  const tell = (outcome: BatchOutcome) => {
    outcomes.push(outcome)
    watch.outcome?.(outcome)
  }
  for (const fault of source.value.unread) tell({ place: fault.path, result: { ok: false, fault } })
  for (const batch of await inOrderOfNumbers(source.value)) {
    const { place } = batch
    const progress = (done: number, total: number) => watch.packet?.(place, done, total)
    tell({ place, result: await intakeBatch(context, source.value, batch, progress) })
  }
  return ok(outcomes)
}

// The numbers are not believed yet: a false one only changes when its batch is refused.
async function inOrderOfNumbers({ disk, batches }: IntakeSource): Promise<readonly ReceivedBatch[]> {
  const numbered: { readonly batch: ReceivedBatch; readonly device: string; readonly seq: number }[] = []
  for (const batch of batches) {
    const read = await disk.read(batch.manifest.path)
    const said = read.ok ? batchManifestSchema.safeParse(jsonFrom(read.value)).data : undefined
    numbered.push({ batch, device: said?.device ?? '', seq: said?.seq ?? 0 })
  }
  return numbered
    .sort((a, b) => compare(a.device, b.device) || a.seq - b.seq || compare(a.batch.place, b.batch.place))
    .map(({ batch }) => batch)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
