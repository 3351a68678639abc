import type { CameraFault } from '../../hal/contract/camera.ts'
import type { FaceReading } from '../../hal/contract/face-finder.ts'
import type { Result } from '../../hal/contract/result.ts'
import { judgeFace } from '../capture/judge-face.ts'
import { cameraWords } from './camera-words.ts'
import type { ConsoleBoard, ConsoleWorld } from './console-world.ts'
import type { Finding } from './finding.ts'

/** Takes one photo, and lets the face check look at it; the photo goes no further. */
export async function checkCamera(
  world: ConsoleWorld,
  board: ConsoleBoard,
  limitMs: number,
): Promise<readonly Finding[]> {
  using deadline = world.clock.deadline(limitMs, world.stopped)
  const still = await board.camera.still(deadline.signal)
  const camera = cameraFinding(still, board.camera.model)
  return still.ok ? [camera, await checkFaces(world, board, still.value, limitMs)] : [camera]
}

function cameraFinding(still: Result<Uint8Array, CameraFault>, model: string): Finding {
  if (still.ok) return { part: 'camera', state: 'good', words: `${model}, foto ${still.value.length} byte` }
  const isThere = still.fault.kind !== 'missing' && still.fault.kind !== 'absent'
  return { part: 'camera', state: isThere ? 'fault' : 'absent', words: cameraWords(still.fault) }
}

// Nobody needs to sit there: that no face is found is an answer too.
async function checkFaces(
  world: ConsoleWorld,
  board: ConsoleBoard,
  still: Uint8Array,
  limitMs: number,
): Promise<Finding> {
  using deadline = world.clock.deadline(limitMs, world.stopped)
  const started = world.clock.monotonicMs()
  const session = board.faces.open()
  const reading = await session.read(still, deadline.signal)
  await session.close()
  still.fill(0)
  const ms = Math.round(world.clock.monotonicMs() - started)
  if (reading.ok && judgeFace(reading.value).check === 'landmarks')
    return {
      part: 'face-check',
      state: 'good',
      words: `foto diperiksa dalam ${ms} ms${lightWords(reading.value)}`,
    }
  const words = reading.ok
    ? 'Wajah tidak bisa dicari, hanya terang dan kaburnya foto. Perekaman tetap bisa.'
    : 'Pemeriksa wajah tidak jalan. Perekaman tetap bisa, tanpa petunjuk saat difoto.'
  return { part: 'face-check', state: 'fault', words }
}

function lightWords(reading: FaceReading): string {
  return judgeFace(reading).hints.includes('brighter') ? '. Fotonya gelap: tambah lampu di depan siswa' : ''
}
