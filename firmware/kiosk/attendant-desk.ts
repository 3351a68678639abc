import { callNext } from '../queue/calling-order.ts'
import type { AttendantLobby, Lobby } from '../queue/lobby.ts'
import { callClass, setTicket } from '../queue/queue-day.ts'
import type { Intent } from '../screen/model/intent.ts'
import { documentBytes } from '../seal/signed-document.ts'
import { PinGuard } from '../staff/pin-guard.ts'
import { enrolmentHere } from './enrolment-here.ts'
import type { Kiosk } from './kiosk.ts'
import type { LobbyDesk } from './lobby-desk.ts'

/** Answers an attendant at the panel: a PIN first, then who comes first. */
export class AttendantDesk {
  readonly #kiosk: Kiosk
  readonly #desk: LobbyDesk
  readonly #guard: PinGuard | undefined

  constructor(kiosk: Kiosk, desk: LobbyDesk) {
    this.#kiosk = kiosk
    this.#desk = desk
    this.#guard = kiosk.site.attendantPin && new PinGuard(kiosk.site.attendantPin)
  }

  async answer(lobby: AttendantLobby, intent: Intent): Promise<void> {
    switch (intent.do) {
      case 'enter-pin':
        return this.#open(intent.digits)
      case 'offer-classes':
        return this.#desk.show({ at: 'call-class', classes: this.#kiosk.stores.roster.classes(), page: 0 })
      case 'offer-numbers':
        return this.#desk.show({ at: 'put-first', page: 0 })
      case 'turn-page':
        return 'page' in lobby ? this.#desk.show({ ...lobby, page: intent.page }) : undefined
      case 'show-enrolment':
        return this.#showEnrolment()
      case 'examine':
        return this.#desk.examine()
      case 'call-class':
        return this.#change((queue) => callClass(queue, intent.className))
      case 'end-class':
        return this.#change((queue) => callClass(queue, undefined))
      case 'put-first':
        return this.#change((queue) => setTicket(queue, intent.ticket, { isUrgent: true }))
      case 'back':
        return this.#desk.show(lobby.at === 'pin' ? { at: 'idle' } : menu)
      case 'go-on':
        return this.#desk.show({ at: 'idle' })
      default:
        return
    }
  }

  async #open(digits: string): Promise<void> {
    const { clock, log } = this.#kiosk.parts
    const said = (await this.#guard?.check(digits, clock.monotonicMs())) ?? 'wrong'
    log('attendant-pin', { said })
    // Hashing takes a moment: somebody may have left meanwhile.
    if (this.#desk.lobby.at === 'pin') this.#desk.show(said === 'right' ? menu : { at: 'pin', trouble: said })
  }

  async #showEnrolment(): Promise<void> {
    const { parts, identity, site } = this.#kiosk
    const enrolment = await enrolmentHere(parts.disk, identity, site.school, site.replaces)
    this.#desk.show({ at: 'enrolment', text: Buffer.from(documentBytes(enrolment)).toString() })
  }

  async #change(change: Parameters<LobbyDesk['changeQueue']>[0]): Promise<void> {
    if (await this.#desk.changeQueue((queue) => callNext(change(queue), this.#kiosk.nowMs())))
      this.#desk.show(menu)
  }
}

const menu: Lobby = { at: 'attendant' }

/** Whether a lobby screen is an attendant's. */
export function isAttendants(lobby: Lobby): lobby is AttendantLobby {
  return ['pin', 'attendant', 'call-class', 'put-first', 'enrolment'].includes(lobby.at)
}
