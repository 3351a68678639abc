import type { DiskFault } from '../../hal/contract/disk.ts'
import { ok } from '../../hal/contract/result.ts'
import { schoolDay } from '../base/school-day.ts'
import { createFrameHub, type FrameHub } from '../capture/frame-hub.ts'
import { createScannerDesk, type ScannerDesk, withOpenDeadline } from '../capture/scanner-desk.ts'
import { type Lobby, lobbyDelays, type OutOfService } from '../queue/lobby.ts'
import {
  callAgain,
  type QueueDay,
  setTicket,
  startableTickets,
  type Ticket,
  takeTicket,
  turnDay,
  waitingTickets,
} from '../queue/queue-day.ts'
import type { StickNotice } from '../queue/stick-notice.ts'
import type { Stamp } from '../record/packet.ts'
import type { Intent, IntentRequest, Language } from '../screen/model/intent.ts'
import type { Screen } from '../screen/model/screen.ts'
import type { DeviceIdentity } from '../seal/device-identity.ts'
import { type Forwarding, noForwarding } from '../uplink/forwarding.ts'
import type { VisitEnd } from '../visit/visit-state.ts'
import { createBatching } from './batching.ts'
import { beginServiceDay } from './begin-service-day.ts'
import { beginVisit } from './begin-visit.ts'
import { type CuePlayer, createCuePlayer } from './cue-player.ts'
import type { KioskParts } from './kiosk-parts.ts'
import type { KioskStores } from './kiosk-stores.ts'
import { createPanelFeed, type PanelFeed } from './panel-feed.ts'
import { createReceiptDesk, type ReceiptDesk } from './receipt-desk.ts'
import { screenNow } from './screen-now.ts'
import type { Serving } from './serving.ts'
import type { Site } from './site.ts'
import { whyNotKeeping, whyNotRecording } from './why-not-recording.ts'

/** The whole kiosk: a lobby where tickets are taken, and at most one visit. */
export class Kiosk {
  readonly parts: KioskParts
  readonly site: Site
  readonly identity: DeviceIdentity
  readonly stores: KioskStores
  readonly frames: FrameHub = createFrameHub()
  readonly scanner: ScannerDesk
  readonly stamp: () => Stamp
  readonly batching: ReturnType<typeof createBatching>
  readonly receipts: ReceiptDesk
  /** How it stands with the sticks in the box; nothing when there are none. */
  stick: StickNotice | undefined
  /** What the sender last told. */
  forwarding: Forwarding = noForwarding
  readonly #feed: PanelFeed
  readonly #cues: CuePlayer
  #lobby: Lobby = { at: 'idle' }
  #serving: Serving | undefined
  #beginning = false
  #helpCalled = false
  #language: Language = 'id'
  #lobbyTimer = new AbortController()

  constructor(parts: KioskParts, site: Site, identity: DeviceIdentity, stores: KioskStores) {
    this.parts = parts
    this.site = site
    this.identity = identity
    this.stores = stores
    this.scanner = createScannerDesk(withOpenDeadline(parts.clock, parts.openScanner))
    this.stamp = stores.stamp
    this.batching = createBatching(stores.spool, parts.clock, this.stamp, site.batch)
    this.receipts = createReceiptDesk({
      own: { device: identity.device, publicKey: identity.key.publicKey },
      disk: parts.disk,
      entries: stores.spool.journal.entries,
      neighbours: stores.neighbours,
      carried: stores.carried,
      statuses: () => stores.news.value.status?.statuses,
    })
    this.#cues = createCuePlayer(parts.indicator)
    this.#feed = createPanelFeed(this.#draft())
    parts.buttons.onPress(() => this.callHelp())
    for (const { event, facts } of stores.troubles) parts.log('error', event, facts)
  }

  get screen(): Screen {
    return this.#feed.screen
  }

