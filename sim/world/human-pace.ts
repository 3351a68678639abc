import type { SeenScreen } from '../actor/panel.ts'
import type { Wish } from '../actor/panel-student.ts'
import type { SeededRandom } from '../random/seeded-random.ts'

// Silent reading of plain words, and what hands take: figures assumed, none measured at a school.
const readMsPerLetter = 40
const decideMs = 700
const digitMs = 600
const signMs = 5_000
const placeMs = 1_200
const liftMs = 600
const waitMs = 400

/** How long one person takes for what they do next; read words are known the second time. */
export class HumanPace {
  /** Times the usual. */
  readonly #slowness: number
  readonly #read = new Set<string>()

  constructor(random: SeededRandom) {
    this.#slowness = Math.exp(0.25 * random.normal())
  }

  msFor(wish: Wish, screen: SeenScreen): number {
    return this.#slowness * (this.#readMs(wish, screen) + handsMs(wish))
  }

  // The next finger differs by one word.
  #readMs(wish: Wish, { title, lines, body }: SeenScreen): number {
    if (wish.type === 'lift' || wish.type === 'wait') return 0
    const words = body.kind === 'finger' ? 'finger' : title
    if (this.#read.has(words)) return decideMs / 2
    this.#read.add(words)
    return decideMs + readMsPerLetter * [title, ...lines].join(' ').length
  }
}

function handsMs(wish: Wish): number {
  if (wish.type === 'press') return placeMs
  if (wish.type === 'lift') return liftMs
  if (wish.type !== 'tap') return waitMs
  const { digits } = wish.intent
  if (wish.intent.type === 'sign') return signMs
  return typeof digits === 'string' ? digitMs * digits.length : 0
}
