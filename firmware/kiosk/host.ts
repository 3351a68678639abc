import type { Clock } from '../../hal/contract/clock.ts'
import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import type { Entropy } from '../../hal/contract/entropy.ts'
import type { Http } from '../../hal/contract/http.ts'
import type { Power } from '../../hal/contract/power.ts'
import type { ProcessFacts } from '../../hal/contract/process-facts.ts'
import type { RemovableMedia } from '../../hal/contract/removable-media.ts'
import type { Result } from '../../hal/contract/result.ts'
import type { SecureElement } from '../../hal/contract/secure-element.ts'
import type { Watchdog, WatchdogFault } from '../../hal/contract/watchdog.ts'
import type { Screen } from '../interface/model/screen.ts'
import type { PanelFile } from '../interface/web/panel-file.ts'
import type { KioskParts } from './kiosk-parts.ts'

/** The machine and the process that a kiosk or a command runs in. */
export interface Host {
  readonly software: string
  readonly clock: Clock
  readonly entropy: Entropy
  readonly http: Http
  /** Files below a folder; the folder need not exist yet. */
  openDisk(folder: string): Disk
  /** Keeps other processes of ours out of a data folder until released or until this process ends; makes it if need be. */
  holdFolder(
    folder: string,
  ): Promise<
    Result<
      { release(): void },
      { readonly kind: 'held' } | { readonly kind: 'refused'; readonly fault: DiskFault }
    >
  >
  print(line: string): void
  /** Progress and faults, on standard error. */
  say(line: string): void
  /** One line that replaces itself on standard error; absent where that is no terminal. Empty clears it. */
  readonly progress?: ((line: string) => void) | undefined
  /** Asks the person at the terminal; absent where there is none. */
  readonly ask?: ((question: string, signal: AbortSignal) => Promise<string | undefined>) | undefined
  /** Of this machine. */
  readonly power: Power
  /** Whether a service manager starts this program again when it ends. */
  readonly startsAgain: boolean
  /** Watches this process from now on. */
  watchProcess(): ProcessFacts
  /** Aborts on Ctrl-C. */
  readonly stopped: AbortSignal
  panel(): Promise<ReadonlyMap<string, PanelFile>>
  /**
   * Opens a socket: for this box alone, or at the host of a URL, for a bounded number of visitors: at an address of this box
   * in a network, or at all of them where it is a name. `from` is the address of the one who asks.
   */
  serve(
    handle: (request: Request, from: string) => Response | Promise<Response>,
    port: number,
    reach: 'box' | { readonly address: string },
  ): Promise<Result<WebServer, ServeFault>>
}

/** `address-missing`: no network of this box has the address, or has it by now. */
export interface ServeFault {
  readonly kind: 'port-taken' | 'port-refused' | 'address-missing'
}

/** An open socket. */
export interface WebServer {
  readonly url: string
  close(): Promise<void>
}

export type BoardParts = Pick<
  KioskParts,
  'openScanner' | 'camera' | 'faces' | 'codes' | 'indicator' | 'buttons' | 'voice' | 'facts' | 'link'
>

/** A board as a running kiosk needs it. */
export interface KioskBoard extends BoardParts {
  readonly label: string
  readonly pixelsPerMillimetre: number
  /** Absent where no stick can be put in. */
  readonly media?: RemovableMedia
  /** A TPM or secure element, where the board has one. */
  readonly element?: SecureElement
  /** Starts the watchdog of this box; absent where there is none. */
  readonly openWatchdog?: () => Result<Watchdog, WatchdogFault>
  /** A simulated board has a student who watches the screen. */
  readonly watch?: (screen: Screen) => void
  /** A simulated board has a finger for the checks: on the scanner, or off. */
  readonly press?: (on: boolean) => void
  /** The machine is the kiosk's alone: its button powers it off. */
  readonly ownsMachine?: true
  close(): Promise<void>
}

/** How a run of a box ended: for good, with a fault, to start again as another school's, or to be powered off. */
export type Ended = 'stopped' | 'failed' | 'again' | 'off'
