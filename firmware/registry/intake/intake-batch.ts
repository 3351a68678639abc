import type { DiskFault } from '../../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import type { BatchFault } from '../../custody/chain/batch.ts'
import type { Receipt } from '../../custody/chain/receipt.ts'
import { type ChainFault, checkChain } from './check-chain.ts'
import type { IntakeDesk } from './intake-context.ts'
import { issueReceipt } from './issue-receipt.ts'
import { openBatch } from './open-batch.ts'
import type { BatchPlace, IntakeSource } from './scan-source.ts'
import { takeInPackets } from './take-in-packets.ts'

/** Why a batch got no receipt. Nothing of it was taken over and nothing deleted. */
export type IntakeFault =
  | BatchFault
  | DiskFault
  | ChainFault
  | { readonly kind: 'unknown-device' }
  | { readonly kind: 'revoked-device' }
  /** Its key is of a kind that this Rekam cannot check. */
  | { readonly kind: 'unknown-algorithm' }
  /** `batch.json` without its `batch.sig`. */
  | { readonly kind: 'missing-signature' }
  /** A manifest larger than any that a kiosk writes. */
  | { readonly kind: 'too-large' }
  /** Packets are still on their way; the batch stays open. */
  | { readonly kind: 'missing-packets'; readonly sha256: readonly string[] }

export interface IntakeAnswer {
  readonly receipt: Receipt
  /** True when this batch had been signed for before. */
  readonly again: boolean
}

/** Called after each packet of a batch. */
export type PacketProgress = (done: number, total: number) => void

/** Takes one batch in: checks all signatures and hashes, opens, stores, and only then signs. */
export async function intakeBatch(
  desk: IntakeDesk,
  source: IntakeSource,
  place: BatchPlace,
  progress: PacketProgress = () => undefined,
): Promise<Result<IntakeAnswer, IntakeFault>> {
  const opened = await openBatch(desk, source.disk, place)
  if (!opened.ok) return opened
  const batch = opened.value
  const chained = await checkChain(desk.out, batch)
  if (!chained.ok) return chained
  if (chained.value) return ok({ receipt: chained.value, again: true })
  const names = batch.manifest.packets.map(({ sha256 }) => sha256)
  const missing = names.filter((sha256) => !source.packets.has(sha256))
  if (missing.length > 0) return err({ kind: 'missing-packets', sha256: missing })
  const verdicts = await takeInPackets(desk, source, batch.manifest, progress)
  if (!verdicts.ok) return verdicts
  const receipt = await issueReceipt(desk, batch, verdicts.value)
  return receipt.ok ? ok({ receipt: receipt.value, again: false }) : receipt
}
