/** Lamps and buzzer of the box, as patterns; never faster than 2 Hz (WCAG 2.3.1). */
export type LampColour = 'off' | 'white' | 'blue' | 'cyan' | 'green' | 'amber' | 'red'

/** A colour that has a light of its own in the box. */
export type LampLight = 'red' | 'green' | 'blue' | 'amber'

export interface LampPattern {
  readonly colour: LampColour
  /** `steady` is constant, `pulse` 1 Hz, `blink` 2 Hz. */
  readonly rhythm: 'steady' | 'pulse' | 'blink'
}

/** On and off times in milliseconds, starting with on; played once. */
export type BuzzerPattern = readonly number[]

export interface Indicator {
  /** Parts that can fail by themselves, each shown alone by a steady pattern of its colour. */
  readonly lights: readonly LampLight[]
  /** Replaces the pattern that is showing. Never fails: a dead lamp must not stop a visit. */
  lamp(pattern: LampPattern): void
  /** Replaces what is sounding. */
  buzzer(pattern: BuzzerPattern): void
  /** Lamp and buzzer off; idempotent. */
  close(): void
}
