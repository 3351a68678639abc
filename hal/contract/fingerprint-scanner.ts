import type { Result } from './result.ts'

/** The identity of a scanner. Travels with every image; nothing here may be better than the part is. */
export interface ScannerIdentity {
  readonly maker: string
  readonly model: string
  /** Empty when the part has none. */
  readonly serial: string
  readonly firmware: string
  /** Pixels per inch of the sensing element. */
  readonly dpi: number
  readonly widthPx: number
  readonly heightPx: number
  /** Grey depth on the wire; images are always handed over expanded to 8 bits. */
  readonly bitDepth: 4 | 8
  /** Whether an independent body certified the part for enrolment (PIV-071006, Appendix F). */
  readonly certified: boolean
}

/** One press: 8-bit grey, row by row from the top, ridges dark. The caller owns the pixels. */
export interface FingerImage {
  readonly widthPx: number
  readonly heightPx: number
  readonly dpi: number
  readonly pixels: Uint8Array
  /** Monotonic time at which the part had taken the image. */
  readonly takenAtMs: number
  /** Time from the read request to the last byte. */
  readonly transferMs: number
  /** The time that the wire alone needs for the bytes of this transfer, both ways; absent where there is no wire. */
  readonly wireMs?: number
  /** How often the image had to be asked for again because it came damaged. */
  readonly repeats?: number
}

/** The damage in bytes that came. */
export type Damage =
  /** No frame at all: noise, a wrong rate. */
  | 'noise'
  | 'checksum'
  | 'length'
  | 'kind'
  /** Our own command came back: the wires to and from the part touch. */
  | 'echo'
  /** Rest of a transfer that was given up, where an answer was due. */
  | 'stray-data'
  /** Something else inside a transfer. */
  | 'stray-answer'
  /** A frame of another address. */
  | 'stranger'
  /** The transfer stopped before its end. */
  | 'short'
  /** More than the part can have. */
  | 'too-long'
  /** It ended well, but no image has that many bytes. */
  | 'odd-size'

/** Why a scanner failed. Every kind but `unplugged` may be tried again at once. */
export type ScannerFault =
  /** No answer in time: no power, swapped wires, wrong baud rate. */
  | { readonly kind: 'silent' }
  /** The line vanished; the scanner must be opened again. */
  | { readonly kind: 'unplugged' }
  /** Bytes came, but no valid frame or not the whole image. `bytes`: how many of it had come by then. */
  | { readonly kind: 'garbled'; readonly damage: Damage; readonly bytes: number }
  /** The part takes no orders from us: another password, or another address, which it reported. */
  | { readonly kind: 'locked'; readonly by: 'password' }
  | { readonly kind: 'locked'; readonly by: 'address'; readonly address: number | undefined }
  /** The part answered with a failure code of its own. `meaning` is the manual's, if it has one. */
  | {
      readonly kind: 'refused'
      readonly by: 'part'
      readonly code: number
      readonly meaning: string | undefined
      readonly during: string
    }
  /** The operating system did not open or set the port. */
  | {
      readonly kind: 'refused'
      readonly by: 'port'
      readonly cause: 'busy' | 'settings'
      readonly path: string
    }
  /** Finger lifted too early, too dry or too wet for the part itself. */
  | { readonly kind: 'bad-press'; readonly reason: 'lifted' | 'dry' | 'wet' | 'unclear' }
  /** The part cannot do this. */
  | { readonly kind: 'unsupported'; readonly what: string }
  /** The wait was aborted by its signal. */
  | { readonly kind: 'cancelled' }

/** Light on the part itself. Best effort: a part without light ignores it. */
export type ScannerLight = 'off' | 'ready' | 'place' | 'working' | 'good' | 'retry' | 'fault'

export type FingerPresence = 'finger-on' | 'finger-off'

/** A scanner of single fingers. One call at a time, but for `light`, which waits its turn. */
export interface FingerprintScanner {
  /** Geometry as the part reported it or as its last image had it; it may change with the first image. */
  readonly identity: ScannerIdentity
  /**
   * How the part knows of a finger. By `image` alone a dirty platen may pass for one: whoever sees a
   * finger that never lifts takes an image and judges it. Absent means `image`.
   */
  readonly sense?: 'touch' | 'image'
  /**
   * Yields the present state at once, then each change. Ends when `signal` aborts.
   * A fault is the last value.
   */
  watch(signal: AbortSignal): AsyncIterable<Result<FingerPresence, ScannerFault>>
  /**
   * Waits for a finger, takes one image and transfers it.
   * `onTaken` is called once the part holds the image: the finger may lift from then on. `onRead` hears
   * how much of it has been transferred, 0 to 1; it may start again from 0 when the image came damaged.
   */
  capture(
    signal: AbortSignal,
    onTaken?: () => void,
    onRead?: (share: number) => void,
  ): Promise<Result<FingerImage, ScannerFault>>
  light(light: ScannerLight): Promise<void>
  /**
   * A light that can be told from another by its colour. Whether it shines only a person can see: rings were met that
   * acknowledged everything and stayed dark. Absent where there is none.
   */
  readonly lights?: 'in-colour'
  /** Absent when the part cannot compare. */
  readonly matcher?: ScannerMatcher
  /** Numbers of templates in the part's own library; a kiosk leaves none there. Absent when it has none. */
  stored?(signal: AbortSignal): Promise<Result<readonly number[], ScannerFault>>
  /** Idempotent; releases the line. */
  close(): Promise<void>
}

/** Comparison on the part. Templates are opaque and must stay in memory. */
export interface ScannerMatcher {
  /** Template of the image captured last. */
  template(signal: AbortSignal): Promise<Result<Uint8Array, ScannerFault>>
  /** Compares the image captured last with a template. `score` has the part's own unit. */
  compare(template: Uint8Array, signal: AbortSignal): Promise<Result<MatchAnswer, ScannerFault>>
}

export interface MatchAnswer {
  readonly same: boolean
  readonly score: number
}
