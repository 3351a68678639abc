import type { DiskFault } from '../../../hal/contract/disk.ts'
import type { Result } from '../../../hal/contract/result.ts'
import { maskName } from '../../core/mask-name.ts'
import {
  callAgain,
  callNext,
  startableTickets,
  waitingTickets,
  waitOf,
} from '../../school/queue/calling-order.ts'
import { type QueueDay, recordQuote, setTicket, takeTicket, turnDay } from '../../school/queue/queue-day.ts'
import type { Student } from '../../school/roster/student.ts'
import type { Intent } from '../model/intent.ts'
import { type AttendantContext, AttendantController, isAttendants } from './attendant-controller.ts'
import { type DiagnosticsContext, DiagnosticsController } from './diagnostics-controller.ts'
import { type Lobby, lobbyDelays } from './lobby.ts'
import type { LobbyContext, LobbyHooks, LobbyPanel } from './lobby-context.ts'
import { whyNoTicket } from './why-no-ticket.ts'

const newPin: Lobby = { type: 'new-pin', step: 'choose' }

/** An unanswered call is repeated this often, in milliseconds after the one before. */
const callRepeats = 2
const callRepeatMs = 60_000

/** Answers the person at the panel between visits. */
export class LobbyController implements LobbyPanel {
  readonly #context: LobbyContext
  readonly #hooks: LobbyHooks
  readonly #attendant: AttendantController
  readonly #doctor: DiagnosticsController
  readonly #isUnfinished: () => boolean
  #lobby: Lobby
  #timer = new AbortController()
  /** The pupil whose birth date is asked for, if there is one of that number. */
  #asked: { readonly student: Student | undefined; readonly asked: string } | undefined
  /** The pupil who has given both facts at this panel just now. */
  #owner: string | undefined

  constructor(
    context: LobbyContext,
    hooks: LobbyHooks,
    attendant: AttendantContext,
    doctor: DiagnosticsContext,
  ) {
    this.#context = context
    this.#hooks = hooks
    this.#doctor = new DiagnosticsController(doctor, this)
    // Nobody takes a number while the technician who set the box up may still be at it.
    this.#isUnfinished = () => attendant.guard.need === 'choose'
    this.#lobby = this.#isUnfinished() ? newPin : { type: 'idle' }
    this.#attendant = new AttendantController(attendant, this, () => void this.#doctor.run())
  }

  get lobby(): Lobby {
    return this.#lobby
  }

  show(wanted: Lobby): void {
    const lobby = wanted.type === 'idle' && this.#isUnfinished() ? newPin : wanted
    this.#lobby = lobby
    this.rest()
    this.#timer = new AbortController()
    if (lobby.type !== 'birth-date') this.#asked = undefined
    if (lobby.type !== 'ticket') this.#owner = undefined
    if (lobby.type === 'idle') this.#hooks.left()
    this.#hooks.changed()
    const { signal } = this.#timer
    if (lobby.type === 'idle') void this.#repeatCall(signal)
    else void this.#clear(lobbyDelays[lobby.type], signal)
  }

  /** Stops the clock of the present screen: a visit covers it, or the kiosk goes down. */
  rest(): void {
    this.#timer.abort()
  }

