import { createSeededRandom, seedOf } from '../random/seeded-random.ts'
import { type MasterFinger, masterFinger } from './master-finger.ts'

/** How a finger meets the glass. Everything has a good default; the number of the press varies the rest. */
export interface Press {
  readonly person: string
  /** ANSI/NIST finger position. */
  readonly position: number
  /** Different presses of one finger differ a little, as in life. */
  readonly press: number
  /** -1 very dry, 0 fine, 1 very wet. */
  readonly wetness?: number
  /** Share of the sensor that the finger touches, 0 to 1. */
  readonly contact?: number
}

/** What the sensing element sees: 8-bit grey, ridges dark, background bright. */
export function pressImage(press: Press, widthPx: number, heightPx: number): Uint8Array {
  const master = masterFinger(press.person, press.position)
  const random = createSeededRandom(seedOf('press', press.person, press.position, press.press))
  const turn = (3 * Math.PI * random.normal()) / 180
  const shiftX = 4 * random.normal()
  const shiftY = 4 * random.normal()
  const bendPhase = random.between(0, 2 * Math.PI)
  const wetness = press.wetness ?? 0
  // The ellipse below covers this share of the sensor; above 1 it runs over the edges.
  const reach = Math.sqrt((press.contact ?? 1.15) / 1.037)
  const image = new Uint8Array(widthPx * heightPx)
  for (let row = 0; row < heightPx; row += 1) {
    for (let column = 0; column < widthPx; column += 1) {
      const x = column - widthPx / 2
      const y = row - heightPx / 2
      const bendX = 1.5 * Math.sin((2 * Math.PI * y) / 190 + bendPhase)
      const bendY = 1.5 * Math.sin((2 * Math.PI * x) / 170 + bendPhase)
      const skinX = Math.cos(turn) * x - Math.sin(turn) * y + shiftX + bendX
      const skinY = Math.sin(turn) * x + Math.cos(turn) * y + shiftY + bendY
      const ridge = sample(master, skinX + master.widthPx / 2, skinY + master.heightPx / 2)
      const ink = 1 / (1 + Math.exp(-6 * (ridge + 0.7 * wetness)))
      const edge = Math.hypot(x / (0.55 * widthPx), y / (0.6 * heightPx)) + 0.03 * random.normal()
      const touch = 1 / (1 + Math.exp((edge - reach) * 22))
      const speck = wetness < 0 && random.next() < -0.3 * wetness ? 60 : 0
      const grey = 235 - 190 * ink * touch + speck + 3 * random.normal()
      image[row * widthPx + column] = Math.max(0, Math.min(255, Math.round(grey)))
    }
  }
  return image
}

function sample(master: MasterFinger, x: number, y: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  if (left < 0 || top < 0 || left + 1 >= master.widthPx || top + 1 >= master.heightPx) return -1
  const at = top * master.widthPx + left
  const { skin } = master
  const upper = mix(skin[at], skin[at + 1], x - left)
  const lower = mix(skin[at + master.widthPx], skin[at + master.widthPx + 1], x - left)
  return upper + (lower - upper) * (y - top)
}

function mix(a: number | undefined, b: number | undefined, share: number): number {
  return (a ?? 0) + ((b ?? 0) - (a ?? 0)) * share
}
