import type { CameraFault } from './camera.ts'
import type { Result } from './result.ts'
import type { StreamProcess } from './stream-programs.ts'

/** The camera programs of a system, as processes: what a camera driver may ask of the operating system. */
export interface CameraPrograms {
  /** Takes one JPEG and returns its bytes. Killed after its own time limit, which gives `hung`. */
  still(): Promise<Result<Uint8Array, CameraFault>>
  /** Starts the live picture: JPEGs one after another without a frame between them. */
  startPreview(): StreamProcess
}
