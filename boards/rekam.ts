import { isMainThread } from 'node:worker_threads'
import './part/opening-worker.ts'
import { faceCheckWord } from './part/own-command.ts'

/** The executable: hands the real world to the command line, or is the face check that another of it started. */
async function main(words: readonly string[]): Promise<void> {
  if (words[0] === faceCheckWord) {
    // Without the rest of the house, which would take several times its memory.
    const { checkFaces } = await import('./part/check-faces.ts')
    return checkFaces(words.slice(1))
  }
  const { runConsole } = await import('../firmware/console/run-console.ts')
  const { createWorld } = await import('./part/create-world.ts')
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort())
  const world = createWorld(stopping.signal)
  process.exitCode = await runConsole(words, world)
  world.close()
}

// A package starts its threads with this same entry: they only serve what `opening-worker` offers.
if (isMainThread) void main(process.argv.slice(2))
