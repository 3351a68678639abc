import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { useMadeShelf } from '../../sim/random/made-once.ts'

/**
 * Lets all processes that are given the same folder share grown fingers and drawn portraits: a run of the tests starts
 * dozens of kiosks, each of which would make the same ones.
 */
export function openMadeShelf(folder: string): void {
  const fileOf = (name: string) => join(folder, createHash('sha256').update(name).digest('hex'))
  useMadeShelf({
    find(name) {
      const file = fileOf(name)
      return existsSync(file) ? readFileSync(file) : undefined
    },
    keep(name, bytes) {
      // Another process must not read half of it.
      const draft = `${fileOf(name)}.${process.pid}`
      writeFileSync(draft, bytes)
      renameSync(draft, fileOf(name))
    },
  })
}
