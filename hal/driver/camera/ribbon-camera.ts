import type { Camera, CameraFault } from '../../contract/camera.ts'
import type { CameraPrograms } from '../../contract/camera-programs.ts'
import type { Clock } from '../../contract/clock.ts'
import { err, type Result } from '../../contract/result.ts'
import { cameraFaultOf } from './camera-complaint.ts'
import { createCameraSlot } from './camera-slot.ts'
import { isWholeJpeg } from './jpeg-splitter.ts'

/**
 * A ribbon camera through the libcamera programs. Only one process can hold the camera: a still ends the
 * preview and waits until that process is gone.
 */
export function createRibbonCamera(model: string, programs: CameraPrograms, clock: Clock): Camera {
  const slot = createCameraSlot(clock)
  return {
    model,
    async *preview(signal) {
      const turn = await slot.take()
      yield* turn.pictures(() => programs.startPreview(), signal)
    },
    async still(signal) {
      const turn = await slot.take()
      if (signal.aborted || turn.isOver) return err({ kind: 'cancelled' })
      const taken = await turn.hold(programs.still())
      return signal.aborted ? err({ kind: 'cancelled' }) : checked(taken)
    },
    close: () => slot.clear(),
  }
}

function checked(taken: Result<Uint8Array, CameraFault>): Result<Uint8Array, CameraFault> {
  if (taken.ok) return isWholeJpeg(taken.value) ? taken : err({ kind: 'damaged' })
  const { fault } = taken
  return fault.kind === 'failed' ? err(cameraFaultOf(fault.exitCode, fault.detail)) : taken
}
