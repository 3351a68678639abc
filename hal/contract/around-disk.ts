import type { Disk, DiskFault } from './disk.ts'
import type { Result } from './result.ts'

/** One call of a disk, before it is made. */
export interface DiskCall {
  readonly name: keyof Disk
  readonly path: string
  /** The second path of `rename` and `link`. */
  readonly to: string | undefined
  readonly bytes: Uint8Array | undefined
}

/** Puts something around every call of a disk: it may wait, answer by itself, or let `work` be done. */
export function aroundDisk(
  disk: Disk,
  around: <T>(call: DiskCall, work: () => Promise<Result<T, DiskFault>>) => Promise<Result<T, DiskFault>>,
): Disk {
  const call = (name: keyof Disk, path: string, to?: string, bytes?: Uint8Array) => ({
    name,
    path,
    to,
    bytes,
  })
  return {
    read: (path, mostBytes) => around(call('read', path), () => disk.read(path, mostBytes)),
    write: (path, bytes) => around(call('write', path, undefined, bytes), () => disk.write(path, bytes)),
    append: (path, bytes) => around(call('append', path, undefined, bytes), () => disk.append(path, bytes)),
    rename: (from, to) => around(call('rename', from, to), () => disk.rename(from, to)),
    link: (from, to) => around(call('link', from, to), () => disk.link(from, to)),
    remove: (path) => around(call('remove', path), () => disk.remove(path)),
    list: (path, wanted) => around(call('list', path), () => disk.list(path, wanted)),
    makeDirectory: (path) => around(call('makeDirectory', path), () => disk.makeDirectory(path)),
    syncDirectory: (path) => around(call('syncDirectory', path), () => disk.syncDirectory(path)),
  }
}
