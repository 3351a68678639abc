import type { Contrast, TextSize, Volume } from './settings.ts'

/** Banjar has greetings of its own; the rest of it is Indonesian. */
export type Language = 'id' | 'bjn' | 'en'

/** One pen stroke: points in thousandths of the box's width, time in milliseconds since the first point. */
export interface Stroke {
  readonly points: readonly StrokePoint[]
}

export interface StrokePoint {
  readonly x: number
  readonly y: number
  readonly ms: number
}

/** ANSI/NIST finger position codes. */
export type FingerNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10

export type FingerExceptionReason = 'missing' | 'bandaged' | 'unreadable' | 'declined'

export type InkExceptionReason = 'cannot-write' | 'hand-hurt' | 'pad-trouble'

/** Which of two photos side by side. */
export type PhotoSide = 'left' | 'right'

/** What a person may ask the kiosk for. A request, never a transition: the machine may refuse it. */
export type Intent =
  | { readonly do: 'take-ticket' }
  | { readonly do: 'enter-number'; readonly digits: string }
  /** Somebody without a number at hand looks for their class, then their name. */
  | { readonly do: 'find-name' }
  /** A school card, a slip or a receipt is to be read by the camera. */
  | { readonly do: 'scan' }
  | { readonly do: 'choose-class'; readonly className: string }
  | { readonly do: 'choose-pupil'; readonly pid: string }
  | { readonly do: 'turn-page'; readonly page: number }
  | { readonly do: 'start-ticket'; readonly ticket: string }
  /** The first in line is not here: call again. */
  | { readonly do: 'call-again'; readonly ticket: string }
  | { readonly do: 'enter-birth-date'; readonly digits: string }
  | { readonly do: 'confirm-identity' }
  | { readonly do: 'not-me' }
  | { readonly do: 'agree' }
  | { readonly do: 'decline' }
  | { readonly do: 'take-photo' }
  | { readonly do: 'approve-photo'; readonly side: PhotoSide }
  | { readonly do: 'retake-photo' }
  | { readonly do: 'sign'; readonly strokes: readonly Stroke[] }
  | { readonly do: 'except-finger'; readonly reason: FingerExceptionReason }
  | { readonly do: 'except-ink'; readonly reason: InkExceptionReason }
  | { readonly do: 'offer-exceptions' }
  | { readonly do: 'try-again' }
  | { readonly do: 'go-on' }
  | { readonly do: 'approve-record' }
  /** At the review: a part is to be changed. */
  | { readonly do: 'sign-again' }
  | { readonly do: 'change-finger' }
  | { readonly do: 'choose-finger'; readonly position: FingerNumber }
  | { readonly do: 'still-here' }
  | { readonly do: 'back' }
  | { readonly do: 'leave' }
  | { readonly do: 'close-receipt' }
  /** An attendant wants the menu behind the PIN. */
  | { readonly do: 'attend' }
  | { readonly do: 'enter-pin'; readonly digits: string }
  | { readonly do: 'offer-classes' }
  | { readonly do: 'call-class'; readonly className: string }
  | { readonly do: 'end-class' }
  | { readonly do: 'offer-numbers' }
  | { readonly do: 'put-first'; readonly ticket: string }
  /** The box is to be examined; then the answers of whoever looks and listens. */
  | { readonly do: 'examine' }
  /** An attendant wants the code by which this box is enrolled. */
  | { readonly do: 'show-enrolment' }
  | { readonly do: 'say-yes' }
  | { readonly do: 'say-no' }
  | { readonly do: 'check-receipt' }
  /** The eight characters of a receipt, as they were typed on our pad. */
  | { readonly do: 'enter-code'; readonly code: string }
  | { readonly do: 'choose-language'; readonly language: Language }
  | { readonly do: 'choose-size'; readonly size: TextSize }
  | { readonly do: 'choose-contrast'; readonly contrast: Contrast }
  /** How loud this and every later moment is read. */
  | { readonly do: 'choose-volume'; readonly volume: Volume }
  /** This moment and every later one; asked for again, this one is repeated. */
  | { readonly do: 'read-aloud' }
  | { readonly do: 'mute' }
  | { readonly do: 'open-settings' }
  | { readonly do: 'close-settings' }
  | { readonly do: 'call-help' }

/** What the panel posts: the intent and the screen it was made on, so that a late tap changes nothing. */
export interface IntentRequest {
  readonly screen: number
  readonly intent: Intent
}
