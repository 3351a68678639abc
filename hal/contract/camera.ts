import type { Result } from './result.ts'

export type CameraFault =
  /** The camera program is not installed. */
  | { readonly kind: 'missing' }
  /** No camera is plugged in. */
  | { readonly kind: 'absent' }
  /** Another program holds the camera. */
  | { readonly kind: 'busy' }
  /** The program ran and failed for another reason. */
  | { readonly kind: 'failed'; readonly exitCode: number; readonly detail: string }
  /** No picture in time; the program was killed. `detail` is its last word, if it had one. */
  | { readonly kind: 'hung'; readonly detail?: string }
  /** The program ended well but its picture is not a JPEG. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'cancelled' }

/** One camera with one owner at a time: the last caller has it, and the earlier capture is ended first. */
export interface Camera {
  /** Maker's name of the sensor as far as it is known. */
  readonly model: string
  /**
   * Live frames, each a whole JPEG. Ends when `signal` aborts or another caller asks; a fault is the last
   * value. Abandoned frames are dropped, never queued.
   */
  preview(signal: AbortSignal): AsyncIterable<Result<Uint8Array, CameraFault>>
  /** One JPEG exactly as the camera made it. The caller owns the bytes. */
  still(signal: AbortSignal): Promise<Result<Uint8Array, CameraFault>>
  /** Idempotent; kills what still runs. */
  close(): Promise<void>
}
