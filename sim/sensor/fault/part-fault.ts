/** Faults of the part, its glass and its memory. */
export type PartFault =
  /** Nothing is answered until the power was off. */
  | { readonly kind: 'hang' }
  /** The next damaged command makes it hang. */
  | { readonly kind: 'hang-on-bad-frame' }
  /** After this number of further commands the power dips: the part forgets what is volatile, and this one command. */
  | { readonly kind: 'brown-out'; readonly commands: number }
  /** For so long every command is answered as damaged. */
  | { readonly kind: 'busy'; readonly ms: number }
  /** Commands closer than this to the answer before are not heard. */
  | { readonly kind: 'starve'; readonly gapMs: number }
  | { readonly kind: 'password'; readonly password: number }
  | { readonly kind: 'address'; readonly address: number }
  /** How unknown instructions are answered. */
  | { readonly kind: 'unsupported'; readonly answer: 'fc' | '01' | 'silence' }
  /** Work on the flash takes that much longer. */
  | { readonly kind: 'slow-flash'; readonly ms: number }
  /** The effect of a command to the ring: nothing, code 01, no answer, or the part wants its password again. */
  | { readonly kind: 'ring'; readonly effect: 'ignored' | 'busy' | 'lost' | 'locks' }
  /** The index table starts at bit 1, as on R551. */
  | { readonly kind: 'index-shift' }
  | { readonly kind: 'geometry'; readonly widthPx: number; readonly heightPx: number }
  | { readonly kind: 'template-bytes'; readonly bytes: number }
  /** Making features uses the image up: heard of from users, of no model for certain. */
  | { readonly kind: 'spent-image' }
  /** The part says of the next images that they could not be taken, finger or not. */
  | { readonly kind: 'failed-capture'; readonly captures: number }
  /** The finger goes away while the next image is taken. */
  | { readonly kind: 'lift-during-capture' }
  /** The next lifts do not happen. */
  | { readonly kind: 'sticky-finger'; readonly lifts: number }
  /** The next image shows this share of a finger, and the part calls it good. */
  | { readonly kind: 'poor-image'; readonly contactPercent: number }
  /** The part takes dirt on its glass for a finger. */
  | { readonly kind: 'ghost-finger' }
  | { readonly kind: 'touch-stuck'; readonly touched: boolean }
  /** The lamp never lights. */
  | { readonly kind: 'dark' }
  /** The sensing element is broken. */
  | { readonly kind: 'sensor-broken' }
