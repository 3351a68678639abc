import type { Press } from '../finger/press.ts'

/** The finger on the glass; the twin counts the presses itself. */
export type PlacedFinger = Omit<Press, 'press'>
