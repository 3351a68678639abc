/** How a drawn person stands before the camera, and in what light. Lengths are shares of the picture's width. */
export interface Stance {
  /** 1 fills the oval; less is farther away. */
  readonly scale: number
  /** To the right in the picture, which is to the person's left. */
  readonly aside: number
  /** Downwards. */
  readonly lower: number
  /** Head tilted, clockwise in the picture. */
  readonly rollDegrees: number
  /** Head turned to the right in the picture. */
  readonly yawDegrees: number
  /** Light: 1 is as it should be. */
  readonly exposure: number
  /** Standard deviation of a blur, by movement or a lens out of focus. */
  readonly blur: number
  readonly eyesClosed: boolean
  /** Closes the eyes at the very next still, and opens them again. */
  readonly blinks: boolean
  /** A cloth mask over nose and mouth. */
  readonly masked: boolean
  /** Covered hair; by the person's own seed when absent. */
  readonly hijab?: boolean | undefined
  /** The backdrop behind the person. */
  readonly ground: 'wall' | 'red' | 'blue' | 'shelves'
  /** Heads in the picture; the others look over a shoulder. */
  readonly people: 0 | 1 | 2
}

/** As the card wants it. */
export const goodStance: Stance = {
  scale: 1,
  aside: 0,
  lower: 0,
  rollDegrees: 0,
  yawDegrees: 0,
  exposure: 1,
  blur: 0,
  eyesClosed: false,
  blinks: false,
  masked: false,
  ground: 'wall',
  people: 1,
}
