import { err, ok, type Result } from '../../../hal/contract/result.ts'
import type { Hello } from '../../custody/chain/hello.ts'
import type { IndexedBatch } from '../../custody/spool/batch-index.ts'
import { fetchReceipt } from './fetch-receipt.ts'
import { type ProbeFault, probe } from './probe.ts'
import { sendBatch } from './send-batch.ts'
import { isBadReceipt, isRefusedForGood, type SendFault } from './send-fault.ts'
import type { SenderParts } from './sender-parts.ts'
import type { TusClient } from './tus-client.ts'

/** The sender's memory between its rounds; gone with the process. */
export interface RoundMemory {
  /** Batches that the registry has whole and has not signed for. */
  readonly held: Set<number>
  /** When a batch was last sent, and how long to wait for a word about it. */
  readonly sent: Map<number, SentBatch>
  updatesDueMs: number
  /** How often each packet could not be read. */
  readonly unreadable: Map<string, number>
}

interface SentBatch {
  readonly atMs: number
  readonly waitMs: number
  /** Why the server will not have a file of it; absent when it took all. */
  readonly refused: SendFault['kind'] | undefined
}

/** The tools of one round. */
export interface RoundParts extends SenderParts {
  readonly office: TusClient
  readonly round: RoundMemory
  /** Bulk may go: the day's budget is not used up. */
  readonly bulk: boolean
  readonly moved: (bytes: number) => void
  readonly sending: (seq: number) => void
}

/** The result of a round: nothing waits, batches wait for the registry's word, or something was sent. */
export type RoundWork = 'none' | 'waiting' | 'sent'

const newsEveryMs = 15 * 60_000
/** A registry that says nothing about a batch that it was sent gets it again, after longer and longer. */
const [firstResendMs, longestResendMs] = [10 * 60_000, 6 * 3_600_000]

/**
 * One look at the registry: who is it and what does it have, receipts, what came down, and then the batches, oldest
 * first: the registry signs along the chain, so a later batch could be signed no sooner if it went ahead.
 */
export async function sendRound(
  parts: RoundParts,
  signal: AbortSignal,
): Promise<Result<RoundWork, SendFault>> {
  const { spool, round } = parts
  const hello = await probe({ ...parts, device: spool.identity.device }, signal)
  if (!hello.ok) return unanswered(parts, hello.fault, signal)
  const { wallMs, receipt } = hello.value
  const heard = await parts.onSignedTime({ wallMs, batch: receipt, isNow: true })
  if (!heard.ok) parts.onOutcome(heard)
  const received = await fetchReceipts(parts, hello.value, signal)
  if (!received.ok) return received
  if (hello.value.keyList > parts.keyListNumber() || parts.clock.monotonicMs() >= round.updatesDueMs) {
    const news = await parts.fetchUpdates(parts.http, signal)
    if (!news.ok) return news
    round.updatesDueMs = parts.clock.monotonicMs() + newsEveryMs
  }
  return sendBatches(parts, hello.value, signal)
}

// A registry with new keys is believed again once the key list that names them has come: the authority signs that.
async function unanswered(
  parts: RoundParts,
  fault: ProbeFault,
  signal: AbortSignal,
): Promise<Result<never, SendFault>> {
  if (fault.kind === 'not-the-registry') await parts.fetchUpdates(parts.http, signal)
  return err(fault)
}

async function fetchReceipts(
  parts: RoundParts,
  { receipt }: Hello,
  signal: AbortSignal,
): Promise<Result<void, SendFault>> {
  const waiting = await parts.spool.batches()
  if (!waiting.ok) return waiting
  for (const { seq, manifest } of waiting.value) {
    if (!manifest || seq > receipt) continue
    const received = await fetchReceipt(parts, seq, signal)
    if (received.ok) continue
    if (!isBadReceipt(received.fault)) return received
    // One that does not count is reported, and the batch goes on its way as if there were none.
    parts.onOutcome(received)
  }
  return ok()
}

async function sendBatches(
  parts: RoundParts,
  hello: Hello,
  signal: AbortSignal,
): Promise<Result<RoundWork, SendFault>> {
  const { spool, round, clock } = parts
  const shelf = await spool.batches()
  if (!shelf.ok) return shelf
  round.held.clear()
  let work: RoundWork = 'none'
  for (const batch of shelf.value) {
    // One that was answered before only waits to be put away.
    if (!batch.manifest || spool.facts.purges.has(batch.seq)) continue
    const holding = heldOf(parts, hello, batch)
    if (holding?.missing.length === 0) round.held.add(batch.seq)
    work = work === 'sent' ? 'sent' : 'waiting'
    if (!parts.bulk || !isDue(parts, batch.seq, holding)) continue
    parts.sending(batch.seq)
    const uploadContext = {
      ...parts,
      unreadable: round.unreadable,
      share: parts.policy.sharePercent / 100,
      passOver: (fault: SendFault) => parts.onOutcome(err(fault)),
    }
    const sent = await sendBatch(uploadContext, batch, holding && new Set(holding.missing), signal)
    if (!sent.ok && !isRefusedForGood(sent.fault)) return sent
    // A file that the server will not have holds up no other batch; it is tried again later and later.
    if (!sent.ok) parts.onOutcome(sent)
    const waited = round.sent.get(batch.seq)?.waitMs
    const waitMs = waited === undefined ? firstResendMs : Math.min(longestResendMs, waited * 2)
    const refused = sent.ok ? undefined : sent.fault.kind
    round.sent.set(batch.seq, { atMs: clock.monotonicMs(), waitMs, refused })
    if (sent.ok) work = 'sent'
  }
  return ok(work)
}

function heldOf(
  { spool }: RoundParts,
  { holding }: Hello,
  { seq }: IndexedBatch,
): Hello['holding'][number] | undefined {
  const hash = spool.facts.batches.get(seq)?.sha256 ?? ''
  return holding.find((one) => one.seq === seq && hash.startsWith(one.batch))
}

function isDue(
  { round, clock }: RoundParts,
  seq: number,
  holding: Hello['holding'][number] | undefined,
): boolean {
  if (holding) return holding.missing.length > 0
  const last = round.sent.get(seq)
  return !last || clock.monotonicMs() >= last.atMs + last.waitMs
}
