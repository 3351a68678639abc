/** The result of setting a scanner up for good. */
export interface CommissionReport {
  readonly target: number
  readonly beforeBaud: number
  /** Rate the part answers at now. */
  readonly baud: number
  /** When the new rate holds: it did before, it does now, or it will once the power was off. */
  readonly applied: 'already' | 'now' | 'after-power-cycle'
  /** Data frame sizes; nothing where the part cannot tell. */
  readonly beforeBytes: number | undefined
  readonly frameBytes: number | undefined
}
