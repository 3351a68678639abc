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

/** The pull that holds an undriven line: the chip's, or a resistor beside it. */
export type Pull = 'up' | 'down' | 'external'

export interface InputOptions extends LineOptions {
  /** Asked of the chip where the kernel's interface lets us; elsewhere the board's firmware has to set it. */
  readonly pull: Pull
}

/** General-purpose lines by the chip's own offset (the BCM number on a Raspberry Pi). */
export interface GpioPort {
  output(line: number, options: LineOptions): Result<OutputLine, GpioFault>
  input(line: number, options: InputOptions): Result<InputLine, GpioFault>
  /**
   * Releases every line; outputs are switched off first. Idempotent. Happens by itself when the process ends, be it
   * by a bug; after SIGKILL as far as the kernel's interface lets us.
   */
  close(): void
}

export interface OutputLine {
  /** Returns before the line has changed where a program has to change it; the latest word counts. */
  write(on: boolean): void
  /** Share of full brightness, 0 to 1. Only where the board has hardware for it behind this line. */
  readonly dim?: (share: number) => void
}

export interface InputLine {
  /** Off until its state is known. */
  read(): boolean
  /** Calls `listener` on every change, undebounced, until the port closes. */
  watch(listener: (on: boolean) => void): void
}
