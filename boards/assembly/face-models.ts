import { readFile } from 'node:fs/promises'

/** A network as its package ships it: what the numbers are, and the numbers. */
export interface FaceModel {
  readonly manifest: unknown
  readonly bytes: Uint8Array
}

/** The two networks that we use out of `@vladmandic/face-api`; an executable has them inside. */
export async function readFaceModels(): Promise<{ readonly detector: FaceModel; readonly marks: FaceModel }> {
  const folder = new URL('./model/', import.meta.resolve('@vladmandic/face-api/package.json'))
  return {
    detector: await readModel(folder, 'tiny_face_detector_model'),
    marks: await readModel(folder, 'face_landmark_68_tiny_model'),
  }
}

async function readModel(folder: URL, name: string): Promise<FaceModel> {
  const manifest: unknown = JSON.parse(
    await readFile(new URL(`${name}-weights_manifest.json`, folder), 'utf8'),
  )
  return { manifest, bytes: await readFile(new URL(`${name}.bin`, folder)) }
}
