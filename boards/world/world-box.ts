import { createLog } from '../../firmware/core/log/log.ts'
import { rereading } from '../../firmware/core/rereading.ts'
import { schoolDay } from '../../firmware/core/school-day.ts'
import type { DeviceIdentity } from '../../firmware/custody/crypto/device-identity.ts'
import { runSticks } from '../../firmware/exchange/stick/run-sticks.ts'
import { Kiosk } from '../../firmware/kiosk/kiosk.ts'
import { openStores } from '../../firmware/kiosk/kiosk-stores.ts'
import { runForwarding } from '../../firmware/kiosk/run-forwarding.ts'
import { stickContext } from '../../firmware/kiosk/stick-context.ts'
import { importRoster } from '../../firmware/school/roster/import-roster.ts'
import type { Site } from '../../firmware/service/provisioning/site.ts'
import { runUpkeep } from '../../firmware/service/upkeep/run-upkeep.ts'
import { unknownFacts } from '../../hal/contract/board-facts.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import type { DiskFault } from '../../hal/contract/disk.ts'
import type { Entropy } from '../../hal/contract/entropy.ts'
import type { Http } from '../../hal/contract/http.ts'
import { unknownLink } from '../../hal/contract/link-status.ts'
import { ok } from '../../hal/contract/result.ts'
import type { Panel } from '../../sim/actor/panel.ts'
import { type DiskCall, hookDisk } from '../../sim/disk/hooked-disk.ts'
import { FaceFinderTwin } from '../../sim/face/face-finder-twin.ts'
import type { StickTwin } from '../../sim/usb/stick-twin.ts'
import { UsbTwin } from '../../sim/usb/usb-twin.ts'
import { VoiceTwin } from '../../sim/voice/voice-twin.ts'
import type { Box, Files } from '../../sim/world/box.ts'
import type { CameraHand } from '../../sim/world/camera-hand.ts'
import type { CardMishap, ReadMedium, RotPlace } from '../../sim/world/plan.ts'
import { CardTrouble } from './card-trouble.ts'
import { type PlantedBug, plantInDisk, plantInSpool } from './planted-bug.ts'
import { ReadTrouble } from './read-trouble.ts'
import { rotFile, type WorldDisk } from './rot-file.ts'
import { Supply } from './supply.ts'
import type { WorldScanner } from './world-scanner.ts'

export interface BoxParts {
  readonly clock: Clock
  readonly entropy: Entropy
  readonly disk: WorldDisk
  readonly http: Http
  readonly scanner: WorldScanner
  readonly camera: CameraHand
  readonly site: Site
  readonly identity: DeviceIdentity
  readonly classList: string
  readonly stick: StickTwin
  /** A mistake for the world to find. */
  readonly bug?: PlantedBug | undefined
}

/** The real firmware in a box without a case: it runs on whatever it is handed, until the plug is pulled. */
export class WorldBox implements Box {
  readonly #parts: BoxParts
  readonly #supply: Supply
  readonly #cardTrouble = new CardTrouble()
  readonly #readTrouble = { card: new ReadTrouble(), stick: new ReadTrouble() }
  readonly #log: string[] = []
  #kiosk: Kiosk | undefined
  #daysOff = 0
  #usb = new UsbTwin()
  #stickIsIn = false

