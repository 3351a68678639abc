import type { Dispatch, VisitMemory, VisitParts } from './visit-parts.ts'

/** Shows the camera to the student until aborted. */
export async function runPreview(parts: VisitParts, signal: AbortSignal, dispatch: Dispatch): Promise<void> {
  for await (const frame of parts.camera.preview(signal)) {
    if (signal.aborted) return
    if (frame.ok) {
      parts.frames.push(frame.value)
      continue
    }
    if (frame.fault.kind === 'cancelled') return
    return dispatch({ was: 'photo-failed', fault: frame.fault.kind })
  }
}

/** Takes the photo; it stays in memory until the student approves it. */
export async function runPhoto(
  parts: VisitParts,
  memory: VisitMemory,
  signal: AbortSignal,
  dispatch: Dispatch,
): Promise<void> {
  const still = await parts.camera.still(signal)
  if (signal.aborted) return
  if (still.ok) {
    memory.photo = still.value
    memory.photoNumber += 1
    return dispatch({ was: 'photo-taken' })
  }
  if (still.fault.kind !== 'cancelled') dispatch({ was: 'photo-failed', fault: still.fault.kind })
}