  /** Whether somebody is at the panel: what can wait does. */
  get busy(): boolean {
    return this.#serving !== undefined || this.#beginning
  }

  get language(): Language {
    return this.#language
  }

  subscribe(listener: (screen: Screen) => void): () => void {
    return this.#feed.subscribe(listener)
  }

  /** The photo that waits for approval, for the one address shown on the screen. */
  picture(token: string): Uint8Array | undefined {
    const serving = this.#serving
    return token === `${serving?.pictureToken}-${serving?.runner.photoNumber}`
      ? serving?.runner.photo
      : undefined
  }

  /** A tap. Refused (`false`) unless it answers the screen that is showing now. */
  request({ screen, intent }: IntentRequest): boolean {
    if (!this.#feed.offers(screen, intent)) return false
    this.#helpCalled = false
    if (intent.do === 'choose-language') this.#language = intent.language
    else if (this.#serving) this.#serving.runner.send(intent)
    else void this.#inLobby(intent)
    this.#show()
    return true
  }

  async stop(): Promise<void> {
    this.#lobbyTimer.abort()
    await this.#serving?.runner.stop()
    await this.scanner.close()
    await this.parts.camera.close()
    this.parts.indicator.close()
    this.parts.buttons.close()
  }

  #draft(): ReturnType<typeof screenNow> {
    const queue = this.stores.queue.value
    return screenNow(this.#lobby, this.#serving, queue, this.#language, this.#helpCalled, this.stick)
  }

  #show(): void {
    this.#feed.show(this.#draft())
    this.#cues.follow(this.#lobby, this.#serving?.runner.state, this.stick)
  }

  #setLobby(lobby: Lobby): void {
    this.#lobby = lobby
    this.#lobbyTimer.abort()
    if (lobby.at === 'idle') {
      this.#language = 'id'
      return this.#show()
    }
    const alarm = new AbortController()
    this.#lobbyTimer = alarm
    void this.parts.clock.sleep(lobbyDelays[lobby.at], alarm.signal).then(() => {
      if (!alarm.signal.aborted) this.#setLobby({ at: 'idle' })
    })
    this.#show()
  }

