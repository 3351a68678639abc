import type { EventLevel } from './event-entry.ts'
import { type CheckedFact, type EventField, writtenFact } from './event-field.ts'
import { type EventName, eventRegistry } from './event-registry.ts'

type FieldsOf<E extends EventName> = (typeof eventRegistry)[E]['fields']

type ValueOf<F extends EventField> = F['kind'] extends 'number'
  ? number
  : F['kind'] extends 'word'
    ? string
    : CheckedFact<F['kind']>

type OptionalOf<F> = { [K in keyof F]: F[K] extends { isOptional: true } ? K : never }[keyof F]

/** The values logged with an event. */
export type FactsOf<E extends EventName, F = FieldsOf<E>> = {
  readonly [K in Exclude<keyof F, OptionalOf<F>>]: F[K] extends EventField ? ValueOf<F[K]> : never
} & {
  readonly [K in OptionalOf<F>]?: F[K] extends EventField ? ValueOf<F[K]> | undefined : never
}

/** A word is one of those listed in its type: a field for any text may hold a name. */
type OnlyWords<F> = {
  readonly [K in keyof F]: string extends F[K] ? 'any text may be personal: use checkedFact' : F[K]
}

/** Writes one event of the registry; nothing else compiles. */
export type Log = <E extends EventName, const F extends FactsOf<E>>(
  event: E,
  ...facts: keyof FieldsOf<E> extends never ? [] : [facts: F & OnlyWords<F>]
) => void

/** An event as it is written: only what the registry lists, each value of its kind. */
export interface LoggedEvent {
  readonly event: EventName
  readonly level: EventLevel
  readonly facts: Readonly<Record<string, string | number>>
}

/** A log that hands on what may be written. */
export function createLog(write: (event: LoggedEvent) => void): Log {
  return (event, ...[facts]) => {
    write({ event, level: eventRegistry[event].level, facts: written(event, facts ?? {}) })
  }
}

/** The same of an event that was read back, from any source. */
export function written(event: EventName, facts: object): LoggedEvent['facts'] {
  const fields: Readonly<Record<string, EventField>> = eventRegistry[event].fields
  const given = new Map<string, unknown>(Object.entries(facts))
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, { kind }]) => {
      const value = given.get(name)
      return value === undefined ? [] : [[name, writtenFact(kind, value)]]
    }),
  )
}

/** A log for as long as there is none to write to; `events` grows. */
export function createMemoryLog(): { readonly log: Log; readonly events: readonly LoggedEvent[] } {
  const events: LoggedEvent[] = []
  return { log: createLog((event) => events.push(event)), events }
}

/** Hands on an event that was kept until there was a log. */
export function logAgain(log: Log, { event, facts }: LoggedEvent): void {
  // Its facts have been held against the registry already.
  const tell = log as (event: EventName, facts: object) => void
  tell(event, facts)
}
