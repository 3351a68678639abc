import type { FaultShelf } from '../fault/fault-shelf.ts'
import type { Glass, TakenImage } from '../glass.ts'
import type { Features } from '../twin-template.ts'
import type { GtModel } from './gt-model.ts'

/** Error codes of section 3.3. */
export const gtFault = {
  badBaud: 0x1002,
  badId: 0x1003,
  idUnused: 0x1004,
  idUsed: 0x1005,
  communication: 0x1006,
  verifyFailed: 0x1007,
  identifyFailed: 0x1008,
  full: 0x1009,
  empty: 0x100a,
  wrongOrder: 0x100b,
  badFinger: 0x100c,
  enrollFailed: 0x100d,
  unsupported: 0x100e,
  device: 0x100f,
  badParameter: 0x1011,
  notPressed: 0x1012,
} as const

/** An enrolment under way: where to, and the presses so far. */
export interface GtEnrolment {
  /** Undefined: the template goes to the host and is not kept. */
  readonly id: number | undefined
  readonly presses: Features[]
}

/** The state that is gone with the power. */
export interface GtVolatile {
  baud: number
  ledOn: boolean
  captured: TakenImage | undefined
  enrolment: GtEnrolment | undefined
  /** In firmware-upgrade mode it says nothing any more. */
  upgrading: boolean
  /** The use of the data that the host is to send. */
  incoming: ((bytes: Uint8Array) => GtAnswer) | undefined
}

/** One answer, and the data frame after it. */
export interface GtAnswer {
  /** Undefined for an acknowledgement. */
  readonly fault?: number
  readonly parameter?: number
  readonly delayMs: number
  readonly data?: Uint8Array
  readonly isImage?: boolean
}

/** The inside of a part, as its commands see it. */
export interface GtInside {
  readonly model: GtModel
  readonly faults: FaultShelf
  readonly glass: Glass
  readonly library: Map<number, Uint8Array>
  readonly volatile: GtVolatile
}

export type GtCommand = (part: GtInside, parameter: number) => GtAnswer

export const freshGtVolatile = (baud = 9_600): GtVolatile => ({
  baud,
  ledOn: false,
  captured: undefined,
  enrolment: undefined,
  upgrading: false,
  incoming: undefined,
})

export const acknowledge = (delayMs: number, parameter = 0): GtAnswer => ({ delayMs, parameter })
export const refuse = (fault: number, delayMs = 2): GtAnswer => ({ delayMs, fault })

/** The lamp is lit, so that the part can see. */
export const sees = ({ volatile, faults }: GtInside): boolean => volatile.ledOn && !faults.find('dark')
