import { candidateOf, type PhotoCandidate } from '../visit/photo-candidate.ts'
import type { Dispatch, VisitMemory, VisitParts } from './visit-parts.ts'

/** Shows the camera to the student and looks how they stand, until aborted. */
export async function runPreview(parts: VisitParts, signal: AbortSignal, dispatch: Dispatch): Promise<void> {
  const { camera, faceWatch, frames } = parts
  faceWatch.start((hint) => dispatch({ type: 'face-seen', hint }))
  for await (const frame of camera.preview(signal)) {
    if (signal.aborted) return
    if (frame.ok) {
      frames.push(frame.value)
      faceWatch.offer(frame.value)
      continue
    }
    if (frame.fault.kind === 'cancelled') return
    return dispatch({ type: 'photo-failed', fault: frame.fault.kind })
  }
}

const photosInOneGo = 2

/**
 * Takes two photos in one go, and looks at the first while the camera takes the second; they stay in memory
 * until the student approves one. When the second fails the first is still a photo.
 */
export async function runPhoto(
  parts: VisitParts,
  memory: VisitMemory,
  signal: AbortSignal,
  dispatch: Dispatch,
): Promise<void> {
  const taken: Uint8Array[] = []
  const looks: Promise<PhotoCandidate>[] = []
  for (let shot = 0; shot < photosInOneGo; shot += 1) {
    const still = await parts.camera.still(signal)
    if (signal.aborted) return erase(taken)
    if (still.ok) {
      taken.push(still.value)
      looks.push(parts.faceWatch.judge(still.value, signal).then(candidateOf))
    } else if (taken.length === 0) {
      if (still.fault.kind !== 'cancelled') dispatch({ type: 'photo-failed', fault: still.fault.kind })
      return
    }
  }
  const candidates = await Promise.all(looks)
  if (signal.aborted) return erase(taken)
  memory.photos = taken
  memory.photoNumber += 1
  dispatch({ type: 'photo-taken', candidates })
}

/** Forgets photos without approval: not even their bytes are left. */
export function forgetPhotos(memory: Pick<VisitMemory, 'photos'>): void {
  erase(memory.photos)
  memory.photos = []
}

function erase(photos: readonly Uint8Array[]): void {
  for (const photo of photos) photo.fill(0)
}
