import { Weights } from '../../firmware/recording/face/face-weights.ts'
import type { FaceNetworks } from '../../firmware/recording/face/read-face.ts'
import { type FaceModel, readFaceModels } from './face-models.ts'

/** Both networks, ready to run. */
export async function loadFaceNetworks(): Promise<FaceNetworks> {
  const { detector, marks } = await readFaceModels()
  const weightsOf = ({ manifest, bytes }: FaceModel) => new Weights(manifest, bytes)
  return { detector: weightsOf(detector), marks: weightsOf(marks) }
}
