import { EventEmitter } from 'node:events'
import type { Clock } from '../../contract/clock.ts'
import type { GpioPort, InputLine, OutputLine, Pull } from '../../contract/gpio-port.ts'
import { debounce } from './debounce.ts'

/** Facts of a line that johnny-five need not know. */
export interface FiveLine {
  readonly activeLow: boolean
  readonly pull: Pull
  /** Share of full brightness at which the line is fully on. */
  readonly brightness: number
}

const plain: FiveLine = { activeLow: false, pull: 'external', brightness: 1 }
const modes = { INPUT: 0, OUTPUT: 1, ANALOG: 2, PWM: 3, SERVO: 4 } as const
const lastLine = 53

/** Contacts of push buttons have settled after 5 to 10 ms; a finger stays ten times as long. */
const settleMs = 20

/**
 * An IO plugin for johnny-five over our own `GpioPort`: the members that Led, Led.RGB and Button need (johnny-five IO
 * plugin guide). Levels are logical; polarity, pulls and brightness come with `lines`.
 */
export class FiveIo extends EventEmitter {
  readonly name = 'RekamIO'
  readonly MODES = modes
  readonly HIGH = 1
  readonly LOW = 0
  readonly isReady = true
  readonly analogPins: number[] = []
  readonly RESOLUTION = { PWM: 255 }
  // Every line takes a brightness; where the chip cannot dim, anything above dark is on.
  readonly pins = Array.from({ length: lastLine + 1 }, () => ({
    supportedModes: [modes.INPUT, modes.OUTPUT, modes.PWM],
    mode: 0,
    value: 0,
  }))
  readonly #port: GpioPort
  readonly #lines: ReadonlyMap<number, FiveLine>
  readonly #clock: Clock
  readonly #outputs = new Map<number, OutputLine>()
  readonly #inputs = new Map<number, InputLine>()
  readonly #readers: ((value: number) => void)[] = []

  constructor(port: GpioPort, lines: ReadonlyMap<number, FiveLine>, clock: Clock) {
    super()
    this.#port = port
    this.#lines = lines
    this.#clock = clock
  }

  pinMode(line: number, mode: number): void {
    const options = this.#lines.get(line) ?? plain
    if (mode === modes.INPUT) {
      if (this.#inputs.has(line)) return
      const input = this.#port.input(line, options)
      if (input.ok) this.#inputs.set(line, debounce(input.value, this.#clock, settleMs))
    } else if (!this.#outputs.has(line)) {
      const output = this.#port.output(line, options)
      if (output.ok) this.#outputs.set(line, output.value)
    }
  }

  // johnny-five asks for a pull-up by writing to an input; pulls are the board's matter.
  digitalWrite(line: number, value: number): void {
    this.analogWrite(line, value === 0 ? 0 : 255)
  }

  analogWrite(line: number, value: number): void {
    const output = this.#outputs.get(line)
    const { brightness } = this.#lines.get(line) ?? plain
    if (output?.dim) output.dim((value / 255) * brightness)
    else output?.write(value > 0)
  }

  digitalRead(line: number, listener: (value: number) => void): void {
    const input = this.#inputs.get(line)
    if (!input) return
    listener(input.read() ? 1 : 0)
    input.watch((on) => listener(on ? 1 : 0))
    this.#readers.push(listener)
  }

  /** Every button is up. While one is down, johnny-five counts how long, which keeps the process from ending. */
  letGo(): void {
    for (const listener of this.#readers) listener(0)
  }
}
