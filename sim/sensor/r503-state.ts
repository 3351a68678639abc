import type { Clock } from '../../hal/contract/clock.ts'
import type { Features } from './twin-library.ts'

/** What lies on the glass. */
export interface PlacedFinger {
  readonly person: string
  readonly position: number
  readonly wetness?: number
  readonly contact?: number
}

export interface R503Options {
  readonly clock: Clock
  /** False hands bytes over at once, for tests where the wire does not matter. */
  readonly paced?: boolean
  readonly baud?: number
  /** Anything but 0 locks the part until that password comes. */
  readonly password?: number
}

/** The inside of the part, as its commands see it. */
export interface R503State {
  baudCode: number
  sizeCode: number
  security: number
  readonly password: number
  unlocked: boolean
  finger: PlacedFinger | undefined
  presses: number
  /** The image buffer: 8-bit pixels and whose they are. */
  image: { readonly pixels: Uint8Array; readonly features: Features } | undefined
  readonly buffers: Map<number, Features>
  readonly library: Map<number, Features>
  /** Buffer that waits for a template from the host, and what came of it so far. */
  incoming: { readonly buffer: number; readonly bytes: number[] } | undefined
  ring: readonly number[]
}

export const sensorWidthPx = 192
export const sensorHeightPx = 192
export const templateBytes = 1536

export function freshState(options: R503Options): R503State {
  return {
    baudCode: (options.baud ?? 57_600) / 9_600,
    sizeCode: 2,
    security: 3,
    password: options.password ?? 0,
    // The manual lets an unprotected part work at once; several firmwares want the password all the same.
    unlocked: false,
    finger: undefined,
    presses: 0,
    image: undefined,
    buffers: new Map(),
    library: new Map(),
    incoming: undefined,
    ring: [],
  }
}
