import { z } from 'zod'
import type { QuotedWait } from './quoted-wait.ts'

/** How fast the line moves, learnt from the line itself and kept from day to day. */
export const paceSchema = z.strictObject({
  /** The latest times from one call to the next while others waited, in seconds. */
  cycleSeconds: z.array(z.number().positive()).max(40),
  /** How many standard deviations a range reaches below and above the middle. */
  below: z.number(),
  above: z.number(),
})

export interface Pace extends z.infer<typeof paceSchema> {}

/** Nothing is known yet. 1.28 deviations on both sides hold 80 % of a normal distribution. */
export const newPace: Pace = { cycleSeconds: [], below: 1.28, above: 1.28 }

/** A range in whole minutes, as it is shown. */
export interface WaitRange {
  readonly lowMinutes: number
  readonly highMinutes: number
}

/** Times between calls outside of this say nothing about the line: a clock was set, or everybody went for lunch. */
const cycleLimits = { min: 5, max: 2_700 }
const kept = 40

/** A number was called `ms` milliseconds after the one before, and its owner had been waiting. */
export function learnCycle(pace: Pace, ms: number): Pace {
  const seconds = ms / 1_000
  if (seconds < cycleLimits.min || seconds > cycleLimits.max) return pace
  return { ...pace, cycleSeconds: [...pace.cycleSeconds, seconds].slice(-kept) }
}

/** Share of the ranges that may miss on each side, in steps of that many deviations. */
const missShare = 0.1
const learningStep = 0.15
const reach = { min: -1, max: 6 }

/**
 * Makes each side of the range wider after a miss and a little narrower after a hit, so that in the long run one
 * range in ten is missed on either side, whatever the waits are like (adaptive conformal inference, Gibbs and
 * Candès 2021).
 */
export function learnFromQuote(
  pace: Pace,
  { atMs, lowMinutes, highMinutes }: QuotedWait,
  calledMs: number,
): Pace {
  const minutes = (calledMs - atMs) / 60_000
  return {
    ...pace,
    below: learnSide(pace.below, minutes < lowMinutes),
    above: learnSide(pace.above, minutes > highMinutes),
  }
}

function learnSide(deviations: number, missed: boolean): number {
  const next = deviations + learningStep * (missed ? 1 - missShare : -missShare)
  return Math.min(reach.max, Math.max(reach.min, next))
}

/** Before the line has moved: a visit of four minutes and the change of students, as if seen three times. */
const guess = { meanSeconds: 300, deviationSeconds: 90, weight: 3 }

/**
 * How long it takes until that many more calls have been made; `sinceCallMs` of the first is over already. Holds in
 * four cases of five once `learnFromQuote` has seen some.
 */
export function waitFor(pace: Pace, calls: number, sinceCallMs: number): WaitRange {
  const { mean, deviation, weight } = momentsOf(pace)
  const first = Math.max(mean / 5, mean - sinceCallMs / 1_000)
  const middle = first + (calls - 1) * mean
  // Each cycle has its own luck, and the mean itself is known only so well.
  const spread = deviation * Math.sqrt(calls + (calls * calls) / weight)
  return inMinutes((middle - pace.below * spread) / 60, (middle + pace.above * spread) / 60)
}

function momentsOf({ cycleSeconds }: Pace) {
  const weight = guess.weight + cycleSeconds.length
  const mean =
    (guess.weight * guess.meanSeconds + cycleSeconds.reduce((sum, seconds) => sum + seconds, 0)) / weight
  const squares = cycleSeconds.reduce((sum, seconds) => sum + (seconds - mean) ** 2, 0)
  const deviation = Math.sqrt((guess.weight * guess.deviationSeconds ** 2 + squares) / weight)
  return { mean, deviation, weight }
}

// Minutes as people say them: every one up to a quarter of an hour, then in fives.
function inMinutes(low: number, high: number): WaitRange {
  const step = high <= 15 ? 1 : 5
  const lowMinutes = Math.max(0, step * Math.round(low / step))
  return { lowMinutes, highMinutes: Math.max(lowMinutes + step, step * Math.round(high / step)) }
}
