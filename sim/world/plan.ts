import type { Manners, Person } from '../actor/panel-student.ts'
import { createSeededRandom, type SeededRandom } from '../random/seeded-random.ts'
import { drawPeople } from './people.ts'

/** One student's turn. */
export interface Turn {
  readonly person: Person
  readonly manners: Manners
}

/** One thing that goes wrong. All of them pass: the world is whole again at the end of the day. */
export type Mishap =
  /** The kiosk loses power after this number of further calls to the world, during a turn. */
  | { readonly kind: 'power-cut'; readonly turn: number; readonly calls: number }
  | { readonly kind: 'office-cut'; readonly turn: number; readonly calls: number }
  | { readonly kind: 'scanner'; readonly turn: number; readonly fault: ScannerMishap; readonly times: number }
  | { readonly kind: 'camera'; readonly turn: number; readonly fault: CameraMishap; readonly times: number }
  /** No link for so long. */
  | { readonly kind: 'link-down'; readonly turn: number; readonly minutes: number }
  /** The office does what it was asked, and its answer is lost. */
  | { readonly kind: 'answers-lost'; readonly turn: number; readonly times: number }
  /** After this number of changes of the card it refuses the next ones. */
  | {
      readonly kind: 'card'
      readonly turn: number
      readonly fault: CardMishap
      readonly after: number
      readonly times: number
    }
  /** After this number of reads of the card, or of the stick while it is in, the medium fails the next ones. */
  | {
      readonly kind: 'unreadable'
      readonly turn: number
      readonly medium: ReadMedium
      readonly after: number
      readonly times: number
    }
  /** The stick that goes in next has so many files on it that bear the registry's names. */
  | { readonly kind: 'stick-of-files'; readonly turn: number; readonly files: number }
  /** One bit of a file that rests on the card flips; `at` chooses both. */
  | { readonly kind: 'bit-rot'; readonly turn: number; readonly place: RotPlace; readonly at: number }
  /**
   * A technician puts the stick in before the student comes, takes it out afterwards and carries it to the office, which
   * works it off; its receipts come with it the next time. It falls out in the midst of the given call; 0 for never.
   */
  | { readonly kind: 'stick'; readonly turn: number; readonly pulledAfter: number }
  /**
   * A second class list comes before the student: with the word that takes the consent back, or with a namesake of the
   * same birth date and other numbers, who comes afterwards.
   */
  | { readonly kind: 'list'; readonly turn: number; readonly says: 'refusal' | 'namesake' }
  /** The clock wakes up this number of days off at the next start. */
  | { readonly kind: 'clock'; readonly turn: number; readonly days: number }
  /** Before the student comes, the kiosk starts four times, its clock that many days ahead and right by turns. */
  | { readonly kind: 'clock-swing'; readonly turn: number; readonly days: number }
  /** The next things that the office signs say that it is this number of days later. */
  | { readonly kind: 'office-clock'; readonly turn: number; readonly days: number; readonly answers: number }
  /** The stick brings the order that makes another box another school's, under the name of this one. */
  | { readonly kind: 'foreign-order'; readonly turn: number }

export const scannerMishaps = ['silent', 'unplugged', 'garbled', 'bad-press'] as const
export type ScannerMishap = (typeof scannerMishaps)[number]
export const cameraMishaps = ['hung', 'failed', 'damaged'] as const
export type CameraMishap = (typeof cameraMishaps)[number]
export const cardMishaps = ['full', 'read-only', 'broken'] as const
export type CardMishap = (typeof cardMishaps)[number]
export const readMediums = ['card', 'stick'] as const
export type ReadMedium = (typeof readMediums)[number]
export const rotPlaces = ['packet', 'manifest', 'draft', 'journal', 'state', 'roster', 'receipt'] as const
export type RotPlace = (typeof rotPlaces)[number]

/** A whole story before it happens: plain data, so that it can be printed, replayed and made shorter. */
export interface Plan {
  readonly seed: number
  readonly days: number
  readonly turns: readonly Turn[]
  readonly mishaps: readonly Mishap[]
}

/** `mishapsEach` is how many things go wrong for each student on average. */
export function drawPlan(seed: number, days: number, students: number, mishapsEach: number): Plan {
  const random = createSeededRandom(seed)
  const people = drawPeople(students * days, random)
  const turns = people.map((person) => ({ person, manners: drawManners(random) }))
  const count = Math.round(turns.length * mishapsEach)
  const drawn = Array.from({ length: count }, () => drawMishap(random, turns.length))
  // Of a stream of their own: what a seed told before they were known stays as it was.
  const ofReading = drawReadMishaps(createSeededRandom(seed ^ 0x4ead), turns.length, Math.ceil(count / 8))
  const ofTrust = drawTrustMishaps(createSeededRandom(seed ^ 0x717e), turns.length, Math.ceil(count / 8))
  const mishaps = onePlaceRots([...drawn, ...ofReading, ...ofTrust].sort((a, b) => a.turn - b.turn))
  return { seed, days, turns, mishaps }
}

