import { createJpegSplitter, isWholeJpeg } from '../codec/jpeg-splitter.ts'
import type { Camera, CameraFault } from '../contract/camera.ts'
import type { CameraPrograms, PreviewProcess } from '../contract/camera-programs.ts'
import { err, ok, type Result } from '../contract/result.ts'

/**
 * A ribbon camera through the libcamera programs. Only one process can hold the camera: a still ends the
 * preview and waits until that process is gone.
 */
export function createRibbonCamera(model: string, programs: CameraPrograms): Camera {
  let running: PreviewProcess | undefined
  const stopPreview = async () => {
    const stopping = running
    running = undefined
    stopping?.kill()
    await stopping?.ended
  }
  return {
    model,
    async *preview(signal) {
      await stopPreview()
      if (signal.aborted) return
      const process = programs.startPreview()
      running = process
      const kill = () => process.kill()
      signal.addEventListener('abort', kill, { once: true })
      const splitter = createJpegSplitter()
      for await (const bytes of process.output) {
        const newest = splitter.push(bytes).at(-1)
        if (newest && running === process) yield ok(newest)
      }
      signal.removeEventListener('abort', kill)
      const exitCode = await process.ended
      const wanted = signal.aborted || running !== process
      if (running === process) running = undefined
      if (!wanted) yield err(faultOf(exitCode))
    },
    async still(signal) {
      await stopPreview()
      if (signal.aborted) return err({ kind: 'cancelled' })
      const taken = await programs.still()
      if (signal.aborted) return err({ kind: 'cancelled' })
      return checked(taken)
    },
    close: stopPreview,
  }
}

function checked(taken: Result<Uint8Array, CameraFault>): Result<Uint8Array, CameraFault> {
  return taken.ok && !isWholeJpeg(taken.value) ? err({ kind: 'damaged' }) : taken
}

function faultOf(exitCode: number): CameraFault {
  return exitCode === 127
    ? { kind: 'missing' }
    : { kind: 'failed', exitCode, detail: 'the live picture ended by itself' }
}
