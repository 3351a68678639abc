import type { Disk, DiskEntry, DiskFault } from '../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'

interface File {
  bytes: Uint8Array
}

interface Directory {
  /** Names as programs see them. */
  seen: Map<string, Node>
  /** Names that a power cut leaves. */
  durable: Map<string, Node>
}

type Node = File | Directory

/**
 * For tests: a disk in memory. A power cut takes every name that was never flushed, the worst that the
 * contract allows.
 */
export class MemoryDisk implements Disk {
  readonly #root: Directory = emptyDirectory()

  powerCut(): void {
    forget(this.#root)
  }

  /** Every file with its content as text, for comparing before and after. */
  files(): Readonly<Record<string, string>> {
    return Object.fromEntries(filesBelow(this.#root, ''))
  }

  /** Every file with its bytes, which nobody may change. */
  contents(): ReadonlyMap<string, Uint8Array> {
    return new Map(bytesBelow(this.#root, ''))
  }

  async read(path: string): Promise<Result<Uint8Array, DiskFault>> {
    const { parent, name } = this.#placeOf(path)
    const node = parent?.seen.get(name)
    return node && !isDirectory(node) ? ok(new Uint8Array(node.bytes)) : absent(path)
  }

  async write(path: string, bytes: Uint8Array): Promise<Result<void, DiskFault>> {
    return this.#change(path, () => new Uint8Array(bytes))
  }

  async append(path: string, bytes: Uint8Array): Promise<Result<void, DiskFault>> {
    return this.#change(path, (before) => new Uint8Array(Buffer.concat([before, bytes])))
  }

  async rename(from: string, to: string): Promise<Result<void, DiskFault>> {
    const [source, target] = [this.#placeOf(from), this.#placeOf(to)]
    const node = source.parent?.seen.get(source.name)
    if (!source.parent || !node || !target.parent) return absent(from)
    const taken = target.parent.seen.get(target.name)
    if (taken && isDirectory(taken) && taken.seen.size > 0) return err({ kind: 'exists', path: from })
    // Two names of one file: POSIX leaves both.
    if (taken === node) return ok()
    source.parent.seen.delete(source.name)
    target.parent.seen.set(target.name, node)
    return ok()
  }

  async link(from: string, to: string): Promise<Result<void, DiskFault>> {
    const [source, target] = [this.#placeOf(from), this.#placeOf(to)]
    const node = source.parent?.seen.get(source.name)
    if (!node || !target.parent) return absent(from)
    if (target.parent.seen.has(target.name)) return err({ kind: 'exists', path: from })
    target.parent.seen.set(target.name, node)
    return ok()
  }

  async remove(path: string): Promise<Result<void, DiskFault>> {
    const { parent, name } = this.#placeOf(path)
    parent?.seen.delete(name)
    return ok()
  }

  async list(path: string): Promise<Result<readonly DiskEntry[], DiskFault>> {
    const directory = this.#directoryAt(partsOf(path))
    if (!directory) return absent(path)
    const entries = [...directory.seen].map(([name, node]) => ({
      name,
      directory: isDirectory(node),
      bytes: isDirectory(node) ? 0 : node.bytes.length,
    }))
    return ok(entries.sort((a, b) => (a.name < b.name ? -1 : 1)))
  }

  async makeDirectory(path: string): Promise<Result<void, DiskFault>> {
    let here = this.#root
    for (const part of partsOf(path)) {
      const next = here.seen.get(part) ?? emptyDirectory()
      if (!isDirectory(next)) return err({ kind: 'exists', path })
      // The real disk flushes the parent of every directory that it makes.
      if (!here.seen.has(part)) here.durable.set(part, next)
      here.seen.set(part, next)
      here = next
    }
    return ok()
  }

  async syncDirectory(path: string): Promise<Result<void, DiskFault>> {
    const directory = this.#directoryAt(partsOf(path))
    if (!directory) return absent(path)
    directory.durable = new Map(directory.seen)
    return ok()
  }

  #change(path: string, change: (before: Uint8Array) => Uint8Array): Result<void, DiskFault> {
    const { parent, name } = this.#placeOf(path)
    const file = parent?.seen.get(name) ?? { bytes: new Uint8Array() }
    if (!parent || isDirectory(file)) return absent(path)
    file.bytes = change(file.bytes)
    parent.seen.set(name, file)
    return ok()
  }

  #directoryAt(parts: readonly string[]): Directory | undefined {
    let here: Node | undefined = this.#root
    for (const part of parts) here = here && isDirectory(here) ? here.seen.get(part) : undefined
    return here && isDirectory(here) ? here : undefined
  }

  #placeOf(path: string): { readonly parent: Directory | undefined; readonly name: string } {
    const parts = partsOf(path)
    return { parent: this.#directoryAt(parts.slice(0, -1)), name: parts.at(-1) ?? '' }
  }
}

function emptyDirectory(): Directory {
  return { seen: new Map(), durable: new Map() }
}

function isDirectory(node: Node): node is Directory {
  return 'seen' in node
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.')
}

function absent(path: string) {
  return err({ kind: 'not-found', path })
}

function forget(directory: Directory): void {
  directory.seen = new Map(directory.durable)
  for (const node of directory.seen.values()) if (isDirectory(node)) forget(node)
}

function filesBelow(directory: Directory, path: string): [string, string][] {
  const found: [string, string][] = []
  for (const [name, node] of directory.seen) {
    if (isDirectory(node)) found.push(...filesBelow(node, `${path}${name}/`))
    else found.push([`${path}${name}`, Buffer.from(node.bytes).toString('latin1')])
  }
  return found.sort(([a], [b]) => (a < b ? -1 : 1))
}

function* bytesBelow(directory: Directory, path: string): Generator<[string, Uint8Array]> {
  for (const [name, node] of directory.seen) {
    if (isDirectory(node)) yield* bytesBelow(node, `${path}${name}/`)
    else yield [`${path}${name}`, node.bytes]
  }
}
