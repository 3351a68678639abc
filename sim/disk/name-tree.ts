import type { SeededRandom } from '../random/seeded-random.ts'
import {
  type Directory,
  type DirectoryStep,
  type FileNode,
  flushSome,
  flushStep,
  isDirectory,
  type NameChange,
  newDirectory,
} from './directory-step.ts'
import { contentAfterCut, type FileContent } from './file-content.ts'

/** A name in a directory, taken or free. */
export interface Place {
  readonly directory: Directory
  readonly name: string
}

/** Directories and names, and what has not reached the medium of what was done to them. */
export class NameTree {
  #root: Directory = newDirectory()
  #pending: DirectoryStep[] = []
  #lastMove: DirectoryStep | undefined

  at(path: string): FileNode | undefined {
    return this.#nodeAt(partsOf(path))
  }

  /** `undefined` when there is no directory that could hold the name. */
  placeOf(path: string): Place | undefined {
    const parts = partsOf(path)
    const directory = this.#nodeAt(parts.slice(0, -1))
    return directory && isDirectory(directory) ? { directory, name: parts.at(-1) ?? '' } : undefined
  }

  enter(place: Place, node: FileNode): void {
    this.#step([{ ...place, node }])
  }

  move(source: Place, node: FileNode, target: Place): void {
    const enters = { ...target, node }
    const leaves = { ...source, node: undefined }
    if (isDirectory(node)) this.#moveDirectory([leaves, enters])
    else if (source.directory === target.directory) this.#step([leaves, enters])
    // Harsher than ext4: with two directories a cut may leave both names. It never leaves neither.
    else this.#step([leaves], [this.#step([enters])])
  }

  /** A name, and when it is a directory first all names in it, one after the other. */
  leave({ directory, name }: Place): DirectoryStep[] {
    const node = directory.seen.get(name)
    if (!node) return []
    const within = isDirectory(node) ? [...node.seen.keys()] : []
    const inside = within.flatMap((one) => this.leave({ directory: node as Directory, name: one }))
    return [this.#step([{ directory, name, node: undefined }], inside)]
  }

  flush(directory: Directory): void {
    for (const step of this.#pending) {
      if (step.changes.some((change) => change.directory === directory)) flushStep(step)
    }
    this.#pending = this.#pending.filter(({ flushed }) => !flushed)
  }

  /** Every file below the root with its path, in the order in which the names came. */
  files(): [string, FileContent][] {
    return filesBelow(this.#root, '')
  }

  powerCut(random: SeededRandom | undefined): void {
    if (random) flushSome(this.#pending, random)
    this.#pending = []
    this.#lastMove = undefined
    forget(this.#root, random, new Set())
  }

  clone(): NameTree {
    const nodes = new Map<FileNode, FileNode>()
    const steps = new Map<DirectoryStep, DirectoryStep>()
    const copy = new NameTree()
    copy.#root = copyNode(this.#root, nodes)
    for (const step of this.#pending) {
      const changes = step.changes.map(({ directory, name, node }) => ({
        directory: copyNode(directory, nodes),
        name,
        node: node && copyNode(node, nodes),
      }))
      const after = step.after.flatMap((earlier) => steps.get(earlier) ?? [])
      const twin = { changes, after, flushed: false }
      for (const { directory, name } of changes) directory.steps.set(name, twin)
      steps.set(step, twin)
    }
    copy.#pending = [...steps.values()]
    copy.#lastMove = this.#lastMove && steps.get(this.#lastMove)
    return copy
  }

  // Two moves in another order could make a ring.
  #moveDirectory(changes: readonly NameChange[]): void {
    this.#lastMove = this.#step(changes, this.#lastMove ? [this.#lastMove] : [])
  }

  #step(changes: readonly NameChange[], after: readonly DirectoryStep[] = []): DirectoryStep {
    const before = changes.flatMap(({ directory, name }) => directory.steps.get(name) ?? [])
    const step = { changes, after: [...after, ...before].filter(({ flushed }) => !flushed), flushed: false }
    this.#pending.push(step)
    for (const { directory, name, node } of changes) {
      directory.steps.set(name, step)
      if (node) directory.seen.set(name, node)
      else directory.seen.delete(name)
    }
    return step
  }

  #nodeAt(parts: readonly string[]): FileNode | undefined {
    let here: FileNode | undefined = this.#root
    for (const part of parts) here = here && isDirectory(here) ? here.seen.get(part) : undefined
    return here
  }
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.')
}

function filesBelow(directory: Directory, path: string): [string, FileContent][] {
  const found: [string, FileContent][] = []
  for (const [name, node] of directory.seen) {
    if (isDirectory(node)) found.push(...filesBelow(node, `${path}${name}/`))
    else found.push([`${path}${name}`, node])
  }
  return found
}

function forget(directory: Directory, random: SeededRandom | undefined, met: Set<FileNode>): void {
  directory.seen.clear()
  directory.steps.clear()
  for (const [name, node] of directory.flushed) {
    directory.seen.set(name, node)
    // A file with two names comes out of a cut as one.
    if (met.has(node)) continue
    met.add(node)
    if (isDirectory(node)) {
      forget(node, random, met)
      continue
    }
    node.seen = contentAfterCut(node, random)
    node.flushed = node.seen
    node.emptied = false
  }
}

function copyNode<T extends FileNode>(node: T, copies: Map<FileNode, FileNode>): T {
  const known = copies.get(node)
  if (known) return known as T
  const copy: FileNode = isDirectory(node) ? newDirectory() : { ...node }
  copies.set(node, copy)
  if (isDirectory(node) && isDirectory(copy)) {
    for (const [name, one] of node.seen) copy.seen.set(name, copyNode(one, copies))
    for (const [name, one] of node.flushed) copy.flushed.set(name, copyNode(one, copies))
  }
  return copy as T
}
