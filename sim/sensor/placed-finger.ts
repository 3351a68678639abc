import type { Press } from '../finger/impression.ts'

/** The finger on the glass; the twin counts the presses itself. */
export type PlacedFinger = Omit<Press, 'press'>
