import type { Intent } from './intent.ts'
import type { Contrast, Language, TextSize } from './settings.ts'

/** A whole screen, in words ready to show. The browser keeps no other state of a visit. */
export interface Screen {
  /** Serial number; grows with every change. Sent back with each intent. */
  readonly serial: number
  readonly language: Language
  readonly size: TextSize
  readonly contrast: Contrast
  /** Names the kind of moment: picks colour and icon, never the only sign. */
  readonly tone: Tone
  readonly icon: Icon
  readonly title: string
  /** Short sentences, read aloud and shown under the title. */
  readonly lines: readonly string[]
  /** The lines are about this one person: shown to them, never said in a room full of others. */
  readonly isPrivate?: true
  readonly progress?: Progress
  /** Number of the student being served, such as `B-07`. Never a name. */
  readonly ticket?: string
  readonly body: Body
  /** Answers in reading order; the main one is drawn right-most. */
  readonly choices: readonly Choice[]
  /** Always at the edge of the screen: back, leave, help. */
  readonly edge: readonly Choice[]
  /** Beside the edge: how it is shown and said. None of them changes the moment. */
  readonly adjust: readonly Choice[]
}

export type Tone = 'calm' | 'act' | 'good' | 'retry' | 'fault'

export type Icon =
  | 'hand'
  | 'ticket'
  | 'person'
  | 'paper'
  | 'camera'
  | 'pen'
  | 'finger'
  | 'list'
  | 'tick'
  | 'clock'
  | 'staff'
  | 'again'
  | 'door'

export interface Progress {
  /** One-based. */
  readonly step: number
  readonly steps: number
  readonly label: string
}

export interface Choice {
  readonly label: string
  readonly intent: Intent
  readonly weight: 'main' | 'plain' | 'quiet'
}

export type Body =
  | { readonly kind: 'words' }
  | IdleBody
  | PadBody
  | CodePadBody
  | OptionsBody
  | QrBody
  | LiveBody
  | { readonly kind: 'pictures'; readonly pictures: readonly PictureChoice[] }
  /** The camera, with a frame to hold a code in. */
  | { readonly kind: 'scan'; readonly url: string }
  | InkBody
  | FingerBody
  | { readonly kind: 'review'; readonly parts: readonly ReviewPart[] }
  | ReceiptBody
  | SettingsBody

/** The waiting tickets: numbers only. */
export interface IdleBody {
  readonly kind: 'idle'
  readonly waitingLabel: string
  readonly waiting: readonly string[]
}

/** Many answers of one kind, a page of them at a time. */
export interface OptionsBody {
  readonly kind: 'options'
  readonly options: readonly Choice[]
}

/** A QR code to take away, drawn as SVG by the kiosk itself. */
export interface QrBody {
  readonly kind: 'qr'
  readonly qrSvg: string
  readonly qrAlt: string
}

/** Our own number pad; there is no keyboard. */
export interface PadBody {
  readonly kind: 'pad'
  /** `date` groups the digits as 2-2-4 with the example below; `secret` shows none of them. */
  readonly shape: 'number' | 'date' | 'secret'
  readonly example: string
  readonly minDigits: number
  readonly maxDigits: number
  readonly submitLabel: string
  readonly eraseLabel: string
  /** Which intent carries the digits. */
  readonly submit: 'enter-number' | 'enter-birth-date' | 'enter-pin' | 'enter-date'
}

/** Our own pad for the eight characters of a receipt. */
export interface CodePadBody {
  readonly kind: 'code-pad'
  /** The characters in reading order, eight to a row. */
  readonly keys: string
  readonly example: string
  readonly submitLabel: string
  readonly eraseLabel: string
}

/** The camera as a mirror. */
export interface LiveBody {
  readonly kind: 'live'
  readonly url: string
  readonly alt: string
  readonly countdown?: number
  readonly background: Background
  /** The person's position; absent while it is unknown. The words say what to do. */
  readonly stance?: 'ready' | 'change'
}

/** One of the photos to choose from, left to right. */
export interface PictureChoice {
  readonly url: string
  readonly alt: string
  readonly choice: Choice
  /** Says that this one is the better. */
  readonly mark?: string
  /** Advice for a better one. */
  readonly flaw?: string
}

/** Nominal colour behind the student: red for odd, blue for even birth years. */
export type Background = 'red' | 'blue'

export interface InkBody {
  readonly kind: 'ink'
  /** The meaning of the box, for those who do not see it. */
  readonly label: string
  readonly submitLabel: string
  readonly clearLabel: string
}

export interface FingerBody {
  readonly kind: 'finger'
  /** Ten marks, positions 1 to 10, the single source of the hand drawing on every screen. */
  readonly marks: readonly FingerMark[]
  readonly current: number
  readonly phase: FingerPhase
  /** How much of the picture has come from the scanner, in percent; absent while none is coming. */
  readonly reading?: number
  /** Such as "4 dari 10". */
  readonly count: string
}

export type FingerPhase = 'place' | 'hold' | 'lift' | 'good' | 'retry' | 'wait'

export interface FingerMark {
  readonly position: number
  readonly state: 'open' | 'now' | 'kept' | 'weak' | 'exception'
  readonly name: string
}

export interface ReviewPart {
  readonly label: string
  readonly value: string
  readonly good: boolean
  /** Changes this part; absent when it may not be changed any more. */
  readonly change?: Choice
  /** A picture from memory, shown only while this screen is up. */
  readonly pictureUrl?: string
}

export interface ReceiptBody {
  readonly kind: 'receipt'
  /** Eight readable characters, such as `K7QD-2MXA`. */
  readonly code: string
  /** An SVG drawing of the QR code, made by the kiosk itself. */
  readonly qrSvg: string
  readonly qrAlt: string
}

/** Each group is one decision, each option takes effect at once. */
export interface SettingsBody {
  readonly kind: 'settings'
  readonly groups: readonly SettingsGroup[]
}

export interface SettingsGroup {
  readonly label: string
  readonly options: readonly { readonly label: string; readonly intent: Intent; readonly chosen: boolean }[]
}
