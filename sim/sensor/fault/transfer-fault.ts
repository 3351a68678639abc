/** Faults of the data that follows an answer. A GT part's one long frame counts as pieces of 128 bytes. */
export type TransferFault =
  /** One bit of the given data frame (from 0) of the next transfer is wrong. */
  | { readonly kind: 'flip-bit'; readonly frame: number }
  /** That many bytes inside the next transfer are lost. */
  | { readonly kind: 'drop-bytes'; readonly count: number }
  /** The given data frame of the next transfer never comes. */
  | { readonly kind: 'drop-frame'; readonly frame: number }
  /** The next transfer ends without its last frame. */
  | { readonly kind: 'omit-end' }
  /** No transfer has a last frame until the power was off. */
  | { readonly kind: 'never-end' }
  /** The next transfer breaks off before the given frame. */
  | { readonly kind: 'abort-transfer'; readonly frame: number }
  /** The next transfer rests that long in its middle. */
  | { readonly kind: 'pause-transfer'; readonly ms: number }
  /** EF01 data frames have this size code, whatever the part tells. */
  | { readonly kind: 'lying-size'; readonly code: number }
  /** The next image has the bytes of a frame's header and end inside. */
  | { readonly kind: 'header-inside' }
