import { PanelStudent, type Person } from '../actor/panel-student.ts'
import type { Machine, RunSchool, School } from './box.ts'
import { classListOf, namesakeOf } from './people.ts'
import type { Mishap, Plan, RotPlace, Turn } from './plan.ts'
import { allPromises } from './promise/all-promises.ts'
import { takenInAt } from './promise/packet-files.ts'
import type { Pledge, View } from './promise/promise.ts'
import { serveStudent } from './serve-student.ts'

/** The outcome of a plan. */
export interface SchoolReport {
  readonly seed: number
  readonly days: number
  readonly students: number
  /** Students who saw a receipt. */
  readonly kept: number
  /** Students whom the office has in the end. */
  readonly received: number
  /** Promises that did not hold, in words; the day ends with the first. */
  readonly broken: readonly string[]
  /** The events, one a line. */
  readonly story: readonly string[]
}

const mostTries = 5
const mostStarts = 30
/** Long enough for a stick to be filled and read back. */
const stickMs = 60_000
const plain: Turn['manners'] = { missing: [], photoRetakes: 0 }
/** Mishaps that put the stick in. */
const withStick: readonly Mishap['kind'][] = ['stick', 'stick-of-files', 'foreign-order']
const nightMs = 15 * 3_600_000

/** Lives through a plan and looks after every step whether the promises hold. */
export function livePlan(
  plan: Plan,
  run: RunSchool,
  promises: (people: readonly Person[]) => readonly Pledge[] = allPromises,
): Promise<SchoolReport> {
  const people = plan.turns.map(({ person }) => person)
  const setup = { seed: plan.seed, classList: classListOf(people) }
  return run(setup, (school) => new Day(plan, school, promises(people)).live())
}

class Day {
  readonly #plan: Plan
  readonly #school: School
  readonly #pledges: readonly Pledge[]
  readonly #story: string[] = []
  readonly #broken = new Set<string>()
  #kept = 0

  constructor(plan: Plan, school: School, pledges: readonly Pledge[]) {
    this.#plan = plan
    this.#school = school
    this.#pledges = pledges
  }

  async live(): Promise<SchoolReport> {
    const { turns, days } = this.#plan
    await this.#powerUp()
    const aDay = Math.ceil(turns.length / days)
    for (const [index, turn] of turns.entries()) {
      if (this.#broken.size > 0) break
      if (index > 0 && index % aDay === 0) await this.#night()
      await this.#turn(turn, index)
    }
    if (this.#broken.size === 0) await this.#evening()
    const { seed } = this.#plan
    const received = new Set(takenInAt(this.#school.office.files())).size
    const broken = [...this.#broken]
    return { seed, days, students: turns.length, kept: this.#kept, received, broken, story: this.#story }
  }

  async #turn({ person, manners }: Turn, index: number): Promise<void> {
    const mishaps = this.#plan.mishaps.filter((one) => one.turn === index)
    const newcomers = await this.#takeLists(person, mishaps)
    for (const mishap of mishaps) this.#happen(mishap)
    for (const mishap of mishaps)
      if (mishap.kind === 'clock-swing') await this.#swingClock(mishap.days, person)
    await this.#serve({ person, manners }, `student ${index + 1}`)
    for (const newcomer of newcomers)
      await this.#serve({ person: newcomer, manners: plain }, `the namesake of student ${index + 1}`)
    if (mishaps.some(({ kind }) => withStick.includes(kind))) await this.#carryStick()
  }

  // Gives back the people whom a list has brought.
  async #takeLists(person: Person, mishaps: readonly Mishap[]): Promise<readonly Person[]> {
    const newcomers: Person[] = []
    for (const mishap of mishaps) {
      if (mishap.kind !== 'list') continue
      const isRefusal = mishap.says === 'refusal'
      const listed = isRefusal ? person : namesakeOf(person)
      // Cut in between it may be in or not.
      if (!(await this.#school.box.takeList(classListOf([listed], isRefusal ? 'Dicabut' : '')))) continue
      for (const pledge of this.#pledges) pledge.refused?.(listed)
      if (!isRefusal) newcomers.push(listed)
    }
    return newcomers
  }

  // Each start of a day is noted with the first number that is taken.
  async #swingClock(days: number, person: Person): Promise<void> {
    const { box } = this.#school
    for (const ahead of [days, 0, days + 1, 0]) {
      box.shiftClock(ahead)
      box.powerOff()
      await this.#powerUp()
      await this.#serve(
        { person, manners: { ...plain, leavesAtTap: 4 } },
        `the student, ${ahead} days ahead,`,
      )
    }
  }

  async #serve({ person, manners }: Turn, who: string): Promise<void> {
    const student = new PanelStudent(person, manners)
    for (let tries = 0; tries < mostTries && this.#broken.size === 0; tries += 1) {
      student.comeUp()
      this.#school.scanner.lift()
      const end = await serveStudent(this.#school, person, student, (screen) => {
        this.#note(this.#pledges.flatMap((pledge) => pledge.see?.(screen, person) ?? []))
      })
      this.#tell(`${who}: ${end}`)
      if (end === 'gave-up') this.#note([`${who} gets no further at "${this.#screenTitle()}"`])
      if (end === 'recorded') this.#kept += 1
      if (manners.declines) for (const pledge of this.#pledges) pledge.released?.(person)
      await this.#look()
      if (end !== 'cut') break
    }
  }

  async #carryStick(): Promise<void> {
    const { box, office } = this.#school
    await this.#school.sleep(stickMs)
    if (box.stickWork) this.#note([`a minute after it went in the stick is still at "${box.stickWork}"`])
    box.takeStick()
    await office.workOff(box.stick.disk)
    this.#tell('the stick has been at the office')
    await this.#look()
  }

  #screenTitle(): string {
    const { box } = this.#school
    return box.on ? box.panel.screen.title : 'a dark screen'
  }

  // Whatever lost power gets it back, as often as that takes; then everything is looked at.
  async #look(): Promise<void> {
    await this.#powerUp()
    this.#note(this.#pledges.flatMap((pledge) => pledge.check?.(this.#view) ?? []))
  }

  get #view(): View {
    const { box, office } = this.#school
    const [stick, nowMs] = [box.stick.disk.contents(), this.#school.nowMs()]
    return { box: box.files(), office: office.files(), stick, nowMs }
  }

  async #powerUp(): Promise<void> {
    const { box, office } = this.#school
    for (const [name, machine] of [
      ['office', office],
      ['kiosk', box],
    ] as const) {
      await this.#start(name, machine)
    }
  }

