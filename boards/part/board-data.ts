import type { FrontLines } from '../../hal/driver/five-front.ts'
import type { ScannerModel } from '../../hal/driver/open-scanner.ts'

/** A part at the front that hangs on lines of the header. */
export type FrontPart = 'lamp' | 'buzzer' | 'helpButton'

/** What holds the line of a button that nobody presses: the chip, or a resistor beside it. */
export type Pull = 'up' | 'down' | 'external'

/** A board as pure data; nothing here opens anything. */
export interface BoardData {
  readonly name: string
  readonly label: string
  readonly screen: { readonly widthMm: number; readonly widthPx: number; readonly heightPx: number }
  readonly gpio: {
    /** Labels of the chip behind the header, best first. */
    readonly chipLabels: readonly string[]
    /** The kernel's number of line 0; looked up by label when absent. */
    readonly base?: number | undefined
    readonly lines: Omit<FrontLines, 'activeLow'>
    /** Parts that are on, or pressed, while their line is low. */
    readonly activeLow: readonly FrontPart[]
    readonly pulls: { readonly helpButton: Pull }
  }
  readonly scanner: {
    readonly path: string
    readonly model: ScannerModel
    /** The rate it was commissioned to, or is to be raised to at each start. */
    readonly baud: number
    /** Line of its touch pin, low while touched; absent when it is not wired. */
    readonly touchLine?: number | undefined
  }
  readonly camera: {
    readonly model: string
    readonly widthPx: number
    readonly heightPx: number
    readonly stillPrograms: readonly string[]
    readonly videoPrograms: readonly string[]
  }
  readonly thermal: {
    /** The kernel's file with thousandths of a degree Celsius. */
    readonly path: string
    /** Above this the board is too hot. */
    readonly hotCelsius: number
  }
}

/** A Raspberry Pi with the 40-pin header. */
export interface PiData extends BoardData {
  /** Strings of the device tree's root `compatible` that mean this board. */
  readonly compatible: readonly string[]
  /** What Linux calls the UART on lines 14 (TXD, pin 8) and 15 (RXD, pin 10). */
  readonly serial: { readonly device: string }
  readonly watchdog: {
    readonly device: string
    /** The longest wait that the chip can count, in seconds. */
    readonly mostSeconds: number
  }
  /** Lines of config.txt, by what needs them. */
  readonly config: Readonly<Record<'system' | 'uart' | 'watchdog' | 'camera', readonly string[]>>
  /** What to buy with this board and no other, in Indonesian. */
  readonly accessories: readonly string[]
}

export function pixelsPerMillimetre({ screen }: BoardData): number {
  return screen.widthPx / screen.widthMm
}

/** The front as its driver wants it. */
export function frontLines({ gpio }: BoardData): FrontLines {
  return { ...gpio.lines, activeLow: gpio.activeLow.flatMap((part) => linesOf(gpio.lines, part)) }
}

/** BCM lines of a part; those of the lamp are red, green, blue. */
export function linesOf(lines: BoardData['gpio']['lines'], part: FrontPart): readonly number[] {
  return part === 'lamp' ? [lines.lamp.red, lines.lamp.green, lines.lamp.blue] : [lines[part]]
}
