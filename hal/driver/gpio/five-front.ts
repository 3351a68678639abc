import five from 'johnny-five'
import type { ButtonName, Buttons } from '../../contract/buttons.ts'
import type { Clock } from '../../contract/clock.ts'
import type { GpioPort, Pull } from '../../contract/gpio-port.ts'
import type { Indicator } from '../../contract/indicator.ts'
import { FiveIo, type FiveLine } from './five-io.ts'
import { type Lamp, type LampLines, openLamp } from './five-lamp.ts'

export interface ButtonLine {
  readonly button: ButtonName
  readonly line: number
  readonly pull: Pull
}

/** Lines of lamp, buzzer and buttons, as a board names them. */
export interface FrontLines {
  readonly lamp: LampLines
  /** Share of full brightness, where the lamp's lines can be dimmed. */
  readonly brightness: number
  readonly buzzer: number
  readonly buttons: readonly ButtonLine[]
  /** Lines where low means on. */
  readonly activeLow: readonly number[]
}

// On and off take this long each: 1 Hz and 2 Hz, below the three flashes a second of WCAG 2.3.1.
const rhythmMs = { pulse: 500, blink: 250 } as const

/** Lamp, active buzzer and buttons through johnny-five. */
export function openFiveFront(
  port: GpioPort,
  lines: FrontLines,
  clock: Clock,
): { readonly indicator: Indicator; readonly buttons: Buttons } {
  const io = new FiveIo(port, fiveLines(lines), clock)
  // Without `sigint: false` it ends the process by itself; the option is missing from its types.
  const options = { io, repl: false, debug: false, sigint: false }
  const board = new five.Board(options)
  // With several boards in one process a part without `board` goes to the first ever made.
  const lamp = openLamp(board, lines.lamp)
  const buzzer = new five.Led({ pin: lines.buzzer, board })
  const buttons = lines.buttons.map(({ button, line }) => ({
    name: button,
    button: new five.Button({ pin: line, board }),
  }))
  return {
    indicator: createIndicator(lamp, buzzer, port, clock),
    buttons: createButtons(buttons, () => io.letGo()),
  }
}

function fiveLines({ lamp, brightness, buttons, activeLow }: FrontLines): ReadonlyMap<number, FiveLine> {
  const line = (number: number, rest: Partial<FiveLine> = {}) =>
    [number, { activeLow: activeLow.includes(number), pull: 'external', brightness: 1, ...rest }] as const
  return new Map<number, FiveLine>([
    ...activeLow.map((number) => line(number)),
    ...Object.values(lamp).map((number) => line(number, { brightness })),
    ...buttons.map((button) => line(button.line, { pull: button.pull })),
  ])
}

function createIndicator(lamp: Lamp, buzzer: five.Led, port: GpioPort, clock: Clock): Indicator {
  let sounding = new AbortController()
  const play = async (pattern: readonly number[], signal: AbortSignal) => {
    for (const [index, ms] of pattern.entries()) {
      if (index % 2 === 0) buzzer.on()
      else buzzer.off()
      await clock.sleep(ms, signal)
      if (signal.aborted) return
    }
    buzzer.off()
  }
  return {
    lights: lamp.lights,
    lamp({ colour, rhythm }) {
      lamp.show(colour)
      if (colour !== 'off' && rhythm !== 'steady') lamp.blink(rhythmMs[rhythm])
    },
    buzzer(pattern) {
      sounding.abort()
      sounding = new AbortController()
      void play(pattern, sounding.signal)
    },
    close() {
      sounding.abort()
      lamp.show('off')
      buzzer.off()
      port.close()
    },
  }
}

function createButtons(
  all: readonly { readonly name: ButtonName; readonly button: five.Button }[],
  letGo: () => void,
): Buttons {
  let closed = false
  return {
    onPress(listener) {
      for (const { name, button } of all) {
        const told = () => {
          if (!closed) listener(name)
        }
        button.on('press', told)
        if (name === 'tamper' && isDown(button)) told()
      }
    },
    close() {
      closed = true
      letGo()
    },
  }
}

// Missing from its types.
function isDown(button: five.Button): boolean {
  return (button as unknown as { readonly isDown: boolean }).isDown
}
