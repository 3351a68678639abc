import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { portraitJpeg } from '../face/portrait-jpeg.ts'
import { goodStance, type Stance } from '../face/stance.ts'
import { zoomOf } from './sensor-view.ts'

/** The request to the stand-in for `rpicam-still` and `rpicam-vid`, by their own arguments. */
export interface CameraProgramOptions {
  readonly seed: string
  readonly widthPx: number
  readonly heightPx: number
  /** File to write; `-` or absent means standard output. */
  readonly output: string | undefined
  /** Folder for a copy of every still, named by its hash: what the camera really made. */
  readonly copies: string | undefined
  /** JSON file that says how the person stands, as far as not well; looked at before every picture. */
  readonly stance: string | undefined
  /** The sensor's mode as `W:H`; the program chooses by itself when absent. */
  readonly mode: string | undefined
  /** How long the program looks before it takes a still. */
  readonly settleMs: number
  readonly focuses: boolean
}

/** Writes one JPEG of a drawn portrait, as the real program does. */
export async function takeSimulatedStill(options: CameraProgramOptions): Promise<void> {
  const stance = await stanceOf(options)
  if (stance.blinks && options.stance) {
    await writeFile(options.stance, JSON.stringify({ ...stance, blinks: false }))
  }
  const seen = unsettled(options, { ...stance, eyesClosed: stance.eyesClosed || stance.blinks })
  const jpeg = drawJpeg(options, 0, seen, 93)
  if (options.copies) {
    await mkdir(options.copies, { recursive: true })
    const name = createHash('sha256').update(jpeg).digest('hex')
    await writeFile(join(options.copies, `${name}.jpg`), jpeg)
  }
  if (options.output && options.output !== '-') await writeFile(options.output, jpeg)
  else process.stdout.write(jpeg)
}

const sways = [-1, 0, 1, 0]

/** Streams JPEGs until it is killed, as `rpicam-vid --codec mjpeg -t 0 -o -` does. */
export async function streamSimulatedPreview(options: CameraProgramOptions): Promise<void> {
  const drawn = new Map<string, Uint8Array>()
  for (let index = 0; ; index += 1) {
    const stance = await stanceOf(options)
    const sway = sways[index % sways.length] ?? 0
    const name = JSON.stringify([sway, stance])
    const frame = drawn.get(name) ?? drawJpeg(options, sway, stance, 70)
    drawn.set(name, frame)
    if (!process.stdout.write(frame)) await new Promise((resolve) => process.stdout.once('drain', resolve))
    await pause(125)
  }
}

// The first frames have neither exposure nor focus (raspberrypi/picamera2 issues 1055 and 1082).
function unsettled({ settleMs, focuses }: CameraProgramOptions, stance: Stance): Stance {
  return {
    ...stance,
    exposure: settleMs < 500 ? 0.45 * stance.exposure : stance.exposure,
    blur: focuses ? stance.blur : Math.max(stance.blur, 0.012),
  }
}

// Without such a file, or while it is being written, the person stands well.
async function stanceOf({ stance }: CameraProgramOptions): Promise<Stance> {
  if (stance === undefined) return goodStance
  const changes = readFile(stance, 'utf8').then((text) => JSON.parse(text) as Partial<Stance>)
  return { ...goodStance, ...(await changes.catch(() => ({}))) }
}

function drawJpeg(
  { seed, widthPx, heightPx, mode }: CameraProgramOptions,
  sway: number,
  stance: Stance,
  quality: number,
): Uint8Array {
  const scale = zoomOf(widthPx, heightPx, mode) * stance.scale
  return portraitJpeg({ seed, widthPx, heightPx, sway, stance: { ...stance, scale }, quality })
}
