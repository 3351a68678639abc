import type { SeededRandom } from '../random/seeded-random.ts'
import type { FileContent } from './file-content.ts'

export interface Directory {
  /** Names as programs see them. */
  readonly seen: Map<string, FileNode>
  /** Names that every power cut leaves. */
  readonly flushed: Map<string, FileNode>
  /** The last step that changed a name. */
  readonly steps: Map<string, DirectoryStep>
}

export type FileNode = FileContent | Directory

export function newDirectory(): Directory {
  return { seen: new Map(), flushed: new Map(), steps: new Map() }
}

export function isDirectory(node: FileNode): node is Directory {
  return !('emptied' in node)
}

/** One name given to a file, or taken away. */
export interface NameChange {
  readonly directory: Directory
  readonly name: string
  readonly node: FileNode | undefined
}

/** A change of names in one piece: all of it reaches the medium, or none. */
export interface DirectoryStep {
  readonly changes: readonly NameChange[]
  /** Steps that are on the medium before this one can be. */
  readonly after: readonly DirectoryStep[]
  flushed: boolean
}

/** Puts a step on the medium, and before it all on which it builds. */
export function flushStep(step: DirectoryStep): void {
  if (step.flushed) return
  for (const earlier of step.after) flushStep(earlier)
  for (const { directory, name, node } of step.changes) {
    if (node) directory.flushed.set(name, node)
    else directory.flushed.delete(name)
  }
  step.flushed = true
}

/**
 * Lets a power cut choose among the unflushed steps: the first few, as a file system with one journal
 * does, or any that miss nothing on which they build.
 */
export function flushSome(pending: readonly DirectoryStep[], random: SeededRandom): void {
  const share = random.next()
  if (random.next() < 0.25) {
    for (const step of pending.slice(0, Math.round(share * pending.length))) flushStep(step)
    return
  }
  for (const step of pending) {
    const possible = step.after.every(({ flushed }) => flushed)
    if (random.next() < share && possible) flushStep(step)
  }
}
