import type { Camera, CameraFault } from '../../contract/camera.ts'
import type { CameraPrograms } from '../../contract/camera-programs.ts'
import type { Clock } from '../../contract/clock.ts'
import { err, type Result } from '../../contract/result.ts'
import { cameraFaultOf } from './camera-complaint.ts'
import { type CameraTurn, createCameraSlot } from './camera-slot.ts'
import { isWholeJpeg } from './jpeg-splitter.ts'
import { fullViewMode, readSensorModes, type SensorMode } from './sensor-modes.ts'

/**
 * A ribbon camera through the libcamera programs. Only one process can hold the camera: a still ends the
 * preview and waits until that process is gone. Both read the sensor in a mode of its full view: left to themselves, the
 * programs choose by size, and the photo shows more than the mirror did (rpicam-apps 1.9.1, `RPiCamApp::selectMode`).
 */
export function createRibbonCamera(model: string, programs: CameraPrograms, clock: Clock): Camera {
  const slot = createCameraSlot(clock)
  let modes: readonly SensorMode[] = []
  // Another camera may be plugged in after a power cut only, so that one answer holds.
  const learn = async (turn: CameraTurn) => {
    if (modes.length === 0) modes = readSensorModes(await turn.hold(programs.listCameras()))
  }
  return {
    model,
    async *preview(signal) {
      const turn = await slot.take()
      await learn(turn)
      yield* turn.pictures(() => programs.startPreview(fullViewMode(modes, programs.previewHeightPx)), signal)
    },
    async still(signal) {
      const turn = await slot.take()
      if (signal.aborted || turn.isOver) return err({ kind: 'cancelled' })
      await learn(turn)
      if (signal.aborted || turn.isOver) return err({ kind: 'cancelled' })
      const taken = await turn.hold(programs.still(fullViewMode(modes, programs.stillHeightPx)))
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
