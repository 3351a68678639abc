import type { Enrolment } from '../../custody/crypto/device-list.ts'
import { documentBytes } from '../../custody/crypto/signed-document.ts'
import { callNext } from '../../school/queue/calling-order.ts'
import { callClass, setTicket } from '../../school/queue/queue-day.ts'
import type { PinGuard } from '../../service/provisioning/pin-guard.ts'
import type { Intent } from '../model/intent.ts'
import type { AttendantLobby, Lobby } from './lobby.ts'
import type { LobbyContext, LobbyPanel } from './lobby-context.ts'

/** The part of a kiosk that an attendant at its panel needs. */
export interface AttendantContext
  extends Pick<LobbyContext, 'clock' | 'log' | 'roster' | 'birthDates' | 'nowMs'> {
  readonly guard: PinGuard
  readonly today: () => string
  /** Erases the visit of a ticket whose owner has asked for that; false where the disk does not let it go now. */
  readonly eraseParked: (ticket: string) => Promise<boolean>
  /** An attendant vouches for the day; false for one that cannot be. */
  readonly vouchForDay: (day: string) => Promise<boolean>
  /** This box's request to be enrolled. */
  readonly enrolment: () => Promise<Enrolment>
}

/** Answers an attendant at the panel: a PIN first, then the order of the line. */
export class AttendantController {
  readonly #context: AttendantContext
  readonly #panel: LobbyPanel
  readonly #examine: () => void
  #chosen = ''

  constructor(context: AttendantContext, panel: LobbyPanel, examine: () => void) {
    this.#context = context
    this.#panel = panel
    this.#examine = examine
  }

  async answer(lobby: AttendantLobby, intent: Intent): Promise<void> {
    switch (intent.type) {
      case 'enter-pin':
        return lobby.type === 'new-pin' ? this.#choose(lobby, intent.digits) : this.#open(intent.digits)
      case 'erase-parked':
        return this.#erase(intent.ticket)
      case 'lift-guesses':
        await this.#context.birthDates.lift()
        this.#context.log('guesses-lifted')
        return this.#panel.show(this.#menu())
      case 'show-date':
        return this.#panel.show({ type: 'date', day: this.#context.today() })
      case 'say-yes':
        return lobby.type === 'date' ? this.#vouch(lobby.day) : undefined
      case 'say-no':
        return this.#panel.show({ type: 'enter-date' })
      case 'enter-date':
        return this.#vouch(dayOf(intent.digits))
      case 'offer-classes':
        return this.#panel.show({ type: 'call-class', classes: this.#context.roster.classes(), page: 0 })
      case 'offer-numbers':
        return this.#panel.show({ type: 'put-first', page: 0 })
      case 'turn-page':
        return 'page' in lobby ? this.#panel.show({ ...lobby, page: intent.page }) : undefined
      case 'show-enrolment':
        return this.#showEnrolment()
      case 'examine':
        return this.#examine()
      case 'call-class':
        return this.#change((queue) => callClass(queue, intent.className))
      case 'end-class':
        return this.#change((queue) => callClass(queue, undefined))
      case 'put-first':
        return this.#change((queue) => setTicket(queue, intent.ticket, { isUrgent: true }))
      case 'back':
        return this.#panel.show(lobby.type === 'pin' ? { type: 'idle' } : this.#menu())
      case 'go-on':
        return this.#panel.show({ type: 'idle' })
      default:
        return
    }
  }

  async #open(digits: string): Promise<void> {
    const { clock, log, guard } = this.#context
    const said = await guard.check(digits, clock.monotonicMs())
    log('attendant-pin', { said })
    // Hashing takes a moment: the attendant may have left meanwhile.
    if (this.#panel.lobby.type === 'pin')
      this.#panel.show(said === 'right' ? this.#menu() : { type: 'pin', trouble: said })
  }

  async #erase(ticket: string): Promise<void> {
    const isGone = await this.#context.eraseParked(ticket)
    this.#panel.show(isGone ? this.#menu() : { type: 'notice', why: 'not-erased' })
  }

  // Twice: a PIN mistyped once would lock its owner out.
  async #choose({ step }: Extract<AttendantLobby, { type: 'new-pin' }>, digits: string): Promise<void> {
    if (step === 'choose') {
      this.#chosen = digits
      return this.#panel.show({ type: 'new-pin', step: 'repeat' })
    }
    if (digits !== this.#chosen)
      return this.#panel.show({ type: 'new-pin', step: 'choose', trouble: 'differs' })
    this.#chosen = ''
    const saved = await this.#context.guard.choose(digits)
    this.#context.log('attendant-pin-chosen', { kept: saved.ok ? 'yes' : saved.fault.kind })
    this.#panel.show(saved.ok ? this.#menu() : { type: 'notice', why: 'disk-broken' })
  }

  async #vouch(day: string | undefined): Promise<void> {
    const isTaken = day !== undefined && (await this.#context.vouchForDay(day))
    this.#panel.show(isTaken ? this.#menu() : { type: 'enter-date', trouble: 'wrong' })
  }

  async #showEnrolment(): Promise<void> {
    const enrolment = await this.#context.enrolment()
    this.#panel.show({ type: 'enrolment', text: Buffer.from(documentBytes(enrolment)).toString() })
  }

  async #change(change: Parameters<LobbyPanel['changeQueue']>[0]): Promise<void> {
    if (await this.#panel.changeQueue((queue) => callNext(change(queue), this.#context.nowMs())))
      this.#panel.show(this.#menu())
  }

  #menu(): Lobby {
    const conflicts = this.#context.roster.all().filter(({ conflict }) => conflict !== undefined).length
    const { isAnyShutOut } = this.#context.birthDates
    return {
      type: 'attendant',
      ...(conflicts > 0 && { conflicts }),
      ...(isAnyShutOut && { isAnyShutOut: true }),
    }
  }
}

// The pad gives DDMMYYYY.
function dayOf(digits: string): string | undefined {
  const day = `${digits.slice(4)}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`
  const ms = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day ? undefined : day
}

/** Whether a lobby screen is an attendant's. */
export function isAttendants(lobby: Lobby): lobby is AttendantLobby {
  return [
    'pin',
    'new-pin',
    'attendant',
    'call-class',
    'put-first',
    'date',
    'enter-date',
    'enrolment',
  ].includes(lobby.type)
}
