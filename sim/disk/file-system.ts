import type { DiskEntry, DiskFault } from '../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import type { SeededRandom } from '../random/seeded-random.ts'
import { isDirectory, newDirectory } from './directory-step.ts'
import type { FileContent } from './file-content.ts'
import { NameTree } from './name-tree.ts'

/**
 * A file system in memory that promises what a journalling one does and not more: all goes into a cache, and
 * only a flush puts it on the medium. Paths and faults are those of `Disk`.
 */
export class FileSystem {
  /** A write that does not fit into this is refused as `full`; of a file the part that fits is written. */
  capacityBytes = Number.POSITIVE_INFINITY
  readOnly = false
  /** Asked at each flush: whether it says that it flushed and does not, as bad cards do. */
  lies: () => boolean = () => false
  /** Asked at each read of a file or of a directory's names: whether the medium fails this time. */
  failsToRead: (path: string) => boolean = () => false
  #names = new NameTree()

  /** Takes what was not flushed: a legal part of it by `random`, or the worst, which is all. */
  powerCut(random?: SeededRandom): void {
    this.#names.powerCut(random)
  }

  /** The same disk once more, with its cache; what is done to one does not show on the other. */
  clone(): FileSystem {
    const { capacityBytes, readOnly, lies, failsToRead } = this
    const copy = Object.assign(new FileSystem(), { capacityBytes, readOnly, lies, failsToRead })
    copy.#names = this.#names.clone()
    return copy
  }

  read(path: string, mostBytes = Number.POSITIVE_INFINITY): Result<Uint8Array, DiskFault> {
    const file = this.#fileAt(path)
    if (!file) return absent(path)
    if (file.seen.length > mostBytes) return err({ kind: 'too-large', path })
    return file.unreadable || this.failsToRead(path)
      ? err({ kind: 'broken', path, detail: 'EIO' })
      : ok(new Uint8Array(file.seen))
  }

  list(
    path: string,
    wanted: (name: string) => boolean = () => true,
  ): Result<readonly DiskEntry[], DiskFault> {
    const directory = this.#names.at(path)
    if (!directory || !isDirectory(directory)) return absent(path)
    if (this.failsToRead(path)) return err({ kind: 'broken', path, detail: 'EIO' })
    const entries = [...directory.seen]
      .filter(([name]) => wanted(name))
      .map(([name, node]) =>
        isDirectory(node)
          ? { name, directory: true, bytes: 0 }
          : { name, directory: false, bytes: node.seen.length },
      )
    return ok(entries.sort((a, b) => (a.name < b.name ? -1 : 1)))
  }

  /** Creates the file, or empties it, and writes into the cache. */
  write(path: string, bytes: Uint8Array): Result<void, DiskFault> {
    return this.#put(path, bytes, true)
  }

  /** Adds to the end of a file, or creates it, in the cache. */
  append(path: string, bytes: Uint8Array): Result<void, DiskFault> {
    return this.#put(path, bytes, false)
  }

  /** The content of a file, not its name. */
  flush(path: string): Result<void, DiskFault> {
    const file = this.#fileAt(path)
    if (!file) return absent(path)
    if (!this.lies()) Object.assign(file, { flushed: file.seen, emptied: false })
    return ok()
  }

  /** The names in a directory, not what is in the files. */
  flushDirectory(path: string): Result<void, DiskFault> {
    const directory = this.#names.at(path)
    if (!directory || !isDirectory(directory)) return absent(path)
    if (!this.lies()) this.#names.flush(directory)
    return ok()
  }

