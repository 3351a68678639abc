import type { Clock } from '../../hal/contract/clock.ts'
import { createSeededRandom, type SeededRandom, seedOf } from '../random/seeded-random.ts'
import { createFaultShelf } from './fault/fault-shelf.ts'
import type { SensorFault } from './fault/sensor-fault.ts'
import { soakFault } from './fault/soak-fault.ts'
import { noiseOf, spoilAnswer } from './fault/spoil-answer.ts'
import { spoilTransfer } from './fault/spoil-transfer.ts'
import { createGlass, type Glass } from './glass.ts'
import type { PlacedFinger } from './placed-finger.ts'
import type { SensorTwin, TwinOptions } from './sensor-twin.ts'
import { createUartLine, type UartLine } from './uart-line.ts'

/** The features of a part before a word is spoken. */
export interface PartBody {
  readonly name: string
  readonly bootMs: number
  /** Sent raw when it has started. */
  readonly readyByte: number | undefined
  readonly touchPin: 'low' | 'high' | 'none'
}

// More than this is not waiting in any of these parts; what comes then is lost, as on a full receive buffer.
const mostWaitingBytes = 65_536
const mostSentImages = 64

/** The common part of all sensors, whatever they speak: power, wires, rate, glass and the world's hands on them. */
export abstract class PoweredPart implements SensorTwin {
  readonly model: string
  commandsServed = 0
  /** The last setting of the lamp or ring. */
  light: readonly number[] = []
  abstract readonly baud: number
  protected readonly clock: Clock
  protected readonly faults = createFaultShelf()
  protected readonly random: SeededRandom
  protected readonly glass: Glass
  /** When the byte that is being heard has arrived. */
  protected heardAtMs = 0
  readonly #body: PartBody
  readonly #options: TwinOptions
  readonly #soakRandom: SeededRandom
  readonly #uart: UartLine
  readonly #garbleIn
  readonly #garbleOut
  readonly #sentImages: Uint8Array[] = []
  #listener: (bytes: Uint8Array) => void = () => undefined
  #powered = true
  #startedAtMs = 0
  #busyUntilMs = 0
  #hostBaud: number | undefined

