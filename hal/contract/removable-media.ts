import type { Disk } from './disk.ts'
import type { Result } from './result.ts'

export type MediaFault =
  /** Pulled. */
  | { readonly kind: 'gone' }
  /** Not FAT, not exFAT: its content is not for us, or it was never formatted. */
  | { readonly kind: 'unknown-file-system' }
  /** The system did not open it: damaged, or we may not. */
  | { readonly kind: 'unreadable'; readonly detail: string }
  /** The system did not release it: it may not be pulled yet. */
  | { readonly kind: 'busy'; readonly detail: string }
  | { readonly kind: 'cancelled' }

export interface MediaSpace {
  readonly freeBytes: number
  readonly totalBytes: number
}

/** A stick from its plugging to its pulling. Plugged again it is another one. */
export interface Stick {
  /** Unique as long as the process runs. */
  readonly id: string
  /** The owner's name for it: may be a person's, so it goes into no log. Empty when it has none. */
  readonly label: string
  readonly fileSystem: 'fat' | 'exfat' | 'other'
  /** Locked by a switch, or by the system because it is damaged. */
  readonly readOnly: boolean
  /**
   * All of it. FAT and exFAT have no second names, so `link` answers with a fault. `rename` replaces a file
   * there too, but a stick pulled in between may show both names, or neither. Pulled or released, every call is a fault.
   */
  readonly disk: Disk
  space(): Promise<Result<MediaSpace, MediaFault>>
  /** Flushes, and lets the system forget what it holds in memory: the next read comes from the medium. */
  reread(signal: AbortSignal): Promise<Result<void, MediaFault>>
  /** Flushes and lets go. After `ok` it is safe to pull. */
  release(signal: AbortSignal): Promise<Result<void, MediaFault>>
}

export type MediaChange =
  | { readonly kind: 'attached'; readonly stick: Stick }
  /** Plugged, and of no use. */
  | { readonly kind: 'unusable'; readonly id: string; readonly fault: MediaFault }
  /** Pulled, whether it was released or not. */
  | { readonly kind: 'detached'; readonly id: string }

/** The sockets for sticks. */
export interface RemovableMedia {
  /**
   * Yields what is plugged now, then each change, in order. Ends when `signal` aborts; what was not released is
   * released then. One caller at a time.
   */
  watch(signal: AbortSignal): AsyncIterable<MediaChange>
}
