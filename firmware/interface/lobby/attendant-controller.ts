import type { Enrolment } from '../../custody/crypto/device-list.ts'
import { documentBytes } from '../../custody/crypto/signed-document.ts'
import { callNext } from '../../school/queue/calling-order.ts'
import { callClass, setTicket } from '../../school/queue/queue-day.ts'
import { type Pin, PinGuard } from '../../service/provisioning/pin-guard.ts'
import type { Intent } from '../model/intent.ts'
import type { AttendantLobby, Lobby } from './lobby.ts'
import type { LobbyContext, LobbyPanel } from './lobby-context.ts'

/** The part of a kiosk that an attendant at its panel needs. */
export interface AttendantContext extends Pick<LobbyContext, 'clock' | 'log' | 'roster' | 'nowMs'> {
  /** Absent where there is no menu for attendants. */
  readonly pin: Pin | undefined
  /** This box's request to be enrolled. */
  readonly enrolment: () => Promise<Enrolment>
}

/** Answers an attendant at the panel: a PIN first, then the order of the line. */
export class AttendantController {
  readonly #context: AttendantContext
  readonly #panel: LobbyPanel
  readonly #examine: () => void
  readonly #guard: PinGuard | undefined

  constructor(context: AttendantContext, panel: LobbyPanel, examine: () => void) {
    this.#context = context
    this.#panel = panel
    this.#examine = examine
    this.#guard = context.pin && new PinGuard(context.pin)
  }

  async answer(lobby: AttendantLobby, intent: Intent): Promise<void> {
    switch (intent.type) {
      case 'enter-pin':
        return this.#open(intent.digits)
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
    const { clock, log } = this.#context
    const said = (await this.#guard?.check(digits, clock.monotonicMs())) ?? 'wrong'
    log('attendant-pin', { said })
    // Hashing takes a moment: the attendant may have left meanwhile.
    if (this.#panel.lobby.type === 'pin')
      this.#panel.show(said === 'right' ? this.#menu() : { type: 'pin', trouble: said })
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
    return { type: 'attendant', ...(conflicts > 0 && { conflicts }) }
  }
}

/** Whether a lobby screen is an attendant's. */
export function isAttendants(lobby: Lobby): lobby is AttendantLobby {
  return ['pin', 'attendant', 'call-class', 'put-first', 'enrolment'].includes(lobby.type)
}
