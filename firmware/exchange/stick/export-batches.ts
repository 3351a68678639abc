import type { Disk } from '../../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { manifestFor } from '../../custody/spool/repair-manifests.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import { type CarriedBatch, mostManifestBytes } from './carried-batch.ts'
import { type BatchTarget, putBatch } from './put-batch.ts'
import { onKiosk, type StickFault } from './stick-fault.ts'
import { outFolder } from './stick-layout.ts'

/** The contents of a stick now. */
export interface ExportReport {
  /** Written just now: to be read back. */
  readonly written: readonly CarriedBatch[]
  /** There before, and found whole. */
  readonly present: readonly CarriedBatch[]
  /** Numbers for which there was no room. */
  readonly left: readonly number[]
  /** Numbers whose manifest is beyond mending. */
  readonly damaged: readonly number[]
}

/**
 * Puts every closed batch without a receipt on a stick, the oldest first, because the registry takes none whose
 * forerunner is missing. Nothing of the spool is removed: a copy on a stick is no receipt. `progress` hears how
 * many batches of how many are there.
 */
export async function exportBatches(
  spool: Spool,
  target: BatchTarget,
  signal: AbortSignal,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<Result<ExportReport, StickFault>> {
  const shelf = await spool.batches()
  if (!shelf.ok) return onKiosk(shelf)
  await removeAnswered(spool, target.disk)
  const waiting = shelf.value.filter(({ seq, closed }) => closed && !spool.facts.purges.has(seq))
  const [written, present]: [CarriedBatch[], CarriedBatch[]] = [[], []]
  const damaged: number[] = []
  for (const [at, batch] of waiting.entries()) {
    progress(at, waiting.length)
    if (signal.aborted) return err({ kind: 'cancelled' })
    const signed = await manifestFor(spool, batch)
    if (!signed.ok) return onKiosk(signed)
    if (!signed.value || !batch.manifest) {
      // One that a receipt answered in the meantime has moved away, and is not missed.
      if (!spool.facts.purges.has(batch.seq)) damaged.push(batch.seq)
      continue
    }
    const put = await putBatch(spool, target, batch.manifest, signed.value, signal)
    if (!put.ok) return put
    const { value } = put
    if (value.type === 'no-room') {
      return ok({ written, present, left: waiting.slice(at).map(({ seq }) => seq), damaged })
    }
    if (value.type === 'written') written.push(value.carried)
    if (value.type === 'present') present.push(value.carried)
  }
  progress(waiting.length, waiting.length)
  return ok({ written, present, left: [], damaged })
}

// A batch that the registry has signed for makes room. Best effort: it does no harm if it stays.
async function removeAnswered({ identity, facts }: Spool, disk: Disk): Promise<void> {
  const folder = outFolder(identity.device)
  const listed = await disk.list(folder, (name) => /^\d{6,15}$/.test(name) && facts.purges.has(Number(name)))
  for (const { name } of listed.ok ? listed.value : []) {
    const seq = Number(name)
    const manifest = await disk.read(`${folder}/${name}/batch.json`, mostManifestBytes)
    // Another one under this number is of a copied card, and evidence.
    const isOurs = manifest.ok
      ? sha256Hex(manifest.value) === facts.batches.get(seq)?.sha256
      : manifest.fault.kind === 'not-found'
    if (isOurs) await disk.remove(`${folder}/${name}`)
  }
}
