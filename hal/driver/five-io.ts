import { EventEmitter } from 'node:events'
import type { GpioPort, InputLine, OutputLine } from '../contract/gpio-port.ts'

/** Polarity by line; a line that is not named here is active high. */
export type ActiveLow = ReadonlySet<number>

const modes = { INPUT: 0, OUTPUT: 1, ANALOG: 2, PWM: 3, SERVO: 4 } as const
const lastLine = 53

/**
 * An IO plugin for johnny-five over our own `GpioPort`: the few members that Led, Led.RGB and Button need
 * (johnny-five IO plugin guide). Levels are logical; polarity stays in the port.
 */
export class FiveIo extends EventEmitter {
  readonly name = 'RekamIO'
  readonly MODES = modes
  readonly HIGH = 1
  readonly LOW = 0
  readonly isReady = true
  readonly analogPins: number[] = []
  readonly RESOLUTION = { PWM: 255 }
  readonly pins = Array.from({ length: lastLine + 1 }, () => ({
    supportedModes: [modes.INPUT, modes.OUTPUT, modes.PWM],
    mode: 0,
    value: 0,
  }))
  readonly #port: GpioPort
  readonly #activeLow: ActiveLow
  readonly #outputs = new Map<number, OutputLine>()
  readonly #inputs = new Map<number, InputLine>()

  constructor(port: GpioPort, activeLow: ActiveLow) {
    super()
    this.#port = port
    this.#activeLow = activeLow
  }

  pinMode(line: number, mode: number): void {
    const options = { activeLow: this.#activeLow.has(line) }
    if (mode === modes.INPUT) {
      if (this.#inputs.has(line)) return
      const input = this.#port.input(line, { ...options, pull: 'external' })
      if (input.ok) this.#inputs.set(line, input.value)
    } else if (!this.#outputs.has(line)) {
      const output = this.#port.output(line, options)
      if (output.ok) this.#outputs.set(line, output.value)
    }
  }

  // johnny-five asks for a pull-up by writing to an input; pulls are the board's matter.
  digitalWrite(line: number, value: number): void {
    this.#outputs.get(line)?.write(value === 1)
  }

  // No dimming: a lamp is on or off, which makes seven colours of three lines.
  analogWrite(line: number, value: number): void {
    this.#outputs.get(line)?.write(value >= 128)
  }

  digitalRead(line: number, listener: (value: number) => void): void {
    const input = this.#inputs.get(line)
    if (!input) return
    listener(input.read() ? 1 : 0)
    input.watch((on) => listener(on ? 1 : 0))
  }
}
