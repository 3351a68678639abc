import type { ButtonName } from '../../hal/contract/buttons.ts'
import type { DiskFault } from '../../hal/contract/disk.ts'
import { logAgain } from '../core/log/log.ts'
import { schoolDay } from '../core/school-day.ts'
import type { DeviceIdentity } from '../custody/crypto/device-identity.ts'
import type { Stamp } from '../custody/packet/packet.ts'
import { createBatching } from '../exchange/policy/batching.ts'
import { type Forwarding, noForwarding } from '../exchange/policy/forwarding.ts'
import type { StickNotice } from '../exchange/stick/stick-notice.ts'
import { DisplaySettings } from '../interface/lobby/display-settings.ts'
import type { LobbyController } from '../interface/lobby/lobby-controller.ts'
import { createReceiptLookup, type ReceiptLookup } from '../interface/lobby/receipt-lookup.ts'
import type { Intent, IntentRequest } from '../interface/model/intent.ts'
import type { Screen } from '../interface/model/screen.ts'
import type { Language } from '../interface/model/settings.ts'
import type { PanelDraft } from '../interface/screens/adjust.ts'
import { createPanelFeed, type PanelFeed } from '../interface/screens/panel-feed.ts'
import { createFrameHub, type FrameHub } from '../recording/capture/frame-hub.ts'
import {
  createScannerConnection,
  type ScannerConnection,
  withOpenDeadline,
} from '../recording/capture/scanner-connection.ts'
import { FaceWatch } from '../recording/face/face-watch.ts'
import { watchedCamera } from '../recording/runtime/watched-camera.ts'
import { isVisitIntent } from '../recording/visit/visit-intent.ts'
import type { VisitEnd } from '../recording/visit/visit-state.ts'
import { callNext, waitingTickets } from '../school/queue/calling-order.ts'
import type { Ticket } from '../school/queue/queue-day.ts'
import { BirthDateGuard } from '../school/roster/birth-date-guard.ts'
import type { Student } from '../school/roster/student.ts'
import type { Site } from '../service/provisioning/site.ts'
import { type ActiveVisit, heedConsent, noticeOf, pictureName, queueAfter } from './active-visit.ts'
import { lastVouchedDay } from './begin-service-day.ts'
import { beginVisit } from './begin-visit.ts'
import { type CuePlayer, createCuePlayer } from './cue-player.ts'
import type { KioskParts } from './kiosk-parts.ts'
import type { KioskStores } from './kiosk-stores.ts'
import { openLobby } from './open-lobby.ts'
import { type StaffNotice, screenNow } from './screen-now.ts'
import { Speaker } from './speaker.ts'

/** The whole kiosk: a lobby where tickets are taken, and at most one visit. */
export class Kiosk {
  readonly parts: KioskParts
  readonly site: Site
  readonly identity: DeviceIdentity
  readonly stores: KioskStores
  readonly frames: FrameHub = createFrameHub()
  readonly scanner: ScannerConnection
  readonly faceWatch: FaceWatch
  readonly stamp: () => Stamp
  readonly batching: ReturnType<typeof createBatching>
  readonly receipts: ReceiptLookup
  readonly birthDates: BirthDateGuard
  /** Reads aloud, and calls numbers. */
  readonly speaker: Speaker
  /** The state of the sticks in the box; nothing when there are none. */
  stick: StickNotice | undefined
  /** The last report of the sender. */
  forwarding: Forwarding = noForwarding
  readonly #feed: PanelFeed
  readonly #cues: CuePlayer
  readonly #lobby: LobbyController
  readonly #settings: DisplaySettings
  #serving: ActiveVisit | undefined
  #beginningSinceMs: number | undefined
  #notice: StaffNotice | undefined
  #faceCheckMissed = false

