/** A rotted file that was moved to `spool/damaged`: a packet by its hash, or the draft of a visit. */
export interface DamagedLine {
  readonly op: 'damaged'
  readonly sha256?: string
  /** The batch that lost the packet; absent for a packet that was in none. */
  readonly seq?: number
  readonly visit?: string
}
