import type { CameraFault } from './camera.ts'
import type { Result } from './result.ts'

/** The camera programs of a system, as processes: what a camera driver may ask of the operating system. */
export interface CameraPrograms {
  /** Takes one JPEG and returns its bytes. Killed after its own time limit, which gives `hung`. */
  still(): Promise<Result<Uint8Array, CameraFault>>
  /** Starts the live picture: JPEGs one after another without a frame between them. */
  startPreview(): PreviewProcess
}

export interface PreviewProcess {
  /** Bytes as they come; ends when the program ends. */
  readonly output: AsyncIterable<Uint8Array>
  /** Resolves with the exit code once the program is gone and the camera is free; 127 when it is missing. */
  readonly ended: Promise<number>
  /** Ends the program for certain. */
  kill(): void
}
