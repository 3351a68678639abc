import { PoweredPart } from '../powered-part.ts'
import type { TwinOptions } from '../sensor-twin.ts'
import { gtDeviceCommands } from './gt-device-commands.ts'
import { gtFingerCommands } from './gt-finger-commands.ts'
import {
  freshGtVolatile,
  type GtAnswer,
  type GtCommand,
  type GtInside,
  type GtVolatile,
  gtFault,
  refuse,
} from './gt-inside.ts'
import type { GtModel } from './gt-model.ts'
import { createGtReader, type GtHeard, gtReply, packData, packReply } from './gt-packet.ts'

const commands: Readonly<Record<number, GtCommand>> = { ...gtDeviceCommands, ...gtFingerCommands }
const changeBaudrate = 0x04
const cmosLed = 0x12
const deviceId = 1
// A half frame, or data that was announced, is given up when the line was quiet for so long.
const longestGapMs = 3_000
const pieceBytes = 128

/** A part of the GT-511 / GT-521 family: 9600 baud after every start, low byte first, 8-bit images. */
export class GtTwin extends PoweredPart {
  readonly #model: GtModel
  readonly #library = new Map<number, Uint8Array>()
  readonly #reader
  #volatile: GtVolatile
  #lastByteAtMs = 0

  constructor(model: GtModel, options: TwinOptions) {
    super(model, options)
    this.#model = model
    this.#reader = createGtReader(model.templateBytes)
    this.#volatile = freshGtVolatile(options.baud)
  }

  get baud(): number {
    return this.#volatile.baud
  }

  protected keepBaud(baud: number): void {
    this.#volatile.baud = baud
  }

  protected forget(): void {
    this.#reader.reset()
    this.light = []
    this.#volatile = freshGtVolatile()
  }

  protected strayFrame(): Uint8Array {
    return packData(this.random.bytes(pieceBytes))
  }

  protected hear(byte: number): void {
    if (this.heardAtMs - this.#lastByteAtMs > longestGapMs) {
      this.#reader.reset()
      this.#volatile.incoming = undefined
    }
    this.#lastByteAtMs = this.heardAtMs
    const heard = this.#reader.read(byte)
    if (heard && !this.#volatile.upgrading && !this.faults.find('hang')) this.#serve(heard)
  }

  #serve(heard: GtHeard): void {
    const { incoming } = this.#volatile
    this.#volatile.incoming = undefined
    switch (heard.kind) {
      case 'bad':
        if (this.faults.take('hang-on-bad-frame')) this.faults.put({ kind: 'hang' })
        else this.#answer(refuse(gtFault.communication))
        return
      case 'data':
        if (incoming) this.#answer(incoming(heard.bytes))
        return
      case 'command':
        if (heard.deviceId === deviceId && this.serves()) this.#obey(heard.code, heard.parameter)
    }
  }

  #obey(code: number, parameter: number): void {
    const odd = this.faults.take('code')
    if (odd) return this.#answer(refuse(0x1000 + odd.code))
    if (this.busy) return this.#answer(refuse(gtFault.communication))
    const command = commands[code]
    if (!command) return this.#refuseUnknown()
    const before = this.baud
    const answer = command(this.#inside, parameter)
    if (code === changeBaudrate && answer.fault === undefined) this.#volatile.baud = parameter
    if (code === cmosLed) this.light = [parameter === 0 ? 0 : 1]
    if (this.#volatile.incoming) this.#reader.expectData(this.#model.templateBytes)
    this.#answer(answer, before)
  }

  #refuseUnknown(): void {
    if (this.faults.find('unsupported')?.answer === 'silence') return
    this.#answer(refuse(gtFault.unsupported))
  }

  #answer({ fault, parameter = 0, delayMs, data, isImage }: GtAnswer, baud = this.baud): void {
    const reply = fault === undefined ? gtReply.ack : gtReply.nack
    this.say(packReply(reply, fault ?? parameter), delayMs, baud)
    if (!data) return
    if (isImage) this.rememberSent(data)
    const frame = packData(data)
    const pieces: Uint8Array[] = []
    for (let at = 0; at < frame.length; at += pieceBytes) pieces.push(frame.subarray(at, at + pieceBytes))
    this.pour(pieces, baud)
  }

  get #inside(): GtInside {
    return {
      model: this.#model,
      faults: this.faults,
      glass: this.glass,
      library: this.#library,
      volatile: this.#volatile,
    }
  }
}