  constructor(body: PartBody, options: TwinOptions) {
    this.#body = body
    this.#options = options
    this.model = body.name
    this.clock = options.clock
    const seed = options.seed ?? 1
    const stream = (name: string) => createSeededRandom(seedOf('sensor', name, seed))
    this.random = stream('part')
    this.#soakRandom = stream('soak')
    this.#garbleIn = createGarbler(stream('noise in'))
    this.#garbleOut = createGarbler(stream('noise out'))
    this.glass = createGlass(this.faults, stream('glass'))
    this.#uart = createUartLine(options.clock, options.paced ?? true, (bytes, baud) =>
      this.#deliver(bytes, baud),
    )
  }

  /** One byte that reached the part, true or garbled. */
  protected abstract hear(byte: number): void
  /** Volatile state is as after power-up. */
  protected abstract forget(): void
  /** A data frame of an older transfer, for the fault that sends one. */
  protected abstract strayFrame(): Uint8Array
  /** Keeps a new rate where this family keeps it. */
  protected abstract keepBaud(baud: number): void

  get sentImages(): readonly Uint8Array[] {
    return this.#sentImages
  }

  get touchLine(): 0 | 1 {
    const { touchPin } = this.#body
    if (touchPin === 'none') return 0
    const touched = this.faults.find('touch-stuck')?.touched ?? this.glass.touched
    return touched === (touchPin === 'high') ? 1 : 0
  }

  get powered(): boolean {
    return this.#powered
  }

  set powered(powered: boolean) {
    if (powered === this.#powered) return
    if (powered) this.reboot()
    else {
      this.#powered = false
      this.#uart.cut()
      this.forget()
    }
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.#listener = listener
  }

  listenAt(hostBaud: number): void {
    this.#hostBaud = hostBaud
  }

  receive(bytes: Uint8Array, hostBaud: number): void {
    this.listenAt(hostBaud)
    if (!this.#powered || this.faults.find('hang')) return
    const nowMs = this.clock.monotonicMs()
    if (this.faults.find('echo')) return this.#uart.send(bytes, nowMs, this.baud)
    if (this.faults.find('deaf') || nowMs < this.#startedAtMs) return
    if (this.#uart.waitingBytes > mostWaitingBytes) return
    const heard = hostBaud === this.baud ? bytes : this.#garbleIn(bytes.length, hostBaud, this.baud)
    const byteMs = this.isPaced ? 10_000 / hostBaud : 0
    this.heardAtMs = Math.max(nowMs, this.heardAtMs)
    for (const byte of heard) {
      this.heardAtMs += byteMs
      this.hear(byte)
    }
  }

  place(finger: PlacedFinger): void {
    this.glass.place(finger)
  }

  lift(): void {
    this.glass.lift()
  }

  fault(fault: SensorFault): void {
    if (fault.kind === 'baud') this.keepBaud(fault.baud)
    else if (fault.kind === 'chunk') this.#uart.portionBytes = fault.bytes
    else this.faults.put(fault)
  }

  reboot(): void {
    const noise = this.faults.take('boot-noise') ? noiseOf(9, this.random) : new Uint8Array()
    this.faults.clear()
    this.#uart.portionBytes = undefined
    this.#powered = true
    this.restart(noise)
  }

  /** Starts anew by itself: after a soft reset or a dip of the power. Faults stay. */
  protected restart(before: Uint8Array = new Uint8Array()): void {
    this.#uart.cut()
    this.forget()
    const { bootMs, readyByte } = this.#body
    const nowMs = this.clock.monotonicMs()
    this.heardAtMs = nowMs
    this.#busyUntilMs = 0
    this.#startedAtMs = this.isPaced ? nowMs + bootMs : nowMs
    this.#uart.send(before, nowMs, this.baud)
    if (readyByte !== undefined) this.#uart.send(Uint8Array.of(readyByte), this.#startedAtMs, this.baud)
  }

  // One flip waits at a time: two opposite flips in one image pass a part's 16-bit sum unseen.
  #soak(): void {
    const { soak = 0 } = this.#options
    if (soak === 0 || this.#soakRandom.next() >= soak) return
    const fault = soakFault(this.#soakRandom)
    if (fault.kind !== 'flip-bit' || !this.faults.find('flip-bit')) this.faults.put(fault)
  }

  /** Whether a command that was understood is carried out; some faults eat it here. */
  protected serves(): boolean {
    this.commandsServed += 1
    this.#soak()
    const dip = this.faults.take('brown-out')
    if (dip && dip.commands > 0) this.faults.put({ kind: 'brown-out', commands: dip.commands - 1 })
    else if (dip) {
      this.restart()
      return false
    }
    const busy = this.faults.take('busy')
    if (busy) this.#busyUntilMs = this.heardAtMs + busy.ms
    const starve = this.faults.find('starve')
    const { freeAtMs } = this.#uart
    return !starve || freeAtMs === 0 || this.heardAtMs - freeAtMs >= starve.gapMs
  }

  protected get busy(): boolean {
    return this.heardAtMs < this.#busyUntilMs
  }

  /** Sends one answer after the part's thinking. */
  protected say(frame: Uint8Array, delayMs: number, baud: number): void {
    const spoiled = spoilAnswer(frame, this.faults, this.random, () => this.strayFrame())
    if (!spoiled) return
    const startMs = Math.max(this.heardAtMs, this.clock.monotonicMs(), this.#uart.freeAtMs)
    this.#uart.send(spoiled.bytes, startMs + delayMs + spoiled.lateMs, baud)
  }

  /** Sends the data that follows an answer. */
  protected pour(frames: readonly Uint8Array[], baud: number): void {
    for (const { bytes, pauseMs } of spoilTransfer(frames, this.faults))
      this.#uart.send(bytes, this.#uart.freeAtMs + pauseMs, baud)
  }

  protected rememberSent(image: Uint8Array): void {
    this.#sentImages.push(image)
    if (this.#sentImages.length > mostSentImages) this.#sentImages.shift()
  }

  protected get isPaced(): boolean {
    return this.#options.paced ?? true
  }

  #deliver(bytes: Uint8Array, baud: number): void {
    if (this.faults.find('mute')) return
    const host = this.#hostBaud ?? baud
    const heard = host === baud ? bytes : this.#garbleOut(bytes.length, baud, host)
    if (heard.length > 0) this.#listener(heard)
  }
}

/**
 * Bytes at a receiver of another rate than the one they were sent at: noise, more of it when it samples faster.
 * Keeps the broken-off share, so that many small portions give as many bytes as one large.
 */
export function createGarbler(
  random: SeededRandom,
): (count: number, sentAt: number, heardAt: number) => Uint8Array {
  let owed = 0
  return (count, sentAt, heardAt) => {
    owed += (count * heardAt) / sentAt
    const whole = Math.floor(owed)
    owed -= whole
    return random.bytes(whole)
  }
}
