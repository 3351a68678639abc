import five from 'johnny-five'
import type { Buttons } from '../contract/buttons.ts'
import type { Clock } from '../contract/clock.ts'
import type { GpioPort } from '../contract/gpio-port.ts'
import type { Indicator, LampColour, LampPattern } from '../contract/indicator.ts'
import { FiveIo } from './five-io.ts'

/** Lines of lamp, buzzer and button, as a board names them. */
export interface FrontLines {
  readonly lamp: { readonly red: number; readonly green: number; readonly blue: number }
  readonly buzzer: number
  readonly helpButton: number
  /** Lines where low means on. */
  readonly activeLow: readonly number[]
}

const colours: Readonly<Record<LampColour, string>> = {
  off: '#000000',
  white: '#ffffff',
  blue: '#0000ff',
  cyan: '#00ffff',
  green: '#00ff00',
  // Amber out of red and green: three lines that are on or off give seven colours.
  amber: '#ffff00',
  red: '#ff0000',
}

// On and off take this long each: 1 Hz and 2 Hz, below the three flashes a second of WCAG 2.3.1.
const rhythmMs = { pulse: 500, blink: 250 } as const

/** Lamp, active buzzer and help button through johnny-five. */
export function openFiveFront(
  port: GpioPort,
  lines: FrontLines,
  clock: Clock,
): { readonly indicator: Indicator; readonly buttons: Buttons } {
  const io = new FiveIo(port, new Set(lines.activeLow))
  // Without `sigint: false` it ends the process by itself; the option is missing from its types.
  const options = { io, repl: false, debug: false, sigint: false }
  const board = new five.Board(options)
  // With several boards in one process a part without `board` goes to the first ever made.
  const lamp = new five.Led.RGB({ pins: { ...lines.lamp }, board })
  const buzzer = new five.Led({ pin: lines.buzzer, board })
  const button = new five.Button({ pin: lines.helpButton, board })
  return { indicator: createIndicator(lamp, buzzer, port, clock), buttons: createButtons(button) }
}

function createIndicator(lamp: five.Led.RGB, buzzer: five.Led, port: GpioPort, clock: Clock): Indicator {
  // `stop` takes no argument whatever its types say.
  const stopBlinking = () => (lamp as unknown as { stop(): void }).stop()
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
    lamp(pattern: LampPattern) {
      stopBlinking()
      lamp.color(colours[pattern.colour])
      if (pattern.colour === 'off') {
        lamp.off()
        return
      }
      lamp.on()
      if (pattern.rhythm !== 'steady') lamp.blink(rhythmMs[pattern.rhythm])
    },
    buzzer(pattern) {
      sounding.abort()
      sounding = new AbortController()
      void play(pattern, sounding.signal)
    },
    close() {
      sounding.abort()
      stopBlinking()
      lamp.off()
      buzzer.off()
      port.close()
    },
  }
}

function createButtons(button: five.Button): Buttons {
  let closed = false
  return {
    onPress(listener) {
      button.on('press', () => {
        if (!closed) listener('help')
      })
    },
    close() {
      closed = true
    },
  }
}
