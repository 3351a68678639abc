import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Puts a small program of ours at `path`. One that is there already is left alone, so that nothing is written at a usual
 * start; where the disk refuses, the part that calls it is met as absent.
 */
export async function writeExecutable(path: string, text: string): Promise<void> {
  const standing = await readFile(path, 'utf8').catch(() => undefined)
  if (standing === text) return
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(() => undefined)
  await writeFile(path, text, { mode: 0o700 })
    .then(() => chmod(path, 0o700))
    .catch(() => undefined)
}
