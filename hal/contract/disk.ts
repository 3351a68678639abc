import type { Result } from './result.ts'

export type DiskFault =
  | { readonly kind: 'not-found'; readonly path: string }
  | { readonly kind: 'exists'; readonly path: string }
  /** No space left: the caller must refuse new work. */
  | { readonly kind: 'full'; readonly path: string }
  | { readonly kind: 'read-only'; readonly path: string }
  /** The medium failed. */
  | { readonly kind: 'broken'; readonly path: string; readonly detail: string }

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
  read(path: string): Promise<Result<Uint8Array, DiskFault>>
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
  /** Entries sorted by name; `not-found` when there is no such directory. */
  list(path: string): Promise<Result<readonly DiskEntry[], DiskFault>>
  /** Creates a directory and its parents. Existing is fine. */
  makeDirectory(path: string): Promise<Result<void, DiskFault>>
  syncDirectory(path: string): Promise<Result<void, DiskFault>>
}
