/** Every delay of a visit, in milliseconds. */
export const delays = {
  /** One beat of 3-2-1 before the photo. */
  countdown: 1_000,
  /** Until a part that failed is tried again by itself. */
  retryPart: 3_000,
  /** Until what a disk refused is tried again by itself. */
  held: 3_000,
  /** Until a platen that should be free is mentioned. */
  lift: 6_000,
  /** Without a touch while a person's data is on the screen (design section 3). */
  quiet: 90_000,
  /** To answer "are you still there?" (WCAG 2.2.1 asks for at least 20 s). */
  answer: 30_000,
  /** A finished receipt clears by itself. */
  receipt: 20_000,
  /** How long "good" or "not the same finger" stays before the next prompt. */
  pause: 700,
} as const
