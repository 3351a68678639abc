import type { Press } from '../finger/impression.ts'

/** What lies on the glass; the twin counts the presses itself. */
export type PlacedFinger = Omit<Press, 'press'>
