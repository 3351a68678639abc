import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import type { BatchFault } from '../../custody/chain/batch.ts'
import type { Receipt } from '../../custody/chain/receipt.ts'
import type { ChainFault } from './check-chain.ts'

/**
 * A file that came, wherever it lies. One of 0 bytes is never read: a pipe on a stick says that it is empty,
 * and a reader of it waits for ever.
 */
export interface FilePlace {
  readonly path: string
  readonly bytes: number
}

/** The two signed files of one batch. */
export interface ReceivedBatch {
  /** Its name: its directory, or the directory and name of its uploads. */
  readonly place: string
  readonly manifest: FilePlace
  readonly signature: FilePlace | undefined
}

/** All that came, found by name. Nothing is opened and nothing believed yet. */
export interface IntakeSource {
  readonly disk: Disk
  readonly batches: readonly ReceivedBatch[]
  /** Every file that claims a hash: half a batch on one stick and half on another make a whole one. */
  readonly packets: ReadonlyMap<string, readonly FilePlace[]>
  /** Directories and notes of uploads that could not be read. */
  readonly unread: readonly DiskFault[]
}

/** Why a batch got no receipt. Nothing of it was taken over and nothing deleted. */
export type IntakeFault =
  | BatchFault
  | DiskFault
  | ChainFault
  | { readonly kind: 'unknown-device' }
  | { readonly kind: 'revoked-device'; readonly device: string; readonly seq: number }
  /** Its key is of a kind that this Rekam cannot check. */
  | { readonly kind: 'unknown-algorithm' }
  /** `batch.json` without its `batch.sig`. */
  | { readonly kind: 'missing-signature' }
  /** A manifest larger than any that a kiosk writes. */
  | { readonly kind: 'too-large' }
  /** `batch.json` of 0 bytes: a cut, a stick that was pulled, or a pipe. */
  | { readonly kind: 'empty-manifest' }
  /** Packets that no manifest names: the kiosk was not done, or the manifest is lost. */
  | { readonly kind: 'no-manifest'; readonly packets: number }
  /** Packets are still on their way; the batch stays open. */
  | { readonly kind: 'missing-packets'; readonly sha256: readonly string[] }

export interface IntakeAnswer {
  readonly receipt: Receipt
  /** True when this batch had been signed for before. */
  readonly again: boolean
}

/** Called after each packet of a batch. */
export type PacketProgress = (done: number, total: number) => void
