import type { Result } from './result.ts'

/** Why a serial line failed. After `gone` only `close` is allowed; open the path again. */
export type SerialFault =
  /** No such device path. */
  | { readonly kind: 'missing'; readonly path: string }
  /** Another process holds the line. */
  | { readonly kind: 'busy'; readonly path: string }
  /** The device vanished (unplugged, pseudo-terminal closed). */
  | { readonly kind: 'gone' }
  /** The wait was aborted by its signal; the line is still usable. */
  | { readonly kind: 'cancelled' }
  /** The operating system refused, for example an unsupported baud rate. */
  | { readonly kind: 'refused'; readonly detail: string }

/** A serial line, 8N1, raw bytes both ways. One reader at a time. */
export interface SerialLine {
  readonly path: string
  /** Bits per second in force on this side. */
  readonly baud: number
  /** Resolves when the operating system has taken the bytes, not when they are on the wire. */
  write(bytes: Uint8Array, signal: AbortSignal): Promise<Result<void, SerialFault>>
  /** Waits for at least one byte and returns all that came. The caller owns the bytes. */
  read(signal: AbortSignal): Promise<Result<Uint8Array, SerialFault>>
  /** Throws away all that was received and not yet read. */
  discard(): Promise<Result<void, SerialFault>>
  setBaud(baud: number): Promise<Result<void, SerialFault>>
  /** Idempotent. A pending read resolves with `gone`. */
  close(): Promise<void>
}

/** Opens a line; every call opens the device anew. */
export type OpenSerialLine = (path: string, baud: number) => Promise<Result<SerialLine, SerialFault>>
