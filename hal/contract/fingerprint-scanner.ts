import type { Result } from './result.ts'

/** What a scanner is. Travels with every image; nothing here may be better than the part is. */
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
}

/** Why a scanner failed. Every kind but `unplugged` may be tried again at once. */
export type ScannerFault =
  /** No answer in time: no power, swapped wires, wrong baud rate. */
  | { readonly kind: 'silent' }
  /** The line vanished; the scanner must be opened again. */
  | { readonly kind: 'unplugged' }
  /** Bytes came, but no valid frame or not the whole image. */
  | { readonly kind: 'garbled'; readonly detail: string }
  /** The part is protected by a password that is not ours. */
  | { readonly kind: 'locked' }
  /** The part answered with a failure code of its own. */
  | { readonly kind: 'refused'; readonly code: number; readonly during: string }
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
  readonly identity: ScannerIdentity
  /**
   * Yields the present state at once, then each change. Ends when `signal` aborts.
   * A fault is the last value.
   */
  watch(signal: AbortSignal): AsyncIterable<Result<FingerPresence, ScannerFault>>
  /**
   * Waits for a finger, takes one image and transfers it.
   * `onTaken` is called once the part holds the image: the finger may lift from then on.
   */
  capture(signal: AbortSignal, onTaken?: () => void): Promise<Result<FingerImage, ScannerFault>>
  light(light: ScannerLight): Promise<void>
  /** Absent when the part cannot compare. */
  readonly matcher?: ScannerMatcher
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