  constructor(parts: KioskParts, site: Site, identity: DeviceIdentity, stores: KioskStores) {
    this.parts = { ...parts, camera: watchedCamera(parts.camera, parts.log) }
    this.site = site
    this.identity = identity
    this.stores = stores
    this.scanner = createScannerConnection(withOpenDeadline(parts.clock, parts.openScanner))
    const { clock, faces } = parts
    this.faceWatch = new FaceWatch({
      clock,
      faces,
      lost: (kind) => this.#missFaceCheck(kind),
      dark: () => parts.log('photo-dim'),
    })
    this.stamp = stores.stamp
    this.birthDates = new BirthDateGuard(stores.guesses, () => lastVouchedDay(stores.spool))
    this.batching = createBatching(stores.spool, parts.clock, this.stamp, site.batch)
    this.receipts = createReceiptLookup({
      own: { device: identity.device, publicKey: identity.key.publicKey },
      disk: parts.disk,
      entries: stores.spool.journal.entries,
      neighbours: stores.neighbours,
      carried: stores.carried,
      statuses: () => stores.news.value.status?.statuses,
    })
    this.#cues = createCuePlayer(parts.indicator)
    this.speaker = new Speaker(parts.voice, parts.log)
    this.#settings = new DisplaySettings(parts.clock, () => this.#forgetWhoLeft())
    this.#lobby = openLobby(this, {
      changed: () => this.#show(),
      calledAgain: () => this.#callAgain(),
      left: () => this.#forget(),
      callHelp: () => this.callHelp(),
      isBusy: () => this.busy,
      begin: (...of) => this.#begin(...of),
    })
    this.#feed = createPanelFeed(this.#draft())
    parts.buttons.onPress((button) => this.#press(button))
    stores.roster.onSaved(() => heedConsent(this.#serving, stores.roster))
    for (const trouble of stores.troubles) logAgain(parts.log, trouble)
    stores.pending.onRefusal = ({ kind }) => parts.log('roster-not-saved', { fault: kind })
  }

  get screen(): Screen {
    return this.#feed.screen
  }

  /** Whether a student is at the panel: work that can wait does. */
  get busy(): boolean {
    return this.#serving !== undefined || this.#beginningSinceMs !== undefined
  }

  /** See `VisitRunner.workingSinceMs`; opening a visit is such work too. */
  get workingSinceMs(): number | undefined {
    return this.#serving?.runner.workingSinceMs ?? this.#beginningSinceMs
  }

  get language(): Language {
    return this.#settings.settings.language
  }

  subscribe(listener: (screen: Screen) => void): () => void {
    return this.#feed.subscribe(listener)
  }

  /** A photo that waits for approval, for the one address shown on the screen. */
  picture(token: string): Uint8Array | undefined {
    const serving = this.#serving
    return serving?.runner.photos.find((_, at) => token === pictureName(serving, at))
  }

  /** A tap. Refused (`false`) unless it answers the screen that is showing now. */
  request({ screen, intent }: IntentRequest): boolean {
    if (!this.#feed.offers(screen, intent)) return false
    if (this.#settings.answer(intent, this.#screenKey)) this.#silence(intent)
    else {
      this.#notice = undefined
      const visit = this.#serving?.runner
      if (!visit) void this.#lobby.answer(intent)
      else if (isVisitIntent(intent)) visit.send(intent)
    }
    this.#show()
    return true
  }

  async stop(): Promise<void> {
    this.#lobby.rest()
    this.#settings.rest()
    this.speaker.stopSpeaking()
    await this.#serving?.runner.stop()
    await this.scanner.close()
    await this.parts.camera.close()
    this.parts.indicator.close()
    this.parts.buttons.close()
  }

  #draft(): PanelDraft {
    const view = {
      language: this.language,
      stick: this.stick,
      hasStaffMenu: this.site.attendantPin !== undefined,
    }
    const queue = this.stores.queue.value
    const draft = screenNow(this.#lobby.lobby, this.#serving, queue, view, this.#notice)
    return this.#settings.applySettings(draft, this.#screenKey)
  }

  // The part that has to change before settings that cover it give way.
  get #screenKey(): string {
    const visit = this.#serving?.runner.state
    if (!visit) return this.#lobby.lobby.type
    const { stage, question } = visit
    const step = 'step' in stage ? stage.step : ''
    return JSON.stringify([stage.type, step, 'position' in stage && stage.position, question])
  }

  // Asked to read, it reads the screen that is shown already.
  #silence(intent: Intent): void {
    if (intent.type === 'mute' || intent.type === 'read-aloud' || intent.type === 'choose-volume')
      this.speaker.stopSpeaking()
  }

  #forget(): void {
    if (this.#settings.settings.aloud) this.speaker.stopSpeaking()
    this.#settings.forget()
  }

  // Elsewhere lobby and visit have clocks of their own.
  #forgetWhoLeft(): void {
    if (this.busy || this.#lobby.lobby.type !== 'idle') return
    this.#forget()
    this.#show()
  }

  #show(): void {
    const draft = this.#draft()
    this.#feed.show(draft)
    this.speaker.follow(draft, this.#settings.settings)
    const called = waitingTickets(this.stores.queue.value)[0]?.number
    const news = this.#cues.follow(this.#lobby.lobby, this.#serving?.runner.state, called, this.stick)
    if (news !== undefined) this.speaker.call(news, this.language)
  }

  // By sign and by voice, to the whole room.
  #callAgain(): void {
    this.#cues.repeat()
    const called = waitingTickets(this.stores.queue.value)[0]?.number
    if (called !== undefined) this.speaker.call(called, this.language)
  }

  // The lobby has seen that this kiosk may record.
  async #begin(ticket: Ticket, student: Student, isOwnerHere: boolean): Promise<void> {
    this.#beginningSinceMs = this.parts.clock.monotonicMs()
    const begun = await beginVisit(
      this,
      ticket,
      student,
      isOwnerHere,
      () => this.#show(),
      (end, unsaved) => void this.#finish(ticket, end, unsaved),
    )
    this.#beginningSinceMs = undefined
    if (!begun.ok)
      return this.#lobby.show({ type: 'notice', why: begun.fault === 'full' ? 'disk-full' : 'disk-broken' })
    this.#lobby.rest()
    this.#serving = begun.value
    this.#show()
    heedConsent(begun.value, this.stores.roster)
  }

  async #finish({ number, pid }: Ticket, end: VisitEnd, unsaved: DiskFault | undefined): Promise<void> {
    this.#serving = undefined
    const { roster, pending } = this.stores
    // Only a student who was kept reads "recorded" later: an erased visit leaves its owner free to come back.
    if (end.kind === 'kept') await pending.save(() => roster.markRecorded(pid))
    await this.#lobby.followQueue((queue) => callNext(queueAfter(queue, number, end), this.nowMs()))
    this.parts.log('visit-ended', {
      kind: end.kind,
      reason: 'reason' in end ? end.reason : undefined,
    })
    if (unsaved) this.parts.log('visit-end-not-saved', { kind: end.kind, fault: unsaved.kind })
    if (end.kind === 'kept') {
      const checked = await this.batching.check()
      if (!checked.ok) this.parts.log('batch-not-closed', { fault: checked.fault.kind })
      return this.#lobby.show({ type: 'idle' })
    }
    // Declined pieces must not be said to be gone before they are.
    this.#lobby.show({ type: 'notice', why: noticeOf(end, unsaved) })
  }

  /** A student pressed the help button or asked on the screen. */
  callHelp(): void {
    this.parts.log('help-called')
    this.#tellStaff('helpCalled')
  }

  // The power button is handled by the code that runs the kiosk.
  #press(button: ButtonName): void {
    if (button === 'help' && !this.#lobby.takesPress()) this.callHelp()
    if (button !== 'tamper') return
    this.parts.log('case-opened')
    this.#tellStaff('caseOpened')
  }

  #tellStaff(notice: StaffNotice): void {
    this.#notice = notice
    this.#show()
    this.#cues.help()
  }

  // Once is enough for the technician; the packets tell of each visit.
  #missFaceCheck(kind: 'absent' | 'slow'): void {
    if (!this.#faceCheckMissed) this.parts.log('face-check-missing', { kind })
    this.#faceCheckMissed = true
  }

  showStick(notice: StickNotice | undefined): void {
    this.stick = notice
    this.#show()
  }

  /** The kiosk's best idea of the time, in milliseconds since 1970. */
  readonly nowMs = (): number => this.stores.time.now().wallMs

  readonly today = (): string => schoolDay(this.nowMs(), this.site.zone)
}