/** The same plan with a second class list before some turns. Drawn apart, so that seeds that are kept stay as they were. */
export function withLists({ mishaps, ...plan }: Plan): Plan {
  const random = createSeededRandom(plan.seed ^ 0x115f)
  const lists = plan.turns.flatMap((_, turn): Mishap[] => {
    const die = random.next()
    return die < 0.5 ? [{ kind: 'list', turn, says: die < 0.25 ? 'refusal' : 'namesake' }] : []
  })
  return { ...plan, mishaps: [...mishaps, ...lists].sort((a, b) => a.turn - b.turn) }
}

// Data in two places survives the rot of one, and more is not promised.
function onePlaceRots(mishaps: readonly Mishap[]): readonly Mishap[] {
  const [first] = mishaps.filter((mishap) => mishap.kind === 'bit-rot')
  return mishaps.filter((mishap) => mishap.kind !== 'bit-rot' || mishap.place === first?.place)
}

function drawManners(random: SeededRandom): Manners {
  const leaves = random.next() < 0.2
  return {
    ...(leaves && { leavesAtTap: 2 + Math.floor(random.next() * 16), byWalkingAway: random.next() < 0.5 }),
    declines: random.next() < 0.05,
    missing: random.next() < 0.15 ? [1 + Math.floor(random.next() * 10)] : [],
    photoRetakes: random.next() < 0.2 ? 1 + Math.floor(random.next() * 3) : 0,
  }
}

function drawMishap(random: SeededRandom, turns: number): Mishap {
  const turn = Math.floor(random.next() * turns)
  const upTo = (most: number) => 1 + Math.floor(random.next() * most)
  const die = random.next()
  if (die < 0.34) return { kind: 'power-cut', turn, calls: upTo(450) }
  if (die < 0.4) return { kind: 'stick', turn, pulledAfter: random.next() < 0.5 ? upTo(80) : 0 }
  if (die < 0.5) return { kind: 'office-cut', turn, calls: upTo(60) }
  if (die < 0.62) return { kind: 'scanner', turn, fault: oneOf(scannerMishaps, random), times: upTo(3) }
  if (die < 0.7) return { kind: 'camera', turn, fault: oneOf(cameraMishaps, random), times: upTo(2) }
  if (die < 0.78) return { kind: 'link-down', turn, minutes: upTo(60) }
  if (die < 0.86) return { kind: 'answers-lost', turn, times: upTo(6) }
  if (die < 0.92)
    return { kind: 'card', turn, fault: oneOf(cardMishaps, random), after: upTo(150), times: upTo(12) }
  if (die < 0.97) return { kind: 'bit-rot', turn, place: oneOf(rotPlaces, random), at: upTo(1_000_000) }
  return { kind: 'clock', turn, days: Math.round(random.between(-4_000, 4_000)) }
}

function drawReadMishaps(random: SeededRandom, turns: number, count: number): readonly Mishap[] {
  const upTo = (most: number) => 1 + Math.floor(random.next() * most)
  return Array.from({ length: count }, () => {
    const turn = Math.floor(random.next() * turns)
    if (random.next() < 0.2) return { kind: 'stick-of-files', turn, files: upTo(500) }
    const medium = oneOf(readMediums, random)
    return { kind: 'unreadable', turn, medium, after: upTo(60) - 1, times: upTo(12) }
  })
}

// Up to 36 years, as was seen once.
function drawTrustMishaps(random: SeededRandom, turns: number, count: number): readonly Mishap[] {
  return Array.from({ length: count }, () => {
    const turn = Math.floor(random.next() * turns)
    const die = random.next()
    if (die < 0.25) return { kind: 'foreign-order', turn }
    if (die < 0.5) return { kind: 'clock-swing', turn, days: 1 + Math.floor(random.next() * 3_000) }
    const days = Math.round(random.between(-400, 13_000))
    return { kind: 'office-clock', turn, days, answers: 1 + Math.floor(random.next() * 3) }
  })
}

function oneOf<T>(words: readonly T[], random: SeededRandom): T {
  const word = words[Math.floor(random.next() * words.length)]
  if (word === undefined) throw new Error('nothing to pick from')
  return word
}
