import type { Result } from './result.ts'

export type GpioFault =
  /** This board or kernel offers no such interface. */
  | { readonly kind: 'absent'; readonly detail: string }
  /** The line is held by another program. */
  | { readonly kind: 'busy'; readonly line: number }
  | { readonly kind: 'refused'; readonly line: number; readonly detail: string }

export interface LineOptions {
  /** True when a low level means "on". Callers only ever say on or off. */
  readonly activeLow: boolean
}

/** General-purpose lines by the chip's own offset (the BCM number on a Raspberry Pi). */
export interface GpioPort {
  output(line: number, options: LineOptions): Result<OutputLine, GpioFault>
  input(line: number, options: LineOptions): Result<InputLine, GpioFault>
  /** Releases every line; outputs are switched off first. Idempotent. */
  close(): void
}

export interface OutputLine {
  write(on: boolean): void
}

export interface InputLine {
  read(): boolean
  /** Calls `listener` on every change, undebounced, until the port closes. */
  watch(listener: (on: boolean) => void): void
}