  rename(from: string, to: string): Result<void, DiskFault> {
    if (this.readOnly) return err({ kind: 'read-only', path: from })
    const [source, target] = [this.#names.placeOf(from), this.#names.placeOf(to)]
    const node = source?.directory.seen.get(source.name)
    if (!source || !node || !target) return absent(from)
    const taken = target.directory.seen.get(target.name)
    if (taken && isDirectory(taken) && taken.seen.size > 0) return err({ kind: 'exists', path: from })
    // Two names of one file: POSIX leaves both.
    if (taken !== node) this.#names.move(source, node, target)
    return ok()
  }

  link(from: string, to: string): Result<void, DiskFault> {
    if (this.readOnly) return err({ kind: 'read-only', path: from })
    const [file, target] = [this.#fileAt(from), this.#names.placeOf(to)]
    if (!file || !target) return absent(from)
    if (target.directory.seen.has(target.name)) return err({ kind: 'exists', path: from })
    this.#names.enter(target, file)
    return ok()
  }

  /** A file, or a directory with all that is in it, one name after the other. */
  remove(path: string): Result<void, DiskFault> {
    if (this.readOnly) return err({ kind: 'read-only', path })
    const place = this.#names.placeOf(path)
    if (place) this.#names.leave(place)
    return ok()
  }

  /** One directory in a parent that exists. */
  makeDirectory(path: string): Result<void, DiskFault> {
    if (this.readOnly) return err({ kind: 'read-only', path })
    const place = this.#names.placeOf(path)
    if (!place) return absent(path)
    if (place.directory.seen.has(place.name)) return err({ kind: 'exists', path })
    if (this.#freeBytes() === 0) return err({ kind: 'full', path })
    this.#names.enter(place, newDirectory())
    return ok()
  }

  isDirectory(path: string): boolean {
    const node = this.#names.at(path)
    return node !== undefined && isDirectory(node)
  }

  /** Bit rot: turns over the lowest bit of one byte of a file, wherever it is held. */
  rot(path: string, at: number): void {
    const file = this.#existing(path)
    const flip = (bytes: Uint8Array) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))
    const rotten = flip(file.seen)
    file.flushed = file.seen === file.flushed ? rotten : flip(file.flushed)
    file.seen = rotten
  }

  /** A sector of a file goes: reading the file fails until it is written anew. */
  spoil(path: string): void {
    this.#existing(path).unreadable = true
  }

  /** Every file with its content. */
  files(): readonly (readonly [path: string, bytes: Uint8Array])[] {
    return this.#names.files().map(([path, { seen }]) => [path, seen])
  }

  #put(path: string, bytes: Uint8Array, anew: boolean): Result<void, DiskFault> {
    if (this.readOnly) return err({ kind: 'read-only', path })
    const place = this.#names.placeOf(path)
    const known = place?.directory.seen.get(place.name)
    if (!place || (known && isDirectory(known))) return absent(path)
    const file = known ?? { seen: none, flushed: none, emptied: false, unreadable: false }
    if (!known) this.#names.enter(place, file)
    if (anew) Object.assign(file, { seen: none, emptied: true, unreadable: false })
    const fitting = bytes.subarray(0, this.#freeBytes())
    file.seen = joined(file.seen, fitting)
    return fitting.length < bytes.length ? err({ kind: 'full', path }) : ok()
  }

  #freeBytes(): number {
    if (this.capacityBytes === Number.POSITIVE_INFINITY) return this.capacityBytes
    const held = new Set(this.#names.files().map(([, file]) => file))
    const usedBytes = [...held].reduce((sum, { seen }) => sum + seen.length, 0)
    return Math.max(0, this.capacityBytes - usedBytes)
  }

  #fileAt(path: string): FileContent | undefined {
    const node = this.#names.at(path)
    return node && !isDirectory(node) ? node : undefined
  }

  #existing(path: string): FileContent {
    const file = this.#fileAt(path)
    if (!file) throw new Error('no such file')
    return file
  }
}

const none = new Uint8Array()

function joined(before: Uint8Array, added: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(before.length + added.length)
  bytes.set(before)
  bytes.set(added, before.length)
  return bytes
}

function absent(path: string) {
  return err({ kind: 'not-found', path })
}
