import type { ButtonName } from '../../hal/contract/buttons.ts'
import type { Pull } from '../../hal/contract/gpio-port.ts'
import type { ButtonLine, FrontLines } from '../../hal/driver/gpio/five-front.ts'
import type { LampLines } from '../../hal/driver/gpio/five-lamp.ts'
import type { ScannerModel } from '../../hal/driver/scanner/open-scanner.ts'
import type { PwmHardware } from '../../hal/linux/pwm-lines.ts'

/** A part at the front that hangs on lines of the header. */
export type FrontPart = 'lamp' | 'buzzer' | ButtonPart

export const buttonParts = ['helpButton', 'powerButton', 'tamper'] as const

export type ButtonPart = (typeof buttonParts)[number]

export interface GpioLines {
  readonly lamp: Extract<LampLines, { blue: number }>
  /** A tower light, one lamp for each colour, in place of the one lamp. */
  readonly tower?: Extract<LampLines, { amber: number }> | undefined
  readonly buzzer: number
  readonly helpButton: number
  /** Asks for a safe way off. Line 3 also starts a halted Raspberry Pi. */
  readonly powerButton?: number | undefined
  /** A contact that the closed box keeps closed. */
  readonly tamper?: number | undefined
}

/**
 * The system on the card, by where its kernel comes from. Debian's own has no driver for any ribbon camera of a
 * Raspberry Pi (kernels 6.1, 6.12 and 7.3 looked at); Raspberry Pi's has, and brings the camera programs.
 */
export const packs = ['raspios', 'debian'] as const
export type Pack = (typeof packs)[number]

export const cameraKinds = ['ribbon', 'usb'] as const
export type CameraKind = (typeof cameraKinds)[number]

/** A board as pure data; nothing here opens anything. */
export interface BoardData {
  readonly name: string
  readonly label: string
  /** Absent on what is no Raspberry Pi. */
  readonly pack?: Pack
  readonly screen: { readonly widthMm: number; readonly widthPx: number; readonly heightPx: number }
  readonly gpio: {
    /** Labels of the chip behind the header, best first. */
    readonly chipLabels: readonly string[]
    /** The kernel's number of line 0; looked up by label when absent. */
    readonly base?: number | undefined
    readonly lines: GpioLines
    /** Parts that are on, or pressed, while their line is low. */
    readonly activeLow: readonly FrontPart[]
    /** Of the buttons it has; `up` where nothing is said. */
    readonly pulls: Readonly<Partial<Record<ButtonPart, Pull>>>
    /** Brightness of the lamp, for lines that can be dimmed; 100 where nothing is said. */
    readonly lampPercent?: number | undefined
    readonly pwm?: PwmHardware | undefined
  }
  readonly scanner: {
    readonly path: string
    readonly model: ScannerModel
    /** The rate it was commissioned to, or is to be raised to at each start. */
    readonly baud: number
    /** The size of its images, where it neither tells it nor shows it. */
    readonly size?: { readonly widthPx: number; readonly heightPx: number } | undefined
    /** Pixels per inch, where the part has another lens than its model. */
    readonly dpi?: number | undefined
    /** Line of its touch pin, low while touched; absent when it is not wired. */
    readonly touchLine?: number | undefined
  }
  readonly camera: {
    readonly kind: CameraKind
    /** As it is printed on the part, if the technician wrote it down. */
    readonly model?: string | undefined
    /** Of a ribbon camera's still; of a USB camera's at most as many pixels. */
    readonly widthPx: number
    readonly heightPx: number
    /** A USB camera's own device file; any on USB when absent. */
    readonly device?: string | undefined
    /** Programs of a ribbon camera, the first that is there. */
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
  readonly pack: Pack
  /** Strings of the device tree's root `compatible` that mean this board. */
  readonly compatible: readonly string[]
  /** The name that Linux gives to the UART on lines 14 (TXD, pin 8) and 15 (RXD, pin 10). */
  readonly serial: { readonly device: string }
  readonly watchdog: {
    readonly device: string
    /** The longest wait that the chip can count, in seconds. */
    readonly mostSeconds: number
  }
  /** Lines of config.txt, by what needs them. */
  readonly config: Readonly<Record<'system' | 'uart' | 'watchdog' | 'camera' | 'pwm', readonly string[]>>
  /** The cable of its ribbon camera, in Indonesian. */
  readonly cameraCable: string
  /** Things to buy for this board and no other, in Indonesian. */
  readonly accessories: readonly string[]
}

export function isPi(data: BoardData | PiData): data is PiData {
  return 'compatible' in data
}

export function pixelsPerMillimetre({ screen }: BoardData): number {
  return screen.widthPx / screen.widthMm
}

const buttonNames: Readonly<Record<ButtonPart, ButtonName>> = {
  helpButton: 'help',
  powerButton: 'power',
  tamper: 'tamper',
}

/** The front as its driver wants it. */
export function frontLines({ gpio }: BoardData): FrontLines {
  const { lines, activeLow, lampPercent = 100 } = gpio
  const buttons = buttonParts.flatMap((part): readonly ButtonLine[] => {
    const line = lines[part]
    return line === undefined ? [] : [{ button: buttonNames[part], line, pull: pullOf(gpio, part) }]
  })
  return {
    lamp: lines.tower ?? lines.lamp,
    brightness: lampPercent / 100,
    buzzer: lines.buzzer,
    buttons,
    activeLow: activeLow.flatMap((part) => linesOf(lines, part)),
  }
}

/** BCM lines of a part, none where it is missing; those of the lamp in the order of its colours. */
export function linesOf({ lamp, tower, ...lines }: GpioLines, part: FrontPart): readonly number[] {
  if (part !== 'lamp') return [lines[part]].filter((line) => line !== undefined)
  return tower ? [tower.red, tower.amber, tower.green] : [lamp.red, lamp.green, lamp.blue]
}

export function pullOf({ pulls }: BoardData['gpio'], part: ButtonPart): Pull {
  return pulls[part] ?? 'up'
}

/** The name of a camera: that of its maker, else of its kind. */
export function cameraModel({ camera }: BoardData): string {
  return camera.model ?? (camera.kind === 'usb' ? 'USB camera (V4L2)' : 'ribbon camera (libcamera)')
}
