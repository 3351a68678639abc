import type { LineFault } from './line-fault.ts'
import type { PartFault } from './part-fault.ts'

/** Misbehaviour that can be put into a sensor twin; rows of `fingerprint.md` section 6. */
export type SensorFault = AnswerFault | TransferFault | LineFault | PartFault

/** Faults of the short frames that answer a command. */
export type AnswerFault =
  /** The next answer has a wrong checksum. */
  | { readonly kind: 'bad-answer' }
  /** One byte of the next answer, from 0, is turned over. */
  | { readonly kind: 'flip-answer'; readonly byte: number }
  /** The next answers are swallowed. */
  | { readonly kind: 'silence'; readonly answers: number }
  /** The next answer comes that much later, perhaps when nobody waits for it any more. */
  | { readonly kind: 'late-answer'; readonly ms: number }
  /** The next answer carries this code, and the command is not carried out. */
  | { readonly kind: 'code'; readonly code: number }
  /** The length field of the next EF01 answer is EE EE. */
  | { readonly kind: 'absurd-length' }
  /** That many bytes of noise, a ready byte and a zero among them, stand before the next answer. */
  | { readonly kind: 'noise'; readonly bytes: number }
  /** That many data frames of an abandoned transfer stand before the next answer. */
  | { readonly kind: 'stray-data'; readonly frames: number }

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
  /** The last EF01 frame of every transfer is marked like those before it, until the power was off. */
  | { readonly kind: 'plain-end' }
  /** The next transfer breaks off before the given frame. */
  | { readonly kind: 'abort-transfer'; readonly frame: number }
  /** The next transfer rests that long in its middle. */
  | { readonly kind: 'pause-transfer'; readonly ms: number }
  /** The first frame of every transfer comes that much after the answer, until the power was off. */
  | { readonly kind: 'late-data'; readonly ms: number }
  /** EF01 data frames have this size code, whatever the part tells. */
  | { readonly kind: 'lying-size'; readonly code: number }
  /** The next image has the bytes of a frame's header and end inside. */
  | { readonly kind: 'header-inside' }
