import type { BaudApply } from '../fault/line-fault.ts'
import type { SensorFault } from '../fault/sensor-fault.ts'
import { PoweredPart } from '../powered-part.ts'
import type { TwinOptions } from '../sensor-twin.ts'
import type { Ef01Answer, Ef01Automatic, Ef01Command } from './ef01-answer.ts'
import {
  type Ef01Flash,
  type Ef01Inside,
  type Ef01Volatile,
  freshFlash,
  freshVolatile,
} from './ef01-inside.ts'
import { instructionOf } from './ef01-instructions.ts'
import type { Ef01Model } from './ef01-model.ts'
import { createFrameReader, type HostFrame, packetId, packFrame } from './ef01-packet.ts'
import { createKnownImages } from './known-images.ts'
import { parameterTable } from './setting-commands.ts'
import { takeData } from './transfer-commands.ts'

const codes = { damaged: 0x01, foreign: 0x20, locked: 0x21 } as const
const instructions = { readParameters: 0x0f, verifyPassword: 0x13, portControl: 0x17, cancel: 0x30 } as const
const setBaudParameter = 4
// A half frame is dropped when the line was quiet for so long.
const longestGapMs = 500

/** A part of the `EF 01` family: bytes in, bytes out after its own delays, at ten bits a byte. */
export class Ef01Twin extends PoweredPart {
  readonly #model: Ef01Model
  readonly #baudApply: BaudApply
  readonly #flash: Ef01Flash
  readonly #reader = createFrameReader()
  readonly #knownImages = createKnownImages()
  #volatile: Ef01Volatile
  #automatic: AbortController | undefined
  #lastByteAtMs = 0
  #asleep = false

  constructor(model: Ef01Model, options: TwinOptions) {
    super(model, options)
    this.#model = model
    this.#baudApply = options.baudApply ?? model.baudApply
    this.#flash = freshFlash(model, options)
    this.#volatile = freshVolatile(model, this.#flash)
  }

  get baud(): number {
    return this.#volatile.multiplier * 9_600
  }

  override fault(fault: SensorFault): void {
    if (fault.kind === 'address') this.#flash.address = fault.address
    else if (fault.kind === 'password') {
      this.#flash.password = fault.password
      this.#volatile.unlocked = false
    } else super.fault(fault)
  }

  protected keepBaud(baud: number): void {
    this.#flash.multiplier = baud / 9_600
    this.#volatile.multiplier = this.#flash.multiplier
  }

  protected forget(): void {
    this.#automatic?.abort()
    this.#automatic = undefined
    this.#reader.reset()
    this.#asleep = false
    this.light = []
    this.#volatile = freshVolatile(this.#model, this.#flash)
  }

