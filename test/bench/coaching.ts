import { type FingerQuality, scoreFinger } from '../../firmware/recording/finger/finger-quality.ts'
import { wantsAnother } from '../../firmware/recording/finger/press-policy.ts'
import { pressImage } from '../../sim/finger/impression.ts'
import type { Press } from '../../sim/finger/press.ts'
import { createSeededRandom, type SeededRandom } from '../../sim/random/seeded-random.ts'
import type { Row } from './row.ts'

const students = 1_000
// One press on an R503: reach and settle, 1.74 s on the wire at 115200 baud, lift.
const pressSeconds = 4.5
// Of those who read their fault, this share does it right the next time; an assumption.
const heeded = 0.5

interface Rule {
  readonly name: string
  readonly another: (scores: readonly number[]) => boolean
  /** Whether the student gets advice. */
  readonly told: boolean
}

const rules: readonly Rule[] = [
  { name: 'three tries, not told why', another: (scores) => scores.length < 3, told: false },
  { name: 'our rule, not told why', another: wantsAnother, told: false },
  { name: 'three tries, told', another: (scores) => scores.length < 3, told: true },
  { name: 'our rule, told', another: wantsAnother, told: true },
]

/**
 * The gain of the rule for a further press and of the words between presses, over 1,000 students of ten fingers.
 * Scores are drawn from real pictures of good and bad presses, measured by our own score.
 */
export function coaching(): Row[] {
  const pool = measurePool()
  return [0.6, 0.8].flatMap((share) => rules.map((rule) => run(pool, share, rule)))
}

interface Pool {
  readonly good: readonly FingerQuality[]
  readonly bad: readonly FingerQuality[]
}

const badManners: readonly Partial<Press>[] = [
  { wetness: -1 },
  { wetness: 1.3 },
  { contact: 0.4 },
  { contact: 0.25 },
  { smearPx: 11 },
  { doubleTouch: true },
]

function measurePool(): Pool {
  const score = (position: number, press: number, manner: Partial<Press>) => {
    const grey = pressImage({ person: 'coaching', position, press, ...manner }, 192, 192)
    return scoreFinger({
      widthPx: 192,
      heightPx: 192,
      dpi: 508,
      pixels: grey.map((level) => (level >> 4) * 17),
    })
  }
  const all = Array.from({ length: 10 }, (_, finger) =>
    Array.from({ length: 12 }, (_unused, press) => [
      score(finger + 1, press, {}),
      ...badManners.map((manner) => score(finger + 1, press, manner)),
    ]),
  ).flat(2)
  return { good: all.filter(({ flaw }) => !flaw), bad: all.filter(({ flaw }) => flaw) }
}

function run(pool: Pool, goodShare: number, { name, another, told }: Rule): Row {
  const random = createSeededRandom(60 + goodShare * 100)
  const totals = { presses: 0, weak: 0, spoiled: 0 }
  for (let student = 0; student < students; student += 1) {
    let weak = 0
    for (let finger = 0; finger < 10; finger += 1) {
      const { presses, good } = pressFinger(pool, goodShare, another, told, random)
      totals.presses += presses
      if (!good) weak += 1
    }
    totals.weak += weak
    if (weak > 0) totals.spoiled += 1
  }
  return {
    what: `${100 * goodShare} % good: ${name}`,
    measured: `${(totals.weak / students).toFixed(2)} weak`,
    budget: undefined,
    within: true,
    note:
      `${((100 * totals.spoiled) / students).toFixed(0)} % of students with one or more, ` +
      `${(totals.presses / students).toFixed(1)} presses, ${((totals.presses * pressSeconds) / students).toFixed(0)} s`,
  }
}

function pressFinger(
  pool: Pool,
  goodShare: number,
  another: Rule['another'],
  told: boolean,
  random: SeededRandom,
): { readonly presses: number; readonly good: boolean } {
  const scores: number[] = []
  for (;;) {
    const helped = told && scores.length > 0 && random.next() < heeded
    const { score, flaw } = pick(helped || random.next() < goodShare ? pool.good : pool.bad, random)
    scores.push(score)
    if (!flaw) return { presses: scores.length, good: true }
    if (!another(scores)) return { presses: scores.length, good: false }
  }
}

function pick(from: readonly FingerQuality[], random: SeededRandom): FingerQuality {
  const picked = from[Math.floor(random.next() * from.length)]
  if (!picked) throw new Error('no such press was ever measured')
  return picked
}