  async #inLobby(intent: Intent): Promise<void> {
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
        return this.#setLobby({ at: 'code' })
      case 'enter-code':
        return this.#checkReceipt(intent.code)
      case 'call-help':
        return this.callHelp()
      case 'back':
      case 'go-on':
        return this.#setLobby({ at: 'idle' })
      default:
        return
    }
  }

  #whyNot(): OutOfService | undefined {
    const { keys } = this.stores
    const said = whyNotRecording(keys.list, this.identity.device, this.parts.software)
    if (said !== undefined || keys.lost !== undefined) return said ?? 'keys-lost'
    return whyNotKeeping(this.parts.facts.freeBytes(), this.site.reserveMegabytes)
  }

  // Said before anybody waits in line for nothing.
  #offerNumber(): void {
    const why = this.#whyNot()
    this.#setLobby(why ? { at: 'farewell', why } : { at: 'number' })
  }

  async #giveTicket(digits: string): Promise<void> {
    const student = this.stores.roster.findByNumber(digits)
    if (!student) return this.#setLobby({ at: 'number', trouble: 'unknown' })
    if (student.recorded) return this.#setLobby({ at: 'number', trouble: 'recorded' })
    await beginServiceDay(this)
    const take = (queue: QueueDay) => takeTicket(turnDay(queue, this.today()), student.pid)
    if (!(await this.#changeQueue((queue) => take(queue).queue))) return
    const { queue, ticket } = take(this.stores.queue.value)
    const ahead = waitingTickets(queue).findIndex(({ number }) => number === ticket.number)
    this.#setLobby({ at: 'ticket', number: ticket.number, ahead: Math.max(0, ahead) })
  }

  async #checkReceipt(code: string): Promise<void> {
    const answer = await this.receipts.check(code)
    this.#setLobby(answer.kind === 'mistyped' ? { at: 'code', mistyped: true } : { at: 'answer', answer })
  }

  async #callAgain(number: string): Promise<void> {
    if (!(await this.#changeQueue((queue) => callAgain(queue, number)))) return
    const next = waitingTickets(this.stores.queue.value)[0]?.number
    if (next === undefined) return this.#setLobby({ at: 'idle' })
    this.#setLobby({ at: 'called', number: next, ...(next !== number && { sentBack: number }) })
  }

  async #start(number: string): Promise<void> {
    const { queue, roster } = this.stores
    const ticket = startableTickets(queue.value).find((one) => one.number === number)
    const student = ticket && roster.get(ticket.pid)
    if (!ticket || this.#beginning || this.#serving) return
    if (!student) return this.#voidTicket(number)
    const why = this.#whyNot()
    if (why) return this.#setLobby({ at: 'farewell', why })
    this.#beginning = true
    const begun = await beginVisit(
      this,
      ticket,
      student,
      () => this.#show(),
      (end, unsaved) => void this.#finish(ticket, end, unsaved),
    )
    this.#beginning = false
    if (!begun.ok)
      return this.#setLobby({ at: 'farewell', why: begun.fault === 'full' ? 'disk-full' : 'disk-broken' })
    this.#lobbyTimer.abort()
    this.#serving = begun.value
    this.#show()
  }

  // Its pupil went with a class list that was damaged, or taken back: only the number on the card can help.
  async #voidTicket(number: string): Promise<void> {
    if (await this.#changeQueue((queue) => setTicket(queue, number, { state: 'done' })))
      this.#setLobby({ at: 'number', trouble: 'unknown' })
  }

  async #finish({ number, pid }: Ticket, end: VisitEnd, unsaved: DiskFault | undefined): Promise<void> {
    this.#serving = undefined
    const { roster } = this.stores
    // Only who was kept is told "recorded" later: an erased visit leaves its owner free to come back.
    const marked = end.kind === 'kept' ? await roster.markRecorded(pid) : ok()
    if (!marked.ok) this.parts.log('error', 'roster-not-saved', { fault: marked.fault.kind })
    await this.#changeQueue((queue) =>
      setTicket(queue, number, { state: end.kind === 'parked' ? 'parked' : 'done' }),
    )
    this.parts.log('info', 'visit-ended', {
      kind: end.kind,
      reason: 'reason' in end ? end.reason : undefined,
    })
    if (unsaved) this.parts.log('error', 'visit-end-not-saved', { kind: end.kind, fault: unsaved.kind })
    if (end.kind === 'kept') {
      const checked = await this.batching.check()
      if (!checked.ok) this.parts.log('error', 'batch-not-closed', { fault: checked.fault.kind })
      return this.#setLobby({ at: 'idle' })
    }
    // What was declined must not be said to be gone before it is.
    const why =
      unsaved && end.kind === 'erased' ? 'not-erased' : end.kind === 'parked' ? 'parked' : end.reason
    this.#setLobby({ at: 'farewell', why })
  }

  async #changeQueue(change: (queue: QueueDay) => QueueDay): Promise<boolean> {
    const saved = await this.stores.queue.update(change)
    if (saved.ok) return true
    this.parts.log('error', 'queue-not-saved', { fault: saved.fault.kind })
    this.#setLobby({ at: 'farewell', why: saved.fault.kind === 'full' ? 'disk-full' : 'disk-broken' })
    return false
  }

  /** Somebody pressed the help button or asked on the screen. */
  callHelp(): void {
    this.parts.log('info', 'help-called')
    this.#helpCalled = true
    this.#show()
    this.#cues.help()
  }

  showStick(notice: StickNotice | undefined): void {
    this.stick = notice
    this.#show()
  }

  today(): string {
    return schoolDay(this.stores.time.now().wallMs, this.site.zone)
  }
}
