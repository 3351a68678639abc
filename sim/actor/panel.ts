/** A screen as anybody before it sees it: what it says, and what it lets a finger ask for. */
export interface SeenScreen {
  readonly serial: number
  readonly title: string
  readonly lines: readonly string[]
  readonly ticket?: string
  readonly progress?: { readonly step: number }
  readonly body: SeenBody
  readonly choices: readonly { readonly intent: SeenIntent }[]
  readonly edge: readonly { readonly intent: SeenIntent }[]
}

export type SeenIntent = { readonly type: string } & Readonly<Record<string, unknown>>

export interface SeenBody {
  readonly kind: string
  /** On a pad: what its digits are for. */
  readonly submit?: string
  /** On a finger screen: which finger, what it asks, and how far all ten are. */
  readonly current?: number
  readonly phase?: string
  readonly marks?: readonly { readonly position: number; readonly state: string }[]
  /** Photos to choose from; one may be marked as the better. */
  readonly pictures?: readonly { readonly choice: { readonly intent: SeenIntent }; readonly mark?: string }[]
  /** On a receipt: eight characters. */
  readonly code?: string
}

/** The touch panel of a kiosk. */
export interface Panel {
  readonly screen: SeenScreen
  /** False when the kiosk does not take this answer to the screen that it shows. */
  tap(intent: SeenIntent): boolean
}
