import type { Json } from '../../core/canonical-json.ts'
import type { BatchManifest } from '../chain/batch.ts'

/** The journal's copy of a signed manifest: with the packets, enough to write the very same again. */
export interface BatchLine {
  readonly op: 'batch'
  readonly seq: number
  /** Hash of `batch.json`. */
  readonly sha256: string
  readonly boot?: number
  /** How many. */
  readonly packets?: number
  readonly time?: Json
}

export function batchLineOf({ seq, boot, packets, time }: BatchManifest, sha256: string): BatchLine {
  return { op: 'batch', seq, sha256, packets: packets.length, boot, time: { ...time } }
}
