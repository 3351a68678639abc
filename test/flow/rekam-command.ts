import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('../../boards/rekam.ts', import.meta.url))

/** Runs one command of the checkout to its end. */
export function rekam(...words: string[]): {
  readonly code: number | null
  readonly out: string
  readonly said: string
} {
  const run = spawnSync(process.execPath, [entry, ...words], { encoding: 'utf8' })
  return { code: run.status, out: run.stdout, said: run.stderr }
}
