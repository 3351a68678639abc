import five from 'johnny-five'
import type { LampColour, LampLight } from '../../contract/indicator.ts'

/** One lamp of three colours, or three lamps of one colour on top of each other. */
export type LampLines =
  | { readonly red: number; readonly green: number; readonly blue: number }
  | { readonly red: number; readonly amber: number; readonly green: number }

export interface Lamp {
  readonly lights: readonly LampLight[]
  /** Steady, until the next call. */
  show(colour: LampColour): void
  /** The lamp goes off and on, each for that long. */
  blink(ms: number): void
}

export function openLamp(board: five.Board, lines: LampLines): Lamp {
  return 'amber' in lines ? openTower(board, lines) : openRgb(board, lines)
}

const rgb: Readonly<Record<LampColour, string>> = {
  off: '#000000',
  white: '#ffffff',
  blue: '#0000ff',
  cyan: '#00ffff',
  green: '#00ff00',
  // Amber out of red and green: three lines that are on or off give seven colours.
  amber: '#ffff00',
  red: '#ff0000',
}

function openRgb(board: five.Board, { red, green, blue }: Extract<LampLines, { blue: number }>): Lamp {
  const lamp = new five.Led.RGB({ pins: { red, green, blue }, board })
  return {
    lights: ['red', 'green', 'blue'],
    show(colour) {
      // `stop` takes no argument whatever its types say.
      ;(lamp as unknown as { stop(): void }).stop()
      lamp.color(rgb[colour])
      if (colour === 'off') lamp.off()
      else lamp.on()
    },
    blink: (ms) => lamp.blink(ms),
  }
}

type TowerColour = 'red' | 'amber' | 'green'

/**
 * Green is "all is well", red "somebody has to come", amber "look here" (IEC 60073). Whose turn it is, which the one
 * lamp says in blue, is green and amber at once; that the box works by itself, cyan, is all but red too.
 */
const tower: Readonly<Record<LampColour, readonly TowerColour[]>> = {
  off: [],
  white: ['green'],
  blue: ['green', 'amber'],
  cyan: ['green', 'amber'],
  green: ['green'],
  amber: ['amber'],
  red: ['red'],
}

function openTower(board: five.Board, lines: Extract<LampLines, { amber: number }>): Lamp {
  const lamps = Object.entries(lines).map(([colour, pin]) => ({ colour, led: new five.Led({ pin, board }) }))
  let lit: readonly five.Led[] = []
  return {
    lights: ['red', 'amber', 'green'],
    show(colour) {
      const wanted: readonly string[] = tower[colour]
      for (const { colour: own, led } of lamps) {
        led.stop()
        if (wanted.includes(own)) led.on()
        else led.off()
      }
      lit = lamps.filter(({ colour: own }) => wanted.includes(own)).map(({ led }) => led)
    },
    blink(ms) {
      for (const led of lit) led.blink(ms)
    },
  }
}
