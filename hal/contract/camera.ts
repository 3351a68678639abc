import type { Result } from './result.ts'

export type CameraFault =
  /** The camera program is not installed. */
  | { readonly kind: 'missing' }
  /** The program ran and failed: no camera, camera held by another process. */
  | { readonly kind: 'failed'; readonly exitCode: number; readonly detail: string }
  /** No answer in time; the program was killed. */
  | { readonly kind: 'hung' }
  /** The program ended well but its picture is not a JPEG. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'cancelled' }

/** One camera with one owner at a time: taking a still ends the preview first. */
export interface Camera {
  /** Maker's name of the sensor as far as it is known. */
  readonly model: string
  /**
   * Live frames, each a whole JPEG. Ends when `signal` aborts or a still is taken; a fault is the last
   * value. Abandoned frames are dropped, never queued.
   */
  preview(signal: AbortSignal): AsyncIterable<Result<Uint8Array, CameraFault>>
  /** One JPEG exactly as the camera made it. The caller owns the bytes. */
  still(signal: AbortSignal): Promise<Result<Uint8Array, CameraFault>>
  /** Idempotent; kills what still runs. */
  close(): Promise<void>
}