  async answer(intent: Intent): Promise<void> {
    if (intent.type === 'call-help') return this.#hooks.callHelp()
    if (this.#lobby.type === 'doctor') return this.#doctor.answer(this.#lobby, intent)
    if (isAttendants(this.#lobby)) return this.#attendant.answer(this.#lobby, intent)
    const { roster } = this.#context
    switch (intent.type) {
      case 'take-ticket':
        return this.#offerNumber()
      case 'enter-number':
        return this.#askBirthDate(roster.findByNumber(intent.digits), intent.digits)
      case 'enter-birth-date':
        return this.#checkBirthDate(intent.digits)
      case 'scan':
        return this.#scan(this.#lobby.type === 'code' ? 'receipt' : 'number')
      case 'find-name':
        return this.show({ type: 'class', classes: roster.classes(), page: 0 })
      case 'choose-class':
        return this.#offerNames(intent.className)
      case 'choose-pupil':
        return this.#askBirthDate(roster.get(intent.pid), intent.pid)
      case 'turn-page':
        return 'page' in this.#lobby ? this.show({ ...this.#lobby, page: intent.page }) : undefined
      case 'start-ticket':
        return this.#start(intent.ticket)
      case 'call-again':
        return this.#callAgain(intent.ticket)
      case 'check-receipt':
        return this.show({ type: 'code' })
      case 'enter-code':
        return this.#checkReceipt(intent.code)
      case 'attend':
        return this.show({ type: 'pin' })
      case 'back':
        return this.show(this.#before())
      case 'go-on':
        return this.show({ type: 'idle' })
      default:
        return
    }
  }

  /** Whether a press of the help button was expected here. */
  takesPress(): boolean {
    return this.#doctor.takesPress()
  }

  /** A change that the disk may refuse, and then is none. */
  async changeQueue(change: (queue: QueueDay) => QueueDay): Promise<boolean> {
    return this.#isSaved(await this.#context.queue.update(change))
  }

  /** A change that has happened: it counts, and is written with the next where the disk refuses. */
  async followQueue(change: (queue: QueueDay) => QueueDay): Promise<boolean> {
    return this.#isSaved(await this.#context.queue.follow(change))
  }

  #isSaved(saved: Result<void, DiskFault>): boolean {
    if (saved.ok) return true
    this.#context.log('queue-not-saved', { fault: saved.fault.kind })
    this.show({ type: 'notice', why: saved.fault.kind === 'full' ? 'disk-full' : 'disk-broken' })
    return false
  }

  async #clear(afterMs: number, signal: AbortSignal): Promise<void> {
    await this.#context.clock.sleep(afterMs, signal)
    if (!signal.aborted) this.show({ type: 'idle' })
  }

  // A student who waits out of sight may not have heard it; only those behind can say that no student comes.
  async #repeatCall(signal: AbortSignal): Promise<void> {
    if (waitingTickets(this.#context.queue.value).length === 0) return
    for (let times = 0; times < callRepeats; times += 1) {
      await this.#context.clock.sleep(callRepeatMs, signal)
      if (signal.aborted) return
      this.#hooks.calledAgain()
    }
  }

  // Said before a student waits in line for nothing.
  #offerNumber(): void {
    const why = this.#context.whyNot()
    this.show(why ? { type: 'notice', why } : { type: 'number' })
  }

  // A student who wants to identify in another way goes back one step, not to the beginning.
  #before(): Lobby {
    switch (this.#lobby.type) {
      case 'scan':
        return { type: this.#lobby.wanted === 'receipt' ? 'code' : 'number' }
      case 'class':
      case 'birth-date':
        return { type: 'number' }
      case 'name':
        return { type: 'class', classes: this.#context.roster.classes(), page: 0 }
      default:
        return { type: 'idle' }
    }
  }

  async #scan(wanted: 'number' | 'receipt'): Promise<void> {
    this.show({ type: 'scan', wanted })
    const { signal } = this.#timer
    // In place: a code on the wall behind must not keep the screen from being cleared.
    const strange = () => {
      if (signal.aborted) return
      this.#lobby = { type: 'scan', wanted, trouble: 'no-number' }
      this.#hooks.changed()
    }
    const scanned = await this.#context.scan(signal, strange)
    switch (scanned?.kind) {
      case 'number':
        return this.#askBirthDate(this.#context.roster.findByNumber(scanned.digits), scanned.digits)
      case 'receipt':
        return this.#checkReceipt(scanned.text)
      case 'no-camera':
        return this.show({ type: 'scan', wanted, trouble: 'no-camera' })
      default:
        return
    }
  }

  // A pupil who is missing from the newest list has the own number; nobody else is to be tempted by the name.
  #offerNames(className: string): void {
    // Those who were recorded too: a name that is missing would tell the class of it.
    const pupils = this.#context.roster.pupilsOf(className).filter((one) => !one.notOnList)
    const sorted = pupils.toSorted((one, other) => (one.name.reveal() < other.name.reveal() ? -1 : 1))
    const names = sorted.map(({ pid, name }) => ({ pid, maskedName: maskName(name.reveal()) }))
    this.show({ type: 'name', names, page: 0 })
  }

  #askBirthDate(student: Student | undefined, asked: string): void {
    this.#asked = { student, asked }
    this.show({ type: 'birth-date' })
  }