  async #start(name: string, machine: Machine): Promise<void> {
    let ready = machine.on
    for (let starts = 0; !ready && starts < mostStarts; starts += 1) {
      ready = await machine.powerOn()
      if (ready) this.#tell(`the ${name} starts`)
      // A process that ends by itself is started again by the system, after a moment.
      else if (machine.on) await this.#school.sleep(5_000)
      else this.#tell(`the ${name} loses power while it starts`)
    }
    if (!ready) this.#note([`the ${name} does not get ready: ${this.#school.box.takeLog().at(-1) ?? ''}`])
  }

  #happen(mishap: Mishap): void {
    const { box, office, scanner, camera, link } = this.#school
    switch (mishap.kind) {
      case 'power-cut':
        box.cutAfter(mishap.calls)
        break
      case 'office-cut':
        office.cutAfter(mishap.calls)
        break
      case 'scanner':
        scanner.break(mishap.fault, mishap.times)
        break
      case 'camera':
        camera.break(mishap.fault, mishap.times)
        break
      case 'link-down':
        link.cutFor(mishap.minutes * 60_000)
        break
      case 'answers-lost':
        link.loseAnswers(mishap.times)
        break
      case 'card':
        box.breakCard(mishap.fault, mishap.after, mishap.times)
        break
      case 'unreadable':
        box.failReads(mishap.medium, mishap.after, mishap.times)
        break
      case 'stick-of-files':
        box.litterStick(mishap.files)
        box.putStick(0)
        break
      case 'bit-rot':
        this.#rot(mishap.place, mishap.at)
        break
      case 'stick':
        box.putStick(mishap.pulledAfter)
        break
      case 'list':
      case 'clock-swing':
        // Takes its time, and is done elsewhere.
        break
      case 'clock':
        box.shiftClock(mishap.days)
        break
      case 'office-clock':
        office.shiftClock(mishap.days, mishap.answers)
        break
      case 'foreign-order':
        office.renameOrder(box.stick)
        box.putStick(0)
    }
    const { turn: _, ...facts } = mishap
    this.#tell(`  ${Object.values(facts).join(' ')}`)
  }

  #rot(place: RotPlace, at: number): void {
    const { box } = this.#school
    const path = box.rot(place, at)
    const bytes = box.files().get(path ?? '')
    if (path && bytes) for (const pledge of this.#pledges) pledge.rotted?.(path, bytes)
  }

  async #night(): Promise<void> {
    this.#tell('night')
    // Somebody pulls the plug on the way out, as people do.
    this.#school.box.powerOff()
    await this.#school.sleep(nightMs)
    await this.#look()
  }

  // Nothing goes wrong any more: all that was kept must arrive.
  async #evening(): Promise<void> {
    const { box, office, link } = this.#school
    for (const hand of [box, office, link]) hand.mend()
    for (let quarters = 0; quarters < 24; quarters += 1) {
      await this.#look()
      const waiting = [...box.files().keys()].filter((path) => /spool\/(?:new|batch)\/.*\.packet$/.test(path))
      if (waiting.length === 0) break
      await this.#school.sleep(15 * 60_000)
    }
    this.#note(this.#pledges.flatMap((pledge) => pledge.atEnd?.(this.#view) ?? []))
  }

  #note(broken: readonly string[]): void {
    for (const words of broken) {
      if (this.#broken.has(words)) continue
      this.#broken.add(words)
      this.#tell(`BROKEN: ${words}`)
    }
  }

  #tell(words: string): void {
    this.#story.push(words)
    for (const line of this.#school.box.takeLog()) this.#story.push(`    ${line}`)
  }
}
