/** Faults of the short frames that answer a command. */
export type AnswerFault =
  /** The next answer has a wrong checksum. */
  | { readonly kind: 'bad-answer' }
  /** One byte of the next answer, from 0, is turned over. */
  | { readonly kind: 'flip-answer'; readonly byte: number }
  /** The next answers are swallowed. */
  | { readonly kind: 'silence'; readonly answers: number }
  /** The next answer comes that much later, perhaps when the host has stopped waiting for it. */
  | { readonly kind: 'late-answer'; readonly ms: number }
  /** The next answer carries this code, and the command is not carried out. */
  | { readonly kind: 'code'; readonly code: number }
  /** The length field of the next EF01 answer is EE EE. */
  | { readonly kind: 'absurd-length' }
  /** That many bytes of noise, a ready byte and a zero among them, stand before the next answer. */
  | { readonly kind: 'noise'; readonly bytes: number }
  /** That many data frames of an abandoned transfer stand before the next answer. */
  | { readonly kind: 'stray-data'; readonly frames: number }
