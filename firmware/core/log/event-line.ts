import { jsonFrom } from '../json-from.ts'
import { type EventName, eventRegistry } from './event-registry.ts'
import { type LoggedEvent, written } from './log.ts'

/** One event as a line of JSON; `ms` since this start of the kiosk, as its clock may be wrong by years. */
export function eventLine({ event, level, facts }: LoggedEvent, ms: number): string {
  return JSON.stringify({ ms: Math.trunc(ms), level, event, ...facts })
}

const longestLine = 1_000

// Three years without a start.
const longestRunMs = 1e11

/** The line again, of what it says that may be said; nothing of a line that is none of ours. */
export function readEventLine(line: string): string | undefined {
  const said = line.length > longestLine ? undefined : jsonFrom(line)
  if (typeof said !== 'object' || said === null || !('event' in said) || !isEventName(said.event))
    return undefined
  const { event } = said
  const ms =
    'ms' in said && typeof said.ms === 'number' && said.ms >= 0 && said.ms < longestRunMs ? said.ms : 0
  return eventLine({ event, level: eventRegistry[event].level, facts: written(event, said) }, ms)
}

function isEventName(name: unknown): name is EventName {
  return typeof name === 'string' && Object.hasOwn(eventRegistry, name)
}
