import { isMainThread } from 'node:worker_threads'
import { runConsole } from '../firmware/console/run-console.ts'
import { createWorld } from './part/create-world.ts'
import { serveCrew } from './part/opening-crew.ts'

/** The executable: hands the real world to the command line. */
async function main(): Promise<void> {
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort())
  const world = createWorld(stopping.signal)
  process.exitCode = await runConsole(process.argv.slice(2), world)
  world.close()
}

if (isMainThread) void main()
else serveCrew()