  protected strayFrame(): Uint8Array {
    return packFrame(packetId.data, this.random.bytes(32 << this.#flash.sizeCode), this.#flash.address)
  }

  protected hear(byte: number): void {
    if (this.heardAtMs - this.#lastByteAtMs > longestGapMs) this.#reader.reset()
    this.#lastByteAtMs = this.heardAtMs
    const frame = this.#reader.read(byte)
    if (frame === 'bad') {
      if (this.faults.take('hang-on-bad-frame')) this.faults.put({ kind: 'hang' })
      else this.#answer({ content: [codes.damaged], delayMs: 1 })
    } else if (frame && !this.faults.find('hang')) this.#serve(frame)
  }

  #serve(frame: HostFrame): void {
    if (frame.address !== this.#flash.address) {
      if (this.#model.foreignAddress === 'code' && frame.id === packetId.command)
        this.#answer({ content: [codes.foreign], delayMs: 2 })
      return
    }
    if (frame.id === packetId.data || frame.id === packetId.end)
      return takeData(this.#inside, frame.content, frame.id === packetId.end)
    if (frame.id !== packetId.command || !this.serves()) return
    this.#volatile.incoming = undefined
    const [instruction, ...parameters] = frame.content
    if (this.#asleep && !this.glass.touched) return
    this.#asleep = false
    if (instruction === undefined) return this.#answer({ content: [codes.damaged], delayMs: 1 })
    if (!this.#volatile.portOpen && instruction !== instructions.portControl) return
    this.#obey(instruction, parameters)
  }

  #obey(instruction: number, parameters: readonly number[]): void {
    const odd = this.faults.take('code')
    if (odd) return this.#answer({ content: [odd.code], delayMs: 4 })
    if (this.busy) return this.#answer(this.#busyAnswer(instruction))
    if (!this.#volatile.unlocked && instruction !== instructions.verifyPassword)
      return this.#answer({ content: [codes.locked], delayMs: 2 })
    const command = instructionOf(this.#model, instruction)
    if (!command) return this.#refuseUnknown()
    if (parameters.length < command.parameterBytes)
      return this.#answer({ content: [codes.damaged], delayMs: 1 })
    if (this.#automatic && instruction !== instructions.cancel)
      return this.#answer(this.#busyAnswer(instruction))
    this.#automatic?.abort()
    this.#automatic = undefined
    if ('run' in command) this.#start(command, parameters)
    else this.#carryOut(command, instruction, parameters)
  }

  #carryOut(command: Ef01Command, instruction: number, parameters: readonly number[]): void {
    const before = this.baud
    const answer = command.answer(this.#inside, parameters)
    const flashMs = command.writesFlash ? (this.faults.find('slow-flash')?.ms ?? 0) : 0
    const setsBaud = instruction === 0x0e && parameters[0] === setBaudParameter && answer.content[0] === 0x00
    const apply = this.faults.find('baud-apply')?.when ?? this.#baudApply
    if (setsBaud && apply !== 'powerCycle') this.#volatile.multiplier = this.#flash.multiplier
    const answerBaud = apply === 'immediate' ? this.baud : before
    if (!answer.isSilent) this.#answer({ ...answer, delayMs: answer.delayMs + flashMs }, answerBaud)
    if (answer.data) this.#transfer(answer.data, answerBaud, answer.isImage ?? false)
    if (answer.restarts) this.#restartLater(answerBaud)
    if (instruction === 0x33 && answer.content[0] === 0x00) this.#asleep = true
  }

  #start(command: Ef01Automatic, parameters: readonly number[]): void {
    const life = new AbortController()
    this.#automatic = life
    const say = (answer: Ef01Answer) => {
      if (!life.signal.aborted) this.#answer(answer)
    }
    const work = command.run(this.#inside, parameters, say, life.signal)
    void work.then(() => {
      if (this.#automatic === life) this.#automatic = undefined
    })
  }

  // The answer leaves first, then the part starts anew.
  #restartLater(baud: number): void {
    const life = new AbortController()
    this.#automatic = life
    const answerMs = this.isPaced ? 4 + (12 * 10_000) / baud + (this.heardAtMs - this.clock.monotonicMs()) : 2
    void this.clock.sleep(answerMs + 1, life.signal).then(() => {
      if (!life.signal.aborted) this.restart()
    })
  }

  #busyAnswer(instruction: number): Ef01Answer {
    if (instruction !== instructions.readParameters || !this.#volatile.unlocked)
      return { content: [codes.damaged], delayMs: 2 }
    return { content: [0x00, ...parameterTable(this.#inside, true)], delayMs: 4 }
  }

  #refuseUnknown(): void {
    const how = this.faults.find('unsupported')?.answer ?? this.#model.unsupported
    if (how !== 'silence') this.#answer({ content: [how === 'fc' ? 0xfc : 0x01], delayMs: 2 })
  }

  #answer({ content, delayMs }: Ef01Answer, baud = this.baud): void {
    this.say(packFrame(packetId.answer, content, this.#flash.address), delayMs, baud)
  }

  #transfer(data: Uint8Array, baud: number, isImage: boolean): void {
    if (isImage) {
      this.rememberSent(data)
      this.#knownImages.remember(data, this.#volatile.image?.features)
    }
    const size = 32 << (this.faults.find('lying-size')?.code ?? this.#flash.sizeCode)
    const frames: Uint8Array[] = []
    for (let at = 0; at < data.length; at += size) {
      const isLast = at + size >= data.length && !this.faults.find('plain-end')
      const id = isLast ? packetId.end : packetId.data
      frames.push(packFrame(id, data.subarray(at, at + size), this.#flash.address))
    }
    this.pour(frames, baud)
  }

  get #inside(): Ef01Inside {
    return {
      model: this.#model,
      clock: this.clock,
      faults: this.faults,
      random: this.random,
      glass: this.glass,
      flash: this.#flash,
      volatile: this.#volatile,
      knownImages: this.#knownImages,
      light: (setting) => {
        this.light = setting
      },
    }
  }
}
