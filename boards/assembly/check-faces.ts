import { Weights } from '../../firmware/recording/face/face-weights.ts'
import { type FaceNetworks, readFace } from '../../firmware/recording/face/read-face.ts'
import type { FaceFault, FaceReading } from '../../hal/contract/face-finder.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { pixelsOnly } from '../../hal/driver/vision/face-check.ts'
import { answerPictures } from './answer-pictures.ts'
import { decodeJpeg } from './decode-jpeg.ts'
import { type FaceModel, readFaceModels } from './face-models.ts'

/**
 * The face check as a program: pictures come in on stdin, one line of measures goes out for each, and it ends
 * with its input. Without networks, or with `--pixels`, it looks at pixels alone.
 */
export async function checkFaces(words: readonly string[]): Promise<void> {
  const networks = words.includes(pixelsOnly) ? undefined : await loadFaceNetworks()
  return answerPictures((jpeg) => readJpeg(jpeg, networks))
}

/** Measures one JPEG; other bytes are a fault. */
export function readJpeg(
  jpeg: Uint8Array,
  networks: FaceNetworks | undefined,
): Result<FaceReading, FaceFault> {
  const picture = decodeJpeg(jpeg)
  return picture ? ok(readFace(picture, networks)) : err({ kind: 'damaged' })
}

/** Both networks, ready to run. */
export async function loadFaceNetworks(): Promise<FaceNetworks> {
  const { detector, marks } = await readFaceModels()
  const weightsOf = ({ manifest, bytes }: FaceModel) => new Weights(manifest, bytes)
  return { detector: weightsOf(detector), marks: weightsOf(marks) }
}
