/** How a finger meets the glass. Everything has a good default; the number of the press varies the rest. */
export interface Press {
  readonly person: string
  /** ANSI/NIST finger position. */
  readonly position: number
  /** Different presses of one finger differ, as in life. */
  readonly press: number
  /** -1 very dry, 0 fine, 1 very wet. */
  readonly wetness?: number
  /** -1 light (thin ridges, little skin), 1 hard. */
  readonly pressure?: number
  /** Share of the sensor that the finger touches, 0 to 1; above 1 it runs over the edges. */
  readonly contact?: number
  /** Where the middle of the finger lies, right and down from the middle of the glass. */
  readonly shiftXPx?: number
  readonly shiftYPx?: number
  readonly turnDegrees?: number
  /** How far the finger slid while the picture was taken. */
  readonly smearPx?: number
  /** The finger came down twice, in two places. */
  readonly doubleTouch?: boolean
}
