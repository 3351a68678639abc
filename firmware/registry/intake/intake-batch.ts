import { err, ok, type Result } from '../../../hal/contract/result.ts'
import type { SignedBatch } from '../../custody/chain/batch.ts'
import type { Audit, AuditedEvent } from './audit.ts'
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

/**
 * Takes one batch in: checks all signatures and hashes, opens, stores, and only then signs. What is signed for and what is
 * refused stands in the audit; what only waits does not.
 */
export async function intakeBatch(
  context: IntakeContext,
  audit: Audit,
  source: IntakeSource,
  place: ReceivedBatch,
  progress: PacketProgress = () => undefined,
): Promise<Result<IntakeAnswer, IntakeFault>> {
  const opened = await openBatch(context, source.disk, place)
  const taken = opened.ok ? await answerBatch(context, audit, source, opened.value, progress) : opened
  if (taken.ok || !isRefused(taken.fault)) return taken
  const signer = opened.ok ? opened.value.manifest : taken.fault
  const noted = await audit.append({ ...namesOf(signer), outcome: { refused: taken.fault.kind } })
  return noted.ok ? taken : noted
}

async function answerBatch(
  context: IntakeContext,
  audit: Audit,
  source: IntakeSource,
  batch: SignedBatch,
  progress: PacketProgress,
): Promise<Result<IntakeAnswer, IntakeFault>> {
  const chained = await checkChain(context.out, batch)
  if (!chained.ok) return chained
  if (chained.value) return ok({ receipt: chained.value, again: true })
  const names = batch.manifest.packets.map(({ sha256 }) => sha256)
  const missing = names.filter((sha256) => !source.packets.has(sha256))
  if (missing.length > 0) return err({ kind: 'missing-packets', sha256: missing })
  const verdicts = await takeInPackets(context, source, batch.manifest, progress)
  if (!verdicts.ok) return verdicts
  const receipt = await issueReceipt(context, audit, batch, verdicts.value)
  return receipt.ok ? ok({ receipt: receipt.value, again: false }) : receipt
}

/** Whether it is judged: another try with the same files ends the same. */
function isRefused({ kind }: IntakeFault): boolean {
  switch (kind) {
    case 'bad-signature':
    case 'malformed':
    case 'wrong-root':
    case 'too-large':
    case 'unknown-device':
    case 'revoked-device':
    case 'unknown-algorithm':
    case 'unknown-version':
    case 'fork':
      return true
    case 'empty-manifest':
    case 'no-manifest':
    case 'missing-signature':
    case 'missing-packets':
    case 'gap':
    case 'not-found':
    case 'exists':
    case 'full':
    case 'read-only':
    case 'broken':
    case 'gone':
      return false
  }
}

function namesOf(signer: object): Pick<AuditedEvent, 'device' | 'seq'> {
  if (!('device' in signer && 'seq' in signer)) return {}
  return { device: String(signer.device), seq: Number(signer.seq) }
}
