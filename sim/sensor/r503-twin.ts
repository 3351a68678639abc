import { pressImage } from '../finger/impression.ts'
import { r503Answers } from './r503-answers.ts'
import {
  freshState,
  type PlacedFinger,
  type R503Options,
  type R503State,
  sensorHeightPx,
  sensorWidthPx,
} from './r503-state.ts'
import { type SensorFault, spoilTransfer } from './sensor-fault.ts'
import { createFrameReader, type HostFrame, packetId, packFrame } from './twin-frame.ts'
import { createUartLine } from './uart-line.ts'

/**
 * A Grow R503 by its manual V1.2.1: bytes in, bytes out after the part's own delays, at ten bits a byte.
 * The first handle is the wire; `hand` is the world's.
 */
export class R503Twin {
  /** Pictures as they left over the wire, packed two pixels a byte, newest last. */
  readonly sentImages: Uint8Array[] = []
  readonly #options: R503Options
  readonly #uart
  readonly #reader: () => ReturnType<typeof createFrameReader>
  readonly #faults: SensorFault[] = []
  #read = createFrameReader()
  #listener: (bytes: Uint8Array) => void = () => undefined
  #state: R503State
  #powered = true
  #hung = false
  #echo = false

  constructor(options: R503Options) {
    this.#options = options
    this.#reader = createFrameReader
    this.#state = freshState(options)
    this.#uart = createUartLine(options.clock, options.paced ?? true, (bytes) => this.#listener(bytes))
  }

  /** Bits per second the part speaks now. */
  get baud(): number {
    return this.#state.baudCode * 9_600
  }

  /** What the ring shows: mode, speed, colour, count; empty when never set. */
  get ring(): readonly number[] {
    return this.#state.ring
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.#listener = listener
  }

  /** Bytes from the host. At another rate than the part's own they arrive as noise, and noise goes back. */
  receive(bytes: Uint8Array, hostBaud: number): void {
    if (!this.#powered || this.#hung) return
    if (this.#echo) return this.#uart.send([...bytes], 0, this.baud)
    if (hostBaud !== this.baud) return
    for (const byte of bytes) {
      const frame = this.#read(byte)
      if (frame === 'bad') this.#answer([0x01], 1)
      else if (frame) this.#serve(frame)
    }
  }

  place(finger: PlacedFinger): void {
    this.#state.finger = finger
  }

  lift(): void {
    this.#state.finger = undefined
  }

  fault(fault: SensorFault): void {
    if (fault.kind === 'hang') this.#hung = true
    else if (fault.kind === 'echo') this.#echo = true
    else this.#faults.push(fault)
  }

  /** Power away and back: volatile state is gone, a hang or a crossed wire is over, and `0x55` says ready. */
  reboot(): void {
    const { baudCode, sizeCode, library, finger, presses } = this.#state
    this.#uart.cut()
    this.#state = { ...freshState(this.#options), baudCode, sizeCode, library, finger, presses }
    this.#hung = false
    this.#echo = false
    this.#faults.length = 0
    this.#read = this.#reader()
    this.#uart.send([0x55], 50, this.baud)
  }

  set powered(powered: boolean) {
    this.#powered = powered
    if (powered) this.reboot()
    else this.#uart.cut()
  }

  #serve(frame: HostFrame): void {
    if (frame.address !== 0xffffffff) return
    if (frame.id === packetId.data || frame.id === packetId.end) return this.#takeData(frame)
    if (frame.id !== packetId.command) return
    const [instruction = 0, ...parameters] = frame.content
    if (!this.#state.unlocked && instruction !== 0x13) return this.#answer([0x21], 2)
    const respond = r503Answers[instruction]
    if (!respond) return this.#answer([0xfc], 2)
    const before = this.baud
    if (instruction === 0x01 || instruction === 0x28) this.#expose()
    const { answer, delayMs, data } = respond(this.#state, parameters)
    this.#answer(answer, delayMs, before)
    if (data) this.#transfer(data, before, instruction === 0x0a)
  }

  // The image is taken at this moment, of whatever lies on the glass.
  #expose(): void {
    const { finger } = this.#state
    if (!finger) return
    this.#state.presses += 1
    const press = { ...finger, press: this.#state.presses }
    const { person, position } = finger
    this.#state.image = {
      pixels: pressImage(press, sensorWidthPx, sensorHeightPx),
      features: { person, position, press: press.press },
    }
  }

  #takeData(frame: HostFrame): void {
    const { incoming } = this.#state
    incoming?.bytes.push(...frame.content)
  }

  #answer(content: readonly number[], delayMs: number, baud = this.baud): void {
    const fault = this.#faults[0]
    const frame = packFrame(packetId.answer, content)
    if (fault?.kind === 'silence') {
      if (fault.answers <= 1) this.#faults.shift()
      else this.#faults[0] = { kind: 'silence', answers: fault.answers - 1 }
      return
    }
    if (fault?.kind === 'bad-answer') {
      this.#faults.shift()
      frame[frame.length - 1] = (frame.at(-1) ?? 0) ^ 0xff
    }
    this.#uart.send(frame, delayMs, baud)
  }

  #transfer(data: Uint8Array, baud: number, isImage: boolean): void {
    if (isImage) this.sentImages.push(data)
    const size = 32 << this.#state.sizeCode
    const frames: number[][] = []
    for (let at = 0; at < data.length; at += size) {
      const id = at + size >= data.length ? packetId.end : packetId.data
      frames.push(packFrame(id, data.subarray(at, at + size)))
    }
    for (const frame of spoilTransfer(frames, this.#faults)) this.#uart.send(frame, 0, baud)
  }
}
