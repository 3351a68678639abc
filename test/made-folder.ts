import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Where everything lies that `madeOnce` has made: another folder as soon as a source that draws or grows, or Node, is
 * another.
 */
export function madeFolder(root: string): string {
  const sources = ['sim/finger', 'sim/face', 'sim/random'].flatMap((room) =>
    readdirSync(join(root, room))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(root, room, name)),
  )
  const hash = createHash('sha256').update(process.version)
  for (const source of sources.sort()) hash.update(readFileSync(source))
  const folder = join(tmpdir(), `rekam-made-${hash.digest('hex').slice(0, 16)}`)
  mkdirSync(folder, { recursive: true })
  return folder
}
