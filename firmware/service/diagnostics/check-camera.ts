import { judgeFace } from '../../recording/face/judge-face.ts'
import { cameraWords } from './describe-camera.ts'
import type { DeviceUnderTest } from './device-under-test.ts'
import { type Finding, good, problem } from './finding.ts'

/** Takes one photo, and lets the face check look at it; the photo goes no further. */
export async function checkCamera(
  { camera, clock, faces }: DeviceUnderTest,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const still = await camera.still(signal)
  if (!still.ok) {
    const { fault } = still
    const name = fault.kind === 'cancelled' ? 'hung' : fault.kind
    return [
      problem('camera', `camera-${name}`, fault.kind === 'failed' ? fault.exitCode : 0, cameraWords(fault)),
    ]
  }
  const bytes = still.value.length
  const started = clock.monotonicMs()
  const session = faces.open()
  const reading = await session.read(still.value, signal)
  await session.close()
  still.value.fill(0)
  const camera_ = good('camera', `${camera.model}, foto ${bytes} byte`)
  if (!reading.ok) return [camera_, problem('face-check', 'face-check-gone')]
  // No person needs to sit there: that no face is found is an answer too.
  const { check, hints } = judgeFace(reading.value)
  const ms = Math.round(clock.monotonicMs() - started)
  return [
    hints.includes('brighter') ? problem('camera', 'camera-dark') : camera_,
    check === 'landmarks'
      ? good('face-check', `foto diperiksa dalam ${ms} ms`)
      : problem('face-check', 'face-check-blind'),
  ]
}
