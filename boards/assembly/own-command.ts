import { fileURLToPath } from 'node:url'

/** How to start this very program again: one executable, or the pinned Node with its entry. */
export function ownCommand(): readonly string[] {
  const packaged = 'pkg' in process
  if (packaged) return [process.execPath]
  return [process.execPath, fileURLToPath(new URL('../rekam.ts', import.meta.url))]
}

/** Words that tell this program to be one that another of it started. */
export type HelperWord = 'face-check' | 'code-check' | 'camera-twin'

/** How to start one of those. */
export function helperCommand(word: HelperWord): readonly string[] {
  return [...ownCommand(), word]
}
