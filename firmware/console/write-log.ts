import { eventLine } from '../event/event-line.ts'
import { createLog, type Log } from '../event/log.ts'
import type { ConsoleWorld } from './console-world.ts'

/** One JSON line per event on standard error, where the system's journal takes it up. */
export function writeLog(world: ConsoleWorld): Log {
  return createLog((event) => world.say(eventLine(event, world.clock.monotonicMs())))
}
