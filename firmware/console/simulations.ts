import type { Enrolment } from '../custody/crypto/device-list.ts'
import type { KeyList } from '../custody/crypto/key-list.ts'
import type { ExitCode } from './exit-code.ts'

/** The simulated world around a kiosk. */
export interface Simulations {
  /** Only for the desk: its own district, and the class list of its school. */
  openSchool(dataFolder: string, device: Enrolment): Promise<SimulatedSchool>
  readonly demoRoster: () => Promise<Uint8Array>
  readonly simulate: {
    sensor(options: SimulatedSensor): Promise<ExitCode>
    district(options: SimulatedDistrict): Promise<ExitCode>
    school(options: SimulatedDays): Promise<ExitCode>
    link(options: SimulatedLink): Promise<ExitCode>
  }
}

/** The surroundings of a simulated board: a district on loopback and the keys to trust. */
export interface SimulatedSchool {
  readonly registryUrl: string
  readonly keyList: KeyList
  close(): Promise<void>
}

/** Words of the command line as they came; the maker of the twin knows their meaning. */
export interface SimulatedSensor {
  readonly model: string
  readonly link: string
  readonly finger: string | undefined
  readonly baud: string | undefined
  readonly password: string | undefined
  readonly address: string | undefined
  readonly seed: string | undefined
  readonly soak: string | undefined
  readonly faults: readonly string[]
  readonly paced: boolean
}

/** A bad link in front of an office. */
export interface SimulatedLink {
  /** Loopback port; 0 picks one. */
  readonly port: number
  readonly office: { readonly host: string; readonly port: number }
  readonly shape: {
    readonly upBytesPerSecond: number
    readonly downBytesPerSecond: number
    readonly oneWayMs: number
    readonly handshakeMs: number
  }
  /** Words of the command line as they came. */
  readonly mishaps: readonly string[]
  readonly everyMs: number
  readonly spreadMs: number
  readonly seed: number
  /** How many times faster than life. */
  readonly speed: number
}

/** A district office. Several may share one folder, each with a store of its own, one of them taking in. */
export interface SimulatedDistrict {
  readonly port: number
  readonly dataFolder: string
  readonly store: string | undefined
  readonly takesIn: boolean
  /** Words of the command line as they came. */
  readonly misbehaviours: readonly string[]
  readonly seed: number
}

/** School days from one seed. */
export interface SimulatedDays {
  readonly days: number
  /** A day. */
  readonly students: number
  readonly seed: number
  /** How many things go wrong for each student on average. */
  readonly faults: number
  readonly json: boolean
}
