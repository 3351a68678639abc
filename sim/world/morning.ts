import type { SeenScreen } from '../actor/panel.ts'
import { PanelStudent, type Person, type Wish } from '../actor/panel-student.ts'
import type { SeededRandom } from '../random/seeded-random.ts'
import type { School } from './box.ts'
import { HumanPace } from './human-pace.ts'

/** The results of a morning at one kiosk, all of it seen on the panel. */
export interface MorningReport {
  readonly recorded: number
  /** Minutes at the panel from the birth date to the end of the receipt, one a student. */
  readonly minutes: readonly number[]
  /** Seconds by step of the visit, all students together. */
  readonly secondsByStep: ReadonlyMap<number, number>
  readonly presses: number
  /** Ranges that were quoted, and how many of them held the call. */
  readonly told: number
  readonly held: number
}

/** How a morning goes. */
export interface MorningHabits {
  /** So many come at once, as when a lesson ends. */
  readonly crowd: number
  readonly crowdEveryMs: number
  /** Share of presses that give no picture. */
  readonly badPresses: number
  /** Share of those called who do not come the first time. */
  readonly absent: number
}

interface Guest {
  readonly person: Person
  readonly student: PanelStudent
  readonly pace: HumanPace
  readonly arrivesMs: number
  isAbsent: boolean
  ticket?: string
  told?: { readonly atMs: number; readonly low: number; readonly high: number }
}

const walkMs = { least: 10_000, most: 40_000 }
const mostTouches = 600

/** Lets everybody come, take a number, wait, be called and be recorded, one after the other at one panel. */
export class Morning {
  readonly #school: School
  readonly #habits: MorningHabits
  readonly #random: SeededRandom
  readonly #guests: readonly Guest[]
  readonly #minutes: number[] = []
  readonly #seconds = new Map<number, number>()
  #nowMs = 0
  #presses = 0
  #told = 0
  #held = 0

  constructor(school: School, people: readonly Person[], habits: MorningHabits, random: SeededRandom) {
    this.#school = school
    this.#habits = habits
    this.#random = random
    this.#guests = people.map((person, at) => ({
      person,
      student: new PanelStudent(person, { missing: [], photoRetakes: random.next() < 0.3 ? 1 : 0 }),
      pace: new HumanPace(random),
      arrivesMs: Math.floor(at / habits.crowd) * habits.crowdEveryMs,
      isAbsent: random.next() < habits.absent,
    }))
  }

  async live(): Promise<MorningReport> {
    await this.#school.box.powerOn()
    const toCome = [...this.#guests]
    let waiting: Guest[] = []
    while (toCome.length > 0 || waiting.length > 0) {
      if (waiting.length === 0) await this.#pass(Math.max(0, (toCome[0]?.arrivesMs ?? 0) - this.#nowMs))
      while (toCome[0] && toCome[0].arrivesMs <= this.#nowMs) {
        const guest = toCome.shift()
        if (guest) waiting.push(await this.#takeNumber(guest))
      }
      const called = this.#whoIsCalled(waiting)
      if (!called) throw new Error(`nobody is called at "${this.#screen.title}"`)
      if (called.isAbsent && waiting.length > 1) {
        called.isAbsent = false
        await this.#callInVain()
        continue
      }
      await this.#pass(this.#random.between(walkMs.least, walkMs.most))
      await this.#serve(called)
      waiting = waiting.filter((guest) => guest !== called)
    }
    const { length: recorded } = this.#minutes
    const secondsByStep = this.#seconds
    return {
      recorded,
      minutes: this.#minutes,
      secondsByStep,
      presses: this.#presses,
      told: this.#told,
      held: this.#held,
    }
  }

  get #screen(): SeenScreen {
    return this.#school.box.panel.screen
  }

  async #takeNumber(guest: Guest): Promise<Guest> {
    for (let touches = 0; guest.ticket === undefined && touches < 20; touches += 1) {
      await this.#act(guest, guest.student.wish(this.#school.box.panel))
      const { ticket, lines, progress } = this.#screen
      if (ticket === undefined || progress) continue
      guest.ticket = ticket
      const [, low, high] = /(\d+)-(\d+) menit/.exec(lines.join(' ')) ?? []
      if (low && high) guest.told = { atMs: this.#nowMs, low: Number(low), high: Number(high) }
    }
    await this.#close()
    return guest
  }

  // A reader of the idle screen; the first time a number is there its owner is called.
  #whoIsCalled(waiting: readonly Guest[]): Guest | undefined {
    const [number] = /[A-Z]-\d+/.exec(this.#screen.title) ?? []
    const called = waiting.find(({ ticket }) => ticket === number)
    if (called?.told) {
      const minutes = (this.#nowMs - called.told.atMs) / 60_000
      this.#told += 1
      if (minutes >= called.told.low && minutes <= called.told.high) this.#held += 1
      delete called.told
    }
    return called
  }

  async #callInVain(): Promise<void> {
    for (let calls = 0; calls < 3; calls += 1) {
      await this.#pass(30_000)
      const absent = this.#screen.edge.find(({ intent }) => intent.type === 'call-again')
      if (absent) this.#school.box.panel.tap(absent.intent)
      await this.#pass(16_000)
    }
  }

  async #serve(guest: Guest): Promise<void> {
    const startMs = this.#nowMs
    const { panel } = this.#school.box
    panel.tap({ type: 'start-ticket', ticket: guest.ticket })
    await this.#pass(300)
    for (let touches = 0; touches < mostTouches; touches += 1) {
      const { screen } = this.#school.box.panel
      if (screen.body.kind === 'idle') break
      const beforeMs = this.#nowMs
      await this.#act(guest, guest.student.wish(this.#school.box.panel))
      const step = screen.progress?.step ?? 0
      this.#seconds.set(step, (this.#seconds.get(step) ?? 0) + (this.#nowMs - beforeMs) / 1_000)
      if (screen.body.kind === 'receipt') this.#minutes.push((this.#nowMs - startMs) / 60_000)
    }
    this.#school.scanner.lift()
  }

  async #act({ person, pace }: Guest, wish: Wish): Promise<void> {
    const { box, scanner } = this.#school
    await this.#pass(pace.msFor(wish, this.#screen))
    if (wish.type === 'tap') box.panel.tap(wish.intent)
    if (wish.type === 'press') {
      this.#presses += 1
      if (this.#random.next() < this.#habits.badPresses) scanner.break('bad-press', 1)
      scanner.press({ person: person.nisn, position: wish.position })
    }
    if (wish.type === 'lift') scanner.lift()
    await this.#pass(300)
  }

  async #close(): Promise<void> {
    if (this.#screen.choices.some(({ intent }) => intent.type === 'go-on'))
      this.#school.box.panel.tap({ type: 'go-on' })
    await this.#pass(300)
  }

  async #pass(ms: number): Promise<void> {
    this.#nowMs += ms
    await this.#school.sleep(ms)
  }
}
