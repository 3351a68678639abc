/**
 * How many presses a finger gets: three, and up to two more while it still gains (design section 3). Of 40 real fingers
 * whose first press was flawed SourceAFIS joins that press to 38.9 % of the others, the best of two to 49.5 %, of three to
 * 52.3 %, of five to 53.5 %; ten fingers then take 10, 11.5, 12.3 and 13.2 presses of about five seconds.
 */
export const pressLimits = { usual: 3, most: 5 } as const

/** Points of our own score that a press must win over all before it to count as a gain. */
const gain = 5

/** Whether a finger that is not good yet is asked for once more, after presses with these scores. */
export function wantsAnother(scores: readonly number[]): boolean {
  if (scores.length < pressLimits.usual) return true
  if (scores.length >= pressLimits.most) return false
  return (scores.at(-1) ?? 0) >= Math.max(...scores.slice(0, -1)) + gain
}
