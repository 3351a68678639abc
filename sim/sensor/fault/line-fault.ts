/** Faults of the wires and of the rate. They last until the power was off. */
export type LineFault =
  /** Everything the host sends comes straight back: crossed wires. */
  | { readonly kind: 'echo' }
  /** The part speaks but hears nothing. */
  | { readonly kind: 'deaf' }
  /** The part hears but nothing of it arrives. */
  | { readonly kind: 'mute' }
  /** The part speaks another rate, kept in its flash. */
  | { readonly kind: 'baud'; readonly baud: number }
  | { readonly kind: 'baud-apply'; readonly when: BaudApply }
  /** Noise and a spurious zero at the next power-up. */
  | { readonly kind: 'boot-noise' }
  /** The host reads that many bytes at a time: 1 is one by one, 4096 several frames in one. */
  | { readonly kind: 'chunk'; readonly bytes: number }

/** When a new rate takes effect: manuals and practice disagree, so every way can be had. */
export type BaudApply = 'immediate' | 'afterAck' | 'powerCycle'
