import type { Result } from './result.ts'

/**
 * Measures of a picture in which a person should be. Of one wider than 3:4 only that much in its middle
 * counts as the picture. Shares are of the picture's width.
 */
export interface FaceReading {
  /** Size of the picture. */
  readonly widthPx: number
  readonly heightPx: number
  /** Of the face, or of where it should be. */
  readonly light: FaceLight
  /** How fine the finest edges of the face are against all its edges; noise and light change it little. */
  readonly sharpness: number
  readonly ground: GroundReading
  /** Absent when only the pixels were looked at. */
  readonly found?: FoundFaces
}

export interface FaceLight {
  /** Mean luminance, 0-255. */
  readonly mean: number
  /** Standard deviation of the luminance. */
  readonly contrast: number
  /** Share of luminance 0-25, and of 247-255. */
  readonly dark: number
  readonly bright: number
}

/** The surroundings of the head. */
export interface GroundReading {
  /** Root of the mean squared step of luminance from one pixel to the next. */
  readonly unevenness: number
  /** Mean colour, each 0-255. */
  readonly red: number
  readonly green: number
  readonly blue: number
}

export interface FoundFaces {
  readonly count: number
  /** Of the largest face; absent when there is none. */
  readonly pose?: FacePose
}

export interface FacePose {
  /** Between the middles of the eyes, in pixels of the picture. */
  readonly eyeDistancePx: number
  /** The point between the eyes, as shares of the picture's width. */
  readonly x: number
  readonly y: number
  /** Clockwise in the picture. */
  readonly rollDegrees: number
  /** Tip of the nose before the middle of the eyes, along them, in eye distances; positive to the right. */
  readonly turn: number
  /** Height between the lids over the width of the worse eye: 0.3 and more when open, below 0.27 when shut. */
  readonly eyeOpening: number
}

export type FaceFault =
  /** It does not start, or ended; it is not tried again in this session. */
  | { readonly kind: 'absent' }
  /** No answer in time; the next picture is looked at afresh. */
  | { readonly kind: 'slow' }
  /** Not a picture that it can read. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'cancelled' }

/** Looks at pictures, outside the process of the kiosk and only while a person is before the camera. */
export interface FaceFinder {
  open(): FaceSession
}

/** One picture at a time. Nothing of a picture stays behind, and none touches a disk. */
export interface FaceSession {
  /** Measures one JPEG. */
  read(jpeg: Uint8Array, signal: AbortSignal): Promise<Result<FaceReading, FaceFault>>
  /** Idempotent; frees all memory. */
  close(): Promise<void>
}
