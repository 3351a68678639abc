import { type Lobby, lobbyDelays, type OutOfService } from '../queue/lobby.ts'
import {
  callAgain,
  type QueueDay,
  setTicket,
  startableTickets,
  takeTicket,
  turnDay,
  waitingTickets,
} from '../queue/queue-day.ts'
import type { Intent } from '../screen/model/intent.ts'
import { beginServiceDay } from './begin-service-day.ts'
import type { Kiosk } from './kiosk.ts'
import { whyNotKeeping, whyNotRecording } from './why-not-recording.ts'

/** What the lobby asks of the kiosk around it. */
export interface LobbyHooks {
  /** The lobby looks different now. */
  readonly changed: () => void
  /** The idle screen stands again: nothing of whoever was here may be left. */
  readonly left: () => void
}

/** Answers whoever stands at the panel while nobody is being recorded. */
export class LobbyDesk {
  readonly #kiosk: Kiosk
  readonly #hooks: LobbyHooks
  #lobby: Lobby = { at: 'idle' }
  #timer = new AbortController()

  constructor(kiosk: Kiosk, hooks: LobbyHooks) {
    this.#kiosk = kiosk
    this.#hooks = hooks
  }

  get lobby(): Lobby {
    return this.#lobby
  }

  /** Shows a lobby screen until somebody touches it, or its time is over. */
  show(lobby: Lobby): void {
    this.#lobby = lobby
    this.rest()
    if (lobby.at === 'idle') this.#hooks.left()
    else this.#clearLater(lobbyDelays[lobby.at])
    this.#hooks.changed()
  }

  /** Stops the clock of the screen that stands: a visit covers it, or the kiosk goes down. */
  rest(): void {
    this.#timer.abort()
  }

  async answer(intent: Intent): Promise<void> {
    switch (intent.do) {
      case 'take-ticket':
        return this.#offerNumber()
      case 'enter-number':
        return this.#giveTicket(intent.digits)
      case 'start-ticket':
        return this.#start(intent.ticket)
      case 'call-again':
        return this.#callAgain(intent.ticket)
      case 'check-receipt':
        return this.show({ at: 'code' })
      case 'enter-code':
        return this.#checkReceipt(intent.code)
      case 'call-help':
        return this.#kiosk.callHelp()
      case 'back':
      case 'go-on':
        return this.show({ at: 'idle' })
      default:
        return
    }
  }

  /** Changes the day's queue durably; a disk that refuses is told to whoever stands here. */
  async changeQueue(change: (queue: QueueDay) => QueueDay): Promise<boolean> {
    const saved = await this.#kiosk.stores.queue.update(change)
    if (saved.ok) return true
    this.#kiosk.parts.log('error', 'queue-not-saved', { fault: saved.fault.kind })
    this.show({ at: 'farewell', why: saved.fault.kind === 'full' ? 'disk-full' : 'disk-broken' })
    return false
  }

  #clearLater(ms: number): void {
    const alarm = new AbortController()
    this.#timer = alarm
    void this.#kiosk.parts.clock.sleep(ms, alarm.signal).then(() => {
      if (!alarm.signal.aborted) this.show({ at: 'idle' })
    })
  }

  #whyNot(): OutOfService | undefined {
    const { stores, identity, parts, site } = this.#kiosk
    const said = whyNotRecording(stores.keys.list, identity.device, parts.software)
    if (said !== undefined || stores.keys.lost !== undefined) return said ?? 'keys-lost'
    return whyNotKeeping(parts.facts.freeBytes(), site.reserveMegabytes)
  }

  // Said before anybody waits in line for nothing.
  #offerNumber(): void {
    const why = this.#whyNot()
    this.show(why ? { at: 'farewell', why } : { at: 'number' })
  }

  async #giveTicket(digits: string): Promise<void> {
    const kiosk = this.#kiosk
    const student = kiosk.stores.roster.findByNumber(digits)
    if (!student) return this.show({ at: 'number', trouble: 'unknown' })
    if (student.recorded) return this.show({ at: 'number', trouble: 'recorded' })
    await beginServiceDay(kiosk)
    const take = (queue: QueueDay) => takeTicket(turnDay(queue, kiosk.today()), student.pid)
    if (!(await this.changeQueue((queue) => take(queue).queue))) return
    const { queue, ticket } = take(kiosk.stores.queue.value)
    const ahead = waitingTickets(queue).findIndex(({ number }) => number === ticket.number)
    this.show({ at: 'ticket', number: ticket.number, ahead: Math.max(0, ahead) })
  }

  async #checkReceipt(code: string): Promise<void> {
    const answer = await this.#kiosk.receipts.check(code)
    this.show(answer.kind === 'mistyped' ? { at: 'code', mistyped: true } : { at: 'answer', answer })
  }

  async #callAgain(number: string): Promise<void> {
    if (!(await this.changeQueue((queue) => callAgain(queue, number)))) return
    const next = waitingTickets(this.#kiosk.stores.queue.value)[0]?.number
    if (next === undefined) return this.show({ at: 'idle' })
    this.show({ at: 'called', number: next, ...(next !== number && { sentBack: number }) })
  }

  async #start(number: string): Promise<void> {
    const { queue, roster } = this.#kiosk.stores
    const ticket = startableTickets(queue.value).find((one) => one.number === number)
    if (!ticket || this.#kiosk.busy) return
    const student = roster.get(ticket.pid)
    if (!student) return this.#voidTicket(number)
    const why = this.#whyNot()
    if (why) return this.show({ at: 'farewell', why })
    return this.#kiosk.begin(ticket, student)
  }

  // Its pupil went with a class list that was damaged, or taken back: only the number on the card can help.
  async #voidTicket(number: string): Promise<void> {
    if (await this.changeQueue((queue) => setTicket(queue, number, { state: 'done' })))
      this.show({ at: 'number', trouble: 'unknown' })
  }
}
