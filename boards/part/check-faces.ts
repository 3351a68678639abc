import { decode } from 'jpeg-js'
import { type FaceNetworks, readFace } from '../../firmware/face/read-face.ts'
import { createFacePictureSplitter } from '../../hal/codec/face-answer.ts'
import type { FaceFault, FaceReading } from '../../hal/contract/face-finder.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { pixelsOnly } from '../../hal/driver/face-check.ts'
import { loadFaceNetworks } from './face-networks.ts'

// Larger than any still of a ribbon camera.
const mostBytes = 16e6

/**
 * The face check as a program: pictures come in on stdin, one line of measures goes out for each, and it ends
 * with its input. Without networks, or with `--pixels`, it looks at pixels alone.
 */
export async function checkFaces(words: readonly string[]): Promise<void> {
  const networks = words.includes(pixelsOnly) ? undefined : await loadFaceNetworks()
  const splitter = createFacePictureSplitter(mostBytes)
  for await (const bytes of process.stdin) {
    const pictures = splitter.push(bytes)
    if (!pictures) return
    for (const picture of pictures) process.stdout.write(`${JSON.stringify(readJpeg(picture, networks))}\n`)
  }
}

/** Measures one JPEG; what is none is a fault. */
export function readJpeg(
  jpeg: Uint8Array,
  networks: FaceNetworks | undefined,
): Result<FaceReading, FaceFault> {
  const picture = decoded(jpeg)
  return picture ? ok(readFace(picture, networks)) : err({ kind: 'damaged' })
}

function decoded(jpeg: Uint8Array) {
  try {
    const { width, height, data } = decode(jpeg, {
      useTArray: true,
      formatAsRGBA: false,
      maxResolutionInMP: 20,
      maxMemoryUsageInMB: 300,
    })
    return { widthPx: width, heightPx: height, pixels: data }
  } catch {
    return undefined
  }
}
