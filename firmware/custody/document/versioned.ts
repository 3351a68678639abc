import type { z } from 'zod'

/** A parser's answer to a document that a later Rekam has written. */
export const newer: unique symbol = Symbol('newer')

/** Checks what is on the disk: a value of the shape, `newer`, or `undefined` for what it cannot be. */
export type Parse<T> = (raw: unknown) => T | typeof newer | undefined

type Raw = Readonly<Record<string, unknown>>

/** Makes the next version of a document. Pure; its input is unchecked. */
export type Migration = (old: Raw) => Raw

/**
 * Reads a document of any version up to the newest. `steps` are the migrations, from the oldest that is still
 * read to the newest; a document without `v` has version 0. The result is checked by `schema`.
 */
export function versioned<T>(
  newest: number,
  schema: z.ZodType<T>,
  steps: readonly Migration[] = [],
): Parse<T> {
  return (raw) => {
    if (!isRaw(raw)) return undefined
    const version = raw['v'] ?? 0
    if (typeof version !== 'number' || !Number.isSafeInteger(version)) return undefined
    if (version > newest) return newer
    const missing = newest - version
    const migrated =
      missing > steps.length ? raw : steps.slice(steps.length - missing).reduce((old, step) => step(old), raw)
    return schema.safeParse(migrated).data
  }
}

function isRaw(raw: unknown): raw is Raw {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
}
