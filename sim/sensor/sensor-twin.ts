import type { Clock } from '../../hal/contract/clock.ts'
import type { BaudApply } from './fault/line-fault.ts'
import type { SensorFault } from './fault/sensor-fault.ts'
import type { PlacedFinger } from './placed-finger.ts'

/** A sensor at the end of a serial cable, and the world's hands on it. */
export interface SensorTwin {
  readonly model: string
  /** Bytes from the host, and the rate it sent them at. */
  receive(bytes: Uint8Array, hostBaud: number): void
  /** The host listens at this rate from now on; its own bytes tell the rate too. */
  listenAt(hostBaud: number): void
  onBytes(listener: (bytes: Uint8Array) => void): void
  place(finger: PlacedFinger): void
  lift(): void
  fault(fault: SensorFault): void
  /** Power away and back: what is volatile is gone, and so is every fault. */
  reboot(): void
  powered: boolean
  /** Bits per second the part speaks now. */
  readonly baud: number
  /** Pictures just as they left over the wire, newest last; the last sixty-four of them. */
  readonly sentImages: readonly Uint8Array[]
  /** Level of the touch pin; a part without one keeps it low. */
  readonly touchLine: 0 | 1
  /** The last setting of its light, empty when there was none: ring settings, or 1 and 0 for a plain lamp. */
  readonly light: readonly number[]
  /** Commands understood since it was made; tells how often a host polls. */
  readonly commandsServed: number
}

export interface TwinOptions {
  readonly clock: Clock
  /** False hands bytes over at once, for tests where the wire does not matter. */
  readonly paced?: boolean
  /** Rate kept in the part's flash; GT parts forget it, so it holds until the power goes. */
  readonly baud?: number
  /** Anything but 0 locks an EF01 part until that password comes. */
  readonly password?: number
  readonly address?: number
  /** Noise, random codes and scores follow it. */
  readonly seed?: number
  readonly baudApply?: BaudApply
  /** Chance of a passing fault at every command, for soak tests. */
  readonly soak?: number
}
