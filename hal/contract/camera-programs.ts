import type { CameraFault } from './camera.ts'
import type { Result } from './result.ts'
import type { StreamProcess } from './stream-programs.ts'

/** The way to read the sensor, by the size of its picture; `undefined` leaves it to the program. */
export type ModeSize = { readonly widthPx: number; readonly heightPx: number } | undefined

/** The camera programs of a system, as processes: what a camera driver may ask of the operating system. */
export interface CameraPrograms {
  /** Height of the photo and of the live picture in pixels. */
  readonly stillHeightPx: number
  readonly previewHeightPx: number
  /** All that the programs say of the cameras they see; empty when they say nothing in time. */
  listCameras(): Promise<string>
  /** Takes one JPEG and returns its bytes. Killed after its own time limit, which gives `hung`. */
  still(mode: ModeSize): Promise<Result<Uint8Array, CameraFault>>
  /** Starts the live picture: JPEGs one after another without a frame between them. */
  startPreview(mode: ModeSize): StreamProcess
}
