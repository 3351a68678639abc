import { isMainThread } from 'node:worker_threads'
import type { HelperWord } from './assembly/own-command.ts'

/** Programs that another of this executable starts: without the rest of the house, which takes more memory. */
const helpers: Readonly<Record<HelperWord, (words: readonly string[]) => Promise<void>>> = {
  'face-check': async (words) => (await import('./assembly/check-faces.ts')).checkFaces(words),
  'code-check': async () => (await import('./assembly/read-codes.ts')).readCodes(),
  'camera-twin': async (words) => (await import('./assembly/act-as-camera.ts')).actAsCamera(words),
}

/** The executable: hands the real world to the command line, or is a helper that another of it started. */
async function main(words: readonly string[]): Promise<void> {
  const [first = '', ...rest] = words
  const made = process.env['REKAM_MADE']
  if (made !== undefined) (await import('./assembly/open-made-shelf.ts')).openMadeShelf(made)
  if (isHelper(first)) return helpers[first](rest)
  const { runConsole } = await import('../firmware/console/run-console.ts')
  const { createWorld } = await import('./assembly/create-world.ts')
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort())
  const world = createWorld(stopping.signal)
  process.exitCode = await runConsole(words, world)
  world.close()
}

function isHelper(word: string): word is HelperWord {
  return Object.hasOwn(helpers, word)
}

// A package starts its threads with this same entry: they only serve what `decrypt-worker` offers.
void (isMainThread ? main(process.argv.slice(2)) : import('./assembly/decrypt-worker.ts'))