  // Nothing about the owner of a number is said to a person who knows only the number, not even whether there is one.
  async #checkBirthDate(digits: string): Promise<void> {
    const { birthDates, log } = this.#context
    const { student, asked } = this.#asked ?? {}
    if (asked === undefined) return
    const said = student ? await birthDates.check(student, digits) : birthDates.checkUnknown(asked)
    // Counting takes a moment: they may have left meanwhile.
    if (this.#asked?.asked !== asked) return
    if (said === 'right' && student) return this.#giveTicket(student)
    if (said !== 'too-many') return this.show({ type: 'birth-date', trouble: 'wrong' })
    log('birth-date-guessed')
    this.show({ type: 'notice', why: 'too-many-dates' })
    this.#hooks.callHelp()
  }

  async #giveTicket(student: Student): Promise<void> {
    this.#owner = student.pid
    const today = this.#context.today()
    const why = whyNoTicket(student, this.#context.queue.value, today)
    if (why) return this.show({ type: 'notice', ...why })
    await this.#context.beginDay()
    const nowMs = this.#context.nowMs()
    let number = ''
    const given = await this.changeQueue((before) => {
      const { queue, ticket } = takeTicket(turnDay(before, today), student, nowMs)
      number = ticket.number
      const called = callNext(queue, nowMs)
      const wait = waitOf(called, number, nowMs)
      return wait ? recordQuote(called, number, { atMs: nowMs, ...wait }) : called
    })
    if (given) this.#showTicket(number, nowMs)
  }

  #showTicket(number: string, nowMs: number): void {
    const { schoolPage } = this.#context
    const queue = this.#context.queue.value
    const ahead = waitingTickets(queue).findIndex((ticket) => ticket.number === number)
    const wait = waitOf(queue, number, nowMs)
    const pageUrl = schoolPage && new URL(`antre?nomor=${number}`, schoolPage).href
    this.show({
      type: 'ticket',
      number,
      ahead: Math.max(0, ahead),
      ...(wait && { wait }),
      ...(pageUrl && { pageUrl }),
    })
  }

  async #checkReceipt(code: string): Promise<void> {
    const answer = await this.#context.receipts.check(code)
    this.show(answer.kind === 'mistyped' ? { type: 'code', mistyped: true } : { type: 'answer', answer })
  }

  async #callAgain(number: string): Promise<void> {
    if (!(await this.changeQueue((queue) => callAgain(queue, number, this.#context.nowMs())))) return
    const next = waitingTickets(this.#context.queue.value)[0]?.number
    if (next === undefined) return this.show({ type: 'idle' })
    this.show({ type: 'called', number: next, ...(next !== number && { sentBack: number }) })
    if (next === number) this.#hooks.calledAgain()
  }

  async #start(number: string): Promise<void> {
    const { queue, roster } = this.#context
    const ticket = startableTickets(queue.value).find((one) => one.number === number)
    if (!ticket || this.#hooks.isBusy()) return
    const student = roster.get(ticket.pid)
    if (!student) return this.#voidTicket(number)
    const why = this.#context.whyNot()
    if (why) return this.show({ type: 'notice', why })
    return this.#hooks.begin(ticket, student, this.#owner === student.pid)
  }

  // Its pupil went with a class list that was damaged, or taken back: only the number on the card can help.
  async #voidTicket(number: string): Promise<void> {
    if (await this.changeQueue((queue) => setTicket(queue, number, { state: 'done' })))
      this.show({ type: 'number', trouble: 'unknown' })
  }
}
