import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { encode } from 'jpeg-js'
import { drawPortrait } from './draw-portrait.ts'

/** What the stand-in for `rpicam-still` and `rpicam-vid` was asked, by their own arguments. */
export interface CameraProgramOptions {
  readonly seed: string
  readonly widthPx: number
  readonly heightPx: number
  /** File to write; `-` or absent means standard output. */
  readonly output: string | undefined
  /** Folder for a copy of every still, named by its hash: what the camera really made. */
  readonly copies: string | undefined
}

/** Writes one JPEG of a drawn portrait, as the real program does. */
export async function takeSimulatedStill(options: CameraProgramOptions): Promise<void> {
  const jpeg = drawJpeg(options, 0, 93)
  if (options.copies) {
    await mkdir(options.copies, { recursive: true })
    const name = createHash('sha256').update(jpeg).digest('hex')
    await writeFile(join(options.copies, `${name}.jpg`), jpeg)
  }
  if (options.output && options.output !== '-') await writeFile(options.output, jpeg)
  else process.stdout.write(jpeg)
}

/** Streams JPEGs until it is killed, as `rpicam-vid --codec mjpeg -t 0 -o -` does. */
export async function streamSimulatedPreview(options: CameraProgramOptions): Promise<void> {
  const frames = [-1, 0, 1, 0].map((sway) => drawJpeg(options, sway, 70))
  for (let index = 0; ; index += 1) {
    const frame = frames[index % frames.length]
    if (frame && !process.stdout.write(frame))
      await new Promise((resolve) => process.stdout.once('drain', resolve))
    await pause(125)
  }
}

function drawJpeg(
  { seed, widthPx, heightPx }: CameraProgramOptions,
  sway: number,
  quality: number,
): Uint8Array {
  const portrait = drawPortrait(seed, widthPx, heightPx, sway)
  const picture = { width: portrait.widthPx, height: portrait.heightPx, data: portrait.rgba }
  return encode(picture, quality).data
}
