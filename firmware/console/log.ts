import pino from 'pino'
import type { Log } from '../kiosk/kiosk-parts.ts'
import type { ConsoleWorld } from './console-world.ts'

/** One JSON line per event on standard error; facts are numbers and words from the code, never personal. */
export function createLog(world: ConsoleWorld): Log {
  const logger = pino(
    { base: {}, timestamp: () => `,"ms":${Math.trunc(world.clock.monotonicMs())}` },
    {
      write: (line) => world.say(line.trimEnd()),
    },
  )
  return (level, event, facts) => logger[level]({ event, ...facts })
}
