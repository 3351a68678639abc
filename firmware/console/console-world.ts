import type { Clock } from '../../hal/contract/clock.ts'
import type { CommissionReport } from '../../hal/contract/commission-report.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import type { Entropy } from '../../hal/contract/entropy.ts'
import type { ScannerFault } from '../../hal/contract/fingerprint-scanner.ts'
import type { Http } from '../../hal/contract/http.ts'
import type { Power } from '../../hal/contract/power.ts'
import type { ProcessFacts } from '../../hal/contract/process-facts.ts'
import type { RemovableMedia } from '../../hal/contract/removable-media.ts'
import type { Result } from '../../hal/contract/result.ts'
import type { Watchdog, WatchdogFault } from '../../hal/contract/watchdog.ts'
import type { OpenScanner } from '../capture/scanner-desk.ts'
import type { OpeningHands } from '../intake/open-student.ts'
import type { KioskParts } from '../kiosk/kiosk-parts.ts'
import type { Screen } from '../screen/model/screen.ts'
import type { Enrolment } from '../seal/device-list.ts'
import type { KeyList } from '../seal/key-list.ts'
import type { PanelFile } from '../web/panel-file.ts'

/** Exit codes of every command: done, fault, wrong use, hardware absent. */
export const exit = { done: 0, fault: 1, usage: 2, absent: 3 } as const

export type ExitCode = (typeof exit)[keyof typeof exit]

/** How a run of a box ended: for good, to start again as another school's, or to be powered off. */
export type Ended = ExitCode | 'again' | 'off'

export type BoardParts = Pick<
  KioskParts,
  'openScanner' | 'camera' | 'faces' | 'codes' | 'indicator' | 'buttons' | 'voice' | 'facts' | 'link'
>

/** A board as a command needs it. */
export interface ConsoleBoard extends BoardParts {
  readonly label: string
  readonly pixelsPerMillimetre: number
  /** Absent where no stick can be put in. */
  readonly media?: RemovableMedia
  /** Starts whoever watches this box; absent where nobody does. */
  readonly openWatchdog?: () => Result<Watchdog, WatchdogFault>
  /** A simulated board has a student who watches the screen. */
  readonly watch?: (screen: Screen) => void
  /** A simulated board has a finger of its own for the doctor: on the scanner, or off. */
  readonly press?: (on: boolean) => void
  /** The machine is the kiosk's alone: its button powers it off. */
  readonly ownsMachine?: true
  close(): Promise<void>
}

/** Why a board could not be opened. */
export type BoardFault =
  | { readonly kind: 'unknown-board' }
  /** Asked to find out by itself: what this machine calls itself, if it says so. */
  | { readonly kind: 'not-recognised'; readonly model: string | undefined }
  /** The site's own settings do not hold; nothing of them was applied. */
  | { readonly kind: 'bad-settings'; readonly file: string; readonly faults: readonly SettingFault[] }
  /** This machine is not that board: what is missing, in the words of the part that looked. */
  | { readonly kind: 'absent'; readonly detail: string }

/** What is wrong in a file of settings, in Indonesian, and on which line if one can be named. */
export interface SettingFault {
  readonly line?: number | undefined
  readonly words: string
}

/** How a board is built. */
export interface BoardWiring {
  readonly lines: readonly string[]
  /** A whole SVG document. */
  readonly drawing: string
  /** The same for machines: wires, materials, lines of config.txt. */
  readonly plan: object
}

/** What can be told of a board without opening it, with the site's own settings applied. */
export interface BoardPage {
  /** All of its data, for machines. */
  readonly data: object
  readonly facts: readonly string[]
  /** Absent where there is nothing to wire. */
  readonly wiring?: BoardWiring | undefined
  /** Files of its system by their paths on the card; absent where it is not a system of ours. */
  readonly system?: ReadonlyMap<string, string> | undefined
}

/** What a simulated board brings along: a district on loopback and who to trust. */
export interface SimulatedSchool {
  readonly registryUrl: string
  readonly keyList: KeyList
  close(): Promise<void>
}

/** The world around the command line, handed in by the executable. */
export interface ConsoleWorld {
  readonly software: string
  readonly clock: Clock
  readonly entropy: Entropy
  readonly http: Http
  /** Files below a folder; the folder need not exist yet. */
  openDisk(folder: string): Disk
  /** Keeps other processes of ours out of a data folder until released or until this process ends. */
  holdFolder(folder: string): Promise<Result<{ release(): void }, { readonly kind: 'held' }>>
  print(line: string): void
  /** Progress and faults, on standard error. */
  say(line: string): void
  /** One line that replaces itself on standard error; absent where that is no terminal. Empty clears it. */
  readonly progress?: ((line: string) => void) | undefined
  /** Asks whoever sits at the terminal; absent where nobody does. */
  readonly ask?: ((question: string, signal: AbortSignal) => Promise<string | undefined>) | undefined
  /** Of this machine. */
  readonly power: Power
  /** Whether somebody starts this program again when it ends: a service manager. */
  readonly startsAgain: boolean
  /** Watches this process from now on. */
  watchProcess(): ProcessFacts
  /** Aborts on Ctrl-C. */
  readonly stopped: AbortSignal
  panel(): Promise<ReadonlyMap<string, PanelFile>>
  /** Opens a socket: for this box alone, or for whoever is in the same network. */
  serve(
    handle: (request: Request) => Response | Promise<Response>,
    port: number,
    reach: 'box' | 'network',
  ): Promise<Result<Serving, { readonly kind: 'port-taken' | 'port-refused' }>>
  readonly boards: readonly { readonly name: string; readonly label: string }[]
  describeBoard(name: string, dataFolder: string): Promise<Result<BoardPage, BoardFault>>
  /** `auto` finds out by itself which board this is. */
  openBoard(name: string, dataFolder: string): Promise<Result<ConsoleBoard, BoardFault>>
  /** Only for the desk: its own district, and the class list of its school. */
  openSchool(dataFolder: string, device: Enrolment): Promise<SimulatedSchool>
  readonly demoRoster: () => Promise<Uint8Array>
  readonly scanners: {
    /** Names of all models, as they are printed on the parts. */
    readonly models: readonly string[]
    at(place: ScannerAt): OpenScanner
    /** Sets a part to its best rate, or to `targetBaud`, for good. */
    commission(
      place: ScannerAt & { readonly targetBaud: number | undefined },
      stop: AbortSignal,
    ): Promise<Result<CommissionReport, ScannerFault>>
  }
  /** Who opens packets in `rekam intake`: threads of their own, so that every core works. */
  readonly crew: {
    /** As many as this machine has cores. */
    readonly best: number
    open(count: number): OpeningHands & { close(): Promise<void> }
  }
  readonly simulate: {
    sensor(options: SimulatedSensor): Promise<ExitCode>
    district(options: SimulatedDistrict): Promise<ExitCode>
    school(options: SimulatedDays): Promise<ExitCode>
    link(options: SimulatedLink): Promise<ExitCode>
  }
}

/** Words of the command line as they came; who makes the twin knows what they mean. */
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

/** A scanner as a technician names it. `model` is one of the known ones. */
export interface ScannerAt {
  readonly path: string
  readonly model: string
  readonly baud: number | undefined
  readonly password: number | undefined
  readonly address: number | undefined
}

export interface Serving {
  readonly url: string
  close(): Promise<void>
}
