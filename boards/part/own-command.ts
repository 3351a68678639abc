import { fileURLToPath } from 'node:url'

/** How to start this very program again: one executable, or the pinned Node with its entry. */
export function ownCommand(): readonly string[] {
  const packaged = 'pkg' in process
  if (packaged) return [process.execPath]
  return [process.execPath, fileURLToPath(new URL('../rekam.ts', import.meta.url))]
}

/** Tells this program to be the face check. */
export const faceCheckWord = 'face-check'

/** How to start the face check. */
export function faceCheckCommand(): readonly string[] {
  return [...ownCommand(), faceCheckWord]
}
