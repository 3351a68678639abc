import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { checkChain } from './check-chain.ts'
import type { IntakeContext } from './intake-context.ts'
import type {
  IntakeAnswer,
  IntakeFault,
  IntakeSource,
  PacketProgress,
  ReceivedBatch,
} from './intake-types.ts'
import { issueReceipt } from './issue-receipt.ts'
import { openBatch } from './open-batch.ts'
import { takeInPackets } from './take-in-packets.ts'

/** Takes one batch in: checks all signatures and hashes, opens, stores, and only then signs. */
export async function intakeBatch(
  context: IntakeContext,
  source: IntakeSource,
  place: ReceivedBatch,
  progress: PacketProgress = () => undefined,
): Promise<Result<IntakeAnswer, IntakeFault>> {
  const opened = await openBatch(context, source.disk, place)
  if (!opened.ok) return opened
  const batch = opened.value
  const chained = await checkChain(context.out, batch)
  if (!chained.ok) return chained
  if (chained.value) return ok({ receipt: chained.value, again: true })
  const names = batch.manifest.packets.map(({ sha256 }) => sha256)
  const missing = names.filter((sha256) => !source.packets.has(sha256))
  if (missing.length > 0) return err({ kind: 'missing-packets', sha256: missing })
  const verdicts = await takeInPackets(context, source, batch.manifest, progress)
  if (!verdicts.ok) return verdicts
  const receipt = await issueReceipt(context, batch, verdicts.value)
  return receipt.ok ? ok({ receipt: receipt.value, again: false }) : receipt
}
