import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { err } from '../../hal/contract/result.ts'

/** One call of a disk as a test sees it. */
export interface DiskCall {
  readonly name: keyof Disk
  readonly path: string
  /** The second path of `rename` and `link`. */
  readonly to: string | undefined
  readonly bytes: Uint8Array | undefined
}

/** For tests: a disk that tells each call before it is made. A fault that `hook` returns is the answer. */
export function hookDisk(disk: Disk, hook: (call: DiskCall) => DiskFault | undefined): Disk {
  const through = async <T>(
    name: keyof Disk,
    path: string,
    work: () => Promise<T>,
    to?: string,
    bytes?: Uint8Array,
  ) => {
    const fault = hook({ name, path, to, bytes })
    return fault ? err(fault) : work()
  }
  return {
    read: (path) => through('read', path, () => disk.read(path)),
    write: (path, bytes) => through('write', path, () => disk.write(path, bytes), undefined, bytes),
    append: (path, bytes) => through('append', path, () => disk.append(path, bytes), undefined, bytes),
    rename: (from, to) => through('rename', from, () => disk.rename(from, to), to),
    link: (from, to) => through('link', from, () => disk.link(from, to), to),
    remove: (path) => through('remove', path, () => disk.remove(path)),
    list: (path) => through('list', path, () => disk.list(path)),
    makeDirectory: (path) => through('makeDirectory', path, () => disk.makeDirectory(path)),
    syncDirectory: (path) => through('syncDirectory', path, () => disk.syncDirectory(path)),
  }
}

/** A hook that lets `count` calls through and then answers all with a fault, as after a cut. */
export function cutAfter(count: number): (call: DiskCall) => DiskFault | undefined {
  let left = count
  return ({ path }) => {
    left -= 1
    return left < 0 ? { kind: 'broken', path, detail: 'cut' } : undefined
  }
}
