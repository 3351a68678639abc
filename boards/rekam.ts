import { isMainThread } from 'node:worker_threads'
import { runConsole } from '../firmware/console/run-console.ts'
import { createWorld } from './part/create-world.ts'
import './part/opening-worker.ts'

/** The executable: hands the real world to the command line. */
async function main(): Promise<void> {
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort())
  const world = createWorld(stopping.signal)
  process.exitCode = await runConsole(process.argv.slice(2), world)
  world.close()
}

// A package starts its threads with this same entry: they only serve what `opening-worker` offers.
if (isMainThread) void main()
