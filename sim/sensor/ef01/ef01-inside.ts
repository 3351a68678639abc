import type { Clock } from '../../../hal/contract/clock.ts'
import type { SeededRandom } from '../../random/seeded-random.ts'
import type { FaultShelf } from '../fault/fault-shelf.ts'
import type { Glass, TakenImage } from '../glass.ts'
import type { TwinOptions } from '../sensor-twin.ts'
import type { Ef01Model } from './ef01-model.ts'
import type { KnownImages } from './known-images.ts'

/** The state that outlives the power. */
export interface Ef01Flash {
  multiplier: number
  sizeCode: number
  security: number
  password: number
  address: number
  readonly library: Map<number, Uint8Array>
  readonly notepad: Map<number, readonly number[]>
}

/** A transfer from the host that is not complete yet. */
export interface Incoming {
  readonly target: 'image' | number
  readonly bytes: Uint8Array
  filled: number
}

/** The state that is gone with the power. */
export interface Ef01Volatile {
  /** Rate of now; that in the flash may wait for the next start. */
  multiplier: number
  unlocked: boolean
  /** The last comparison was a match. */
  passed: boolean
  image: TakenImage | undefined
  /** Templates as bytes: what the host wrote need not be a template. */
  readonly buffers: Map<number, Uint8Array>
  incoming: Incoming | undefined
  portOpen: boolean
  lampOn: boolean
  /** Which press was searched for last; the same again is a residue. */
  searchedPress: number | undefined
}

/** The inside of a part, as its commands see it. */
export interface Ef01Inside {
  readonly model: Ef01Model
  readonly clock: Clock
  readonly faults: FaultShelf
  readonly random: SeededRandom
  readonly glass: Glass
  readonly flash: Ef01Flash
  readonly volatile: Ef01Volatile
  readonly knownImages: KnownImages
  light(setting: readonly number[]): void
}

export function freshFlash(model: Ef01Model, options: TwinOptions): Ef01Flash {
  return {
    multiplier: options.baud === undefined ? model.defaultMultiplier : options.baud / 9_600,
    sizeCode: model.defaultSizeCode,
    security: 3,
    password: options.password ?? 0,
    address: options.address ?? 0xffffffff,
    library: new Map(),
    notepad: new Map(),
  }
}

export function freshVolatile(model: Ef01Model, flash: Ef01Flash): Ef01Volatile {
  return {
    multiplier: flash.multiplier,
    unlocked: flash.password === 0 && !model.wantsPassword,
    passed: false,
    image: undefined,
    buffers: new Map(),
    incoming: undefined,
    portOpen: true,
    lampOn: false,
    searchedPress: undefined,
  }
}

export function imageSize({ model, faults }: Ef01Inside): {
  readonly widthPx: number
  readonly heightPx: number
} {
  return faults.find('geometry') ?? model
}

export function templateBytes({ model, faults }: Ef01Inside): number {
  return faults.find('template-bytes')?.bytes ?? model.templateBytes
}
