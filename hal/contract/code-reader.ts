import type { Result } from './result.ts'

export type CodeFault =
  /** It does not start, or ended; it is not tried again in this session. */
  | { readonly kind: 'absent' }
  /** No answer in time; the next picture is looked at afresh. */
  | { readonly kind: 'slow' }
  /** Not a picture that it can read. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'cancelled' }

/** Reads QR codes out of pictures, outside the process of the kiosk and only while a student holds one up. */
export interface CodeReader {
  open(): CodeSession
}

/** One picture at a time. Nothing of a picture stays behind, and none touches a disk. */
export interface CodeSession {
  /** The text of the code in one JPEG, unchanged; nothing when there is none. */
  read(jpeg: Uint8Array, signal: AbortSignal): Promise<Result<string | undefined, CodeFault>>
  /** Idempotent; frees all memory. */
  close(): Promise<void>
}
