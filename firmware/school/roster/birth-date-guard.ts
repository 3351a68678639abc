import { z } from 'zod'
import type { Document } from '../../custody/document/document.ts'
import { versioned } from '../../custody/document/versioned.ts'
import type { Student } from './student.ts'

/** The document `state/guesses.json`: wrong birth dates since the last right one, by pupil. */
const guessesSchema = z.strictObject({
  v: z.literal(1),
  /** The day of service that they belong to, as far as somebody vouched for one; empty before. */
  day: z.string(),
  tries: z.record(z.string(), z.int().nonnegative()),
})

export type Guesses = z.infer<typeof guessesSchema>

export const noGuesses: Guesses = { v: 1, day: '', tries: {} }

export const parseGuesses = versioned<Guesses>(1, guessesSchema)

export type BirthDateAnswer = 'right' | 'wrong' | 'too-many'

/** A pupil mistypes once or twice; a birth year that classmates know leaves 365 dates to try. */
const mostTries = 5

/** Numbers that nobody has are remembered as long as this many others were not tried. */
const mostUnknown = 1_000

/**
 * The second fact of identity. Wrong dates are counted for each pupil over tickets, visits and restarts, until a day that
 * the registry or an attendant vouched for, or until an attendant lifts them: no clock does.
 */
export class BirthDateGuard {
  readonly #document: Document<Guesses>
  readonly #vouchedDay: () => string | undefined
  readonly #unknown = new Map<string, number>()
  // Beside the document: forty at once are forty tries, and a disk that refuses forgets none.
  #tries: Map<string, number>
  #day: string

  constructor(document: Document<Guesses>, vouchedDay: () => string | undefined) {
    this.#document = document
    this.#vouchedDay = vouchedDay
    this.#tries = new Map(Object.entries(document.value.tries))
    this.#day = document.value.day
  }

  /** Whether anybody is shut out until an attendant lifts it. */
  get isAnyShutOut(): boolean {
    return [...this.#tries.values()].some((tries) => tries >= mostTries)
  }

  /** `digits` are DDMMYYYY, as the pad gives them. */
  async check(student: Student, digits: string): Promise<BirthDateAnswer> {
    this.#turnDay()
    const { pid } = student
    const before = this.#tries.get(pid) ?? 0
    if (before >= mostTries) return 'too-many'
    const [year, month, day] = student.birthDate.reveal().split('-')
    const isRight = digits === `${day}${month}${year}`
    this.#tries.set(pid, isRight ? 0 : before + 1)
    // The usual case costs no flush.
    if (!isRight || before > 0) await this.#save()
    return isRight ? 'right' : 'wrong'
  }

  /** The same answers for a number that nobody has: it must not be told from one that somebody has. */
  checkUnknown(number: string): BirthDateAnswer {
    const tries = (this.#unknown.get(number) ?? 0) + 1
    this.#unknown.delete(number)
    this.#unknown.set(number, tries)
    const [oldest = ''] = this.#unknown.keys()
    if (this.#unknown.size > mostUnknown) this.#unknown.delete(oldest)
    return tries > mostTries ? 'too-many' : 'wrong'
  }

  /** An attendant has seen that it was a slip. */
  async lift(): Promise<void> {
    this.#tries = new Map()
    this.#unknown.clear()
    await this.#save()
  }

  #turnDay(): void {
    const day = this.#vouchedDay()
    if (day === undefined) return
    if (day > this.#day) this.#tries = new Map()
    // Also an earlier one: a day far ahead that was taken back would shut out for years.
    this.#day = day
  }

  // A disk that refuses is asked again with the next one.
  async #save(): Promise<void> {
    const tries = Object.fromEntries([...this.#tries].filter(([, count]) => count > 0))
    await this.#document.update(() => ({ v: 1, day: this.#day, tries }))
  }
}