  constructor(parts: BoxParts) {
    this.#parts = parts
    this.#supply = new Supply(() => {
      this.#kiosk = undefined
      parts.scanner.powerCycle()
      parts.disk.cut()
      // Without power its cache is as lost as by a pull; the stick stays where it is.
      this.#usb.pull(parts.stick)
    })
  }

  get on(): boolean {
    return this.#supply.on
  }

  get panel(): Panel {
    const kiosk = this.#kiosk
    if (!kiosk) throw new Error('nobody can touch a box that is off')
    return {
      screen: kiosk.screen,
      tap: (intent) => kiosk.request({ screen: kiosk.screen.serial, intent: intent as never }),
    }
  }

  get forecastMs(): number | undefined {
    const { forwarding, stamp } = this.#kiosk ?? {}
    return forwarding?.doneByMs && stamp ? forwarding.doneByMs - stamp().wallMs : undefined
  }

  async powerOn(): Promise<boolean> {
    this.#supply.plugIn()
    const started = this.#start()
    // Cut during its start a program never ends; the world goes on without it.
    await Promise.race([started, this.#untilOff()])
    return this.#kiosk !== undefined
  }

  powerOff(): void {
    this.#supply.pull()
  }

  cutAfter(calls: number): void {
    this.#supply.pullAfter(calls)
  }

  mend(): void {
    this.#supply.mend()
    this.#cardTrouble.mend()
    for (const trouble of Object.values(this.#readTrouble)) trouble.mend()
    this.#daysOff = 0
  }

  files(): Files {
    return this.#parts.disk.contents()
  }

  breakCard(fault: CardMishap, after: number, times: number): void {
    this.#cardTrouble.begin(fault, after, times)
  }

  failReads(medium: ReadMedium, after: number, times: number): void {
    this.#readTrouble[medium].begin(after, times)
  }

  litterStick(files: number): void {
    const { medium } = this.stick.disk
    for (const folder of ['REKAM', 'REKAM/IN']) medium.makeDirectory(folder)
    for (let at = 1; at <= files; at += 1)
      medium.write(`REKAM/IN/rk-00000000ff-${String(at).padStart(6, '0')}.receipt.json`, new Uint8Array())
    this.stick.flush()
  }

  rot(place: RotPlace, at: number): string | undefined {
    return rotFile(this.#parts.disk, place, at)
  }

  get stickWork(): Box['stickWork'] {
    const kind = this.#kiosk?.stick?.kind
    return kind === 'safe' || kind === 'trouble' ? undefined : kind
  }

  get stick(): StickTwin {
    return this.#parts.stick
  }

  putStick(pulledAfter: number): void {
    this.stick.pulledAfterCalls = pulledAfter || Number.POSITIVE_INFINITY
    if (this.#stickIsIn) return
    this.#stickIsIn = true
    // The office's own reader is another one.
    this.stick.disk.medium.failsToRead = this.#readTrouble.stick.failsToRead
    if (this.on) this.#usb.plug(this.stick)
  }

  takeStick(): void {
    this.#usb.pull(this.stick)
    this.#stickIsIn = false
    this.stick.disk.medium.failsToRead = () => false
  }

  async takeList(classList: string): Promise<boolean> {
    const { roster } = this.#kiosk?.stores ?? {}
    if (!roster) return false
    const { clock, entropy } = this.#parts
    let taken: boolean | undefined
    const sources = { clock, entropy, known: roster.all() }
    void importRoster('kelas-2.csv', Buffer.from(classList), sources).then(async (imported) => {
      taken = imported.ok && (await roster.save(imported.value.students)).ok
    })
    // Cut in the midst it never ends.
    while (taken === undefined && this.on) await clock.sleep(50)
    return taken === true && this.on
  }

  shiftClock(days: number): void {
    this.#daysOff = days
  }

  takeLog(): readonly string[] {
    return this.#log.splice(0)
  }

  async #start(): Promise<void> {
    const { entropy, identity, site, classList, scanner, bug } = this.#parts
    const lend = <T extends object>(part: T) => this.#supply.lend(part)
    const clock = this.#clockOfThisStart(lend(this.#parts.clock))
    const medium = lend(hookDisk(this.#parts.disk, (call) => this.#cardAnswer(call)))
    const disk = plantInDisk(bug, rereading(medium, clock), clock)
    const today = schoolDay(clock.wallMs(), site.zone)
    const stores = await openStores(disk, site, identity, today, clock)
    if (!stores.ok) return void this.#log.push(`not opened: ${stores.fault.kind}`)
    const front = { lights: [], lamp: () => undefined, buzzer: () => undefined, close: () => undefined }
    const kiosk = new Kiosk(
      {
        clock,
        entropy,
        disk,
        http: lend(this.#parts.http),
        link: { hint: async () => unknownLink },
        openScanner: async (signal) => {
          const opened = await lend({ open: scanner.open }).open(signal)
          return opened.ok ? ok(lend(opened.value)) : opened
        },
        camera: lend(this.#parts.camera),
        faces: lend(new FaceFinderTwin()),
        codes: { open: () => ({ read: async () => ok(undefined), close: async () => undefined }) },
        indicator: front,
        buttons: { onPress: () => undefined, close: () => undefined },
        voice: new VoiceTwin(clock),
        facts: unknownFacts,
        log: createLog(({ level, event, facts }) => {
          if (level !== 'info') this.#log.push(`${event} ${JSON.stringify(facts)}`)
        }),
        software: 'rekam 1.0.0',
      },
      site,
      identity,
      { ...stores.value, spool: plantInSpool(bug, stores.value.spool) },
    )
    if (stores.value.roster.all().length === 0) {
      const bytes = Buffer.from(classList)
      const imported = await importRoster('kelas.csv', bytes, { clock, entropy, known: [] })
      const saved = imported.ok ? await stores.value.roster.save(imported.value.students) : ok()
      if (!imported.ok || !saved.ok) return void this.#log.push('no class list')
    }
    this.#kiosk = kiosk
    this.#runBehind(kiosk)
  }

  #cardAnswer(call: DiskCall): DiskFault | undefined {
    const isRead = call.name === 'read' || call.name === 'list'
    if (!isRead) return this.#cardTrouble.hook(call)
    return this.#readTrouble.card.failsToRead()
      ? { kind: 'broken', path: call.path, detail: 'EIO' }
      : undefined
  }

  // The work of `rekam run` beside the panel.
  #runBehind(kiosk: Kiosk): void {
    const never = new AbortController().signal
    void runForwarding(kiosk, never)
    this.#usb = new UsbTwin()
    if (this.#stickIsIn) this.#usb.plug(this.stick)
    void runSticks(stickContext(kiosk), this.#usb, never)
    void runUpkeep(kiosk, never)
  }

  // Reading it costs no call: what it says to a program without power does not matter.
  #clockOfThisStart(lent: Clock): Clock {
    const { clock } = this.#parts
    const offsetMs = this.#daysOff * 86_400_000
    this.#daysOff = 0
    return {
      monotonicMs: () => clock.monotonicMs(),
      wallMs: () => clock.wallMs() + offsetMs,
      sleep: (ms, signal) => lent.sleep(ms, signal),
      deadline: (ms, parent) => clock.deadline(ms, parent),
    }
  }

  async #untilOff(): Promise<void> {
    while (this.on && !this.#kiosk) await this.#parts.clock.sleep(50)
  }
}
