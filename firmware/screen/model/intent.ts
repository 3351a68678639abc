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

export type FingerExceptionReason = 'missing' | 'bandaged' | 'unreadable' | 'declined'

/** What a person may ask the kiosk for. A request, never a transition: the machine may refuse it. */
export type Intent =
  | { readonly do: 'take-ticket' }
  | { readonly do: 'enter-number'; readonly digits: string }
  | { readonly do: 'start-ticket'; readonly ticket: string }
  /** The first in line is not here: call again. */
  | { readonly do: 'call-again'; readonly ticket: string }
  | { readonly do: 'enter-birth-date'; readonly digits: string }
  | { readonly do: 'confirm-identity' }
  | { readonly do: 'not-me' }
  | { readonly do: 'agree' }
  | { readonly do: 'decline' }
  | { readonly do: 'take-photo' }
  | { readonly do: 'approve-photo' }
  | { readonly do: 'retake-photo' }
  | { readonly do: 'sign'; readonly strokes: readonly Stroke[] }
  | { readonly do: 'except-finger'; readonly reason: FingerExceptionReason }
  | { readonly do: 'offer-exceptions' }
  | { readonly do: 'try-again' }
  | { readonly do: 'go-on' }
  | { readonly do: 'approve-record' }
  | { readonly do: 'still-here' }
  | { readonly do: 'back' }
  | { readonly do: 'leave' }
  | { readonly do: 'close-receipt' }
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
