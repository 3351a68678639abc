import type { FrontLines } from '../../hal/driver/five-front.ts'
import type { ScannerModel } from '../../hal/driver/open-scanner.ts'

/** A board as pure data; nothing here opens anything. */
export interface BoardData {
  readonly name: string
  readonly label: string
  readonly screen: { readonly widthMm: number; readonly widthPx: number; readonly heightPx: number }
  readonly gpio: { readonly chipLabels: readonly string[]; readonly lines: FrontLines }
  readonly scanner: {
    readonly path: string
    readonly model: ScannerModel
    /** The rate it was commissioned to, or is to be raised to at each start. */
    readonly baud: number
    /** Line of its touch pin, low while touched; absent when it is not wired. */
    readonly touchLine?: number
  }
  readonly camera: {
    readonly model: string
    readonly widthPx: number
    readonly heightPx: number
    readonly stillPrograms: readonly string[]
    readonly videoPrograms: readonly string[]
  }
}

export function pixelsPerMillimetre({ screen }: BoardData): number {
  return screen.widthPx / screen.widthMm
}
