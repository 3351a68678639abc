import type { CommissionReport } from '../../hal/contract/commission-report.ts'
import type { ScannerFault } from '../../hal/contract/fingerprint-scanner.ts'
import type { Result } from '../../hal/contract/result.ts'
import type { KioskBoard } from '../kiosk/host.ts'
import type { OpenScanner } from '../recording/capture/scanner-connection.ts'

/** The boards that this software knows, and the scanners that can hang on one. */
export interface Boards {
  readonly boards: readonly { readonly name: string; readonly label: string }[]
  describeBoard(name: string, dataFolder: string): Promise<Result<BoardPage, BoardFault>>
  /** `auto` finds out by itself which board this is. */
  openBoard(name: string, dataFolder: string): Promise<Result<KioskBoard, BoardFault>>
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

/** A fault in a file of settings, in Indonesian, with its line where one can be named. */
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

/** The facts of a board that is not opened, with the site's own settings applied. */
export interface BoardPage {
  /** All of its data, for machines. */
  readonly data: object
  readonly facts: readonly string[]
  /** Absent where there is nothing to wire. */
  readonly wiring?: BoardWiring | undefined
  /** Files of its system by their paths on the card; absent where it is not a system of ours. */
  readonly system?: ReadonlyMap<string, string> | undefined
}

/** A scanner as a technician names it. `model` is one of the known ones, or `auto`: the part is asked. */
export interface ScannerAt {
  readonly path: string
  readonly model: string
  readonly baud: number | undefined
  readonly password: number | undefined
  readonly address: number | undefined
  /** The technician's word on the part, which counts more than its own. */
  readonly size?: ImageSize | undefined
  readonly dpi?: number | undefined
}

/** Of the images of a scanner, in pixels. */
export interface ImageSize {
  readonly widthPx: number
  readonly heightPx: number
}
