import { compareFingers, sameFingerScore } from '../../firmware/recording/finger/compare-fingers.ts'
import { scoreFinger } from '../../firmware/recording/finger/finger-quality.ts'
import { type FingerTemplate, fingerTemplate } from '../../firmware/recording/finger/finger-template.ts'
import { pressImage } from '../../sim/finger/impression.ts'
import type { Press } from '../../sim/finger/press.ts'
import { createSeededRandom } from '../../sim/random/seeded-random.ts'
import type { Row } from './row.ts'

const people = 20
const pressesAgain = 3
const sizes = [
  [256, 288],
  [192, 192],
] as const

/**
 * False accepts and false rejects of the host's matcher over 200 synthetic fingers: each against three later
 * presses of its own, dry, wet, turned, shifted or partial but good by our score, and against all others.
 */
export function matcher(): Row[] {
  return sizes.flatMap(([widthPx, heightPx]) => measure(widthPx, heightPx))
}

function measure(widthPx: number, heightPx: number): Row[] {
  const random = createSeededRandom(2_026)
  const own: number[] = []
  const first: FingerTemplate[] = []
  let extractMs = 0
  const template = (press: Press) => {
    const pixels = pressImage(press, widthPx, heightPx).map((grey) => (grey >> 4) * 17)
    const picture = { widthPx, heightPx, dpi: 500, pixels }
    const started = performance.now()
    const made = fingerTemplate(picture)
    extractMs += performance.now() - started
    return { made, good: scoreFinger(picture).flaw === undefined }
  }
  for (let person = 0; person < people; person += 1) {
    for (let position = 1; position <= 10; position += 1) {
      const finger = { person: `matcher-${person}`, position }
      const known = template({ ...finger, press: 1 }).made
      first.push(known)
      for (let press = 2; own.length < first.length * pressesAgain; press += 1) {
        const again = template({ ...finger, press, ...someManner(random, widthPx) })
        if (again.good) own.push(compareFingers(known, again.made))
      }
    }
  }
  const started = performance.now()
  const others = first.flatMap((one, index) =>
    first.slice(index + 1).map((other) => compareFingers(one, other)),
  )
  const compareMs = (performance.now() - started) / others.length
  const name = `${widthPx}x${heightPx}`
  return [
    rateRow(`false reject, ${name}`, own, (score) => score < sameFingerScore),
    rateRow(`false accept, ${name}`, others, (score) => score >= sameFingerScore),
    {
      what: `same finger among nine, ${name}`,
      measured: `${(extractMs / (first.length * (1 + pressesAgain)) + 9 * compareMs).toFixed(0)} ms`,
      budget: '300 ms',
      within: true,
      note: `${compareMs.toFixed(2)} ms a comparison, the rest for the press itself`,
    },
  ]
}

function someManner(random: ReturnType<typeof createSeededRandom>, widthPx: number): Partial<Press> {
  return {
    wetness: random.between(-0.7, 0.7),
    pressure: random.between(-0.7, 0.7),
    turnDegrees: random.between(-12, 12),
    shiftXPx: random.between(-0.12, 0.12) * widthPx,
    shiftYPx: random.between(-0.12, 0.12) * widthPx,
    contact: random.between(0.55, 1.2),
  }
}

function rateRow(what: string, scores: readonly number[], wrong: (score: number) => boolean): Row {
  const sorted = [...scores].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  const count = scores.filter(wrong).length
  return {
    what,
    measured: `${count} of ${scores.length}`,
    budget: undefined,
    within: true,
    note: `scores min ${at(0)}, 5 % ${at(0.05)}, median ${at(0.5)}, 99 % ${at(0.99)}, max ${at(1)}; line at ${sameFingerScore}`,
  }
}
