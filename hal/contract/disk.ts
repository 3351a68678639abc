import type { Result } from './result.ts'

export type DiskFault =
  | { readonly kind: 'not-found'; readonly path: string }
  | { readonly kind: 'exists'; readonly path: string }
  /** No space left: the caller must refuse new work. */
  | { readonly kind: 'full'; readonly path: string }
  | { readonly kind: 'read-only'; readonly path: string }
  /** The medium failed. It says nothing about what is written there: the same call may do a moment later. */
  | { readonly kind: 'broken'; readonly path: string; readonly detail: string }
  /** The medium was taken out. */
  | { readonly kind: 'gone'; readonly path: string }
  /** More bytes than the caller takes, or no plain file; nothing of it was read. */
  | { readonly kind: 'too-large'; readonly path: string }

export interface DiskEntry {
  readonly name: string
  readonly directory: boolean
  readonly bytes: number
}

/**
 * Files below one root; paths are relative, with `/`, without `..`.
 * A file's name is durable only after `syncDirectory` of the directory that holds it.
 */
export interface Disk {
  /** Never more than `mostBytes`: a larger file is a fault before it is read. */
  read(path: string, mostBytes?: number): Promise<Result<Uint8Array, DiskFault>>
  /** Creates or replaces a file. Its content is on the medium when this resolves; its name may not be. */
  write(path: string, bytes: Uint8Array): Promise<Result<void, DiskFault>>
  /** Adds to a file, creating it. The content is on the medium when this resolves. */
  append(path: string, bytes: Uint8Array): Promise<Result<void, DiskFault>>
  /** Replaces `to` in one step; for files and directories on the same root. */
  rename(from: string, to: string): Promise<Result<void, DiskFault>>
  /** A second name for the same file. Fails with `exists` when `to` is taken. */
  link(from: string, to: string): Promise<Result<void, DiskFault>>
  /** Removes a file, or a directory with all that is in it. Absent is fine. */
  remove(path: string): Promise<Result<void, DiskFault>>
  /**
   * Entries sorted by name; `not-found` when there is no such directory. Names are read in portions, and of those
   * that `wanted` does not take nothing is kept: a directory of any size fills no memory and stops nothing.
   */
  list(path: string, wanted?: (name: string) => boolean): Promise<Result<readonly DiskEntry[], DiskFault>>
  /** Creates a directory and its parents. Existing is fine. */
  makeDirectory(path: string): Promise<Result<void, DiskFault>>
  syncDirectory(path: string): Promise<Result<void, DiskFault>>
}
