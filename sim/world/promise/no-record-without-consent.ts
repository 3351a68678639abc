import type { Pledge } from './promise.ts'

const taking = new Set(['live', 'pictures', 'ink', 'finger', 'review', 'receipt'])

/** Once a list with a refusal is in, or a list that names a pupil for the first time without consent, nothing is taken. */
export function noRecordWithoutConsent(): Pledge {
  const without = new Set<string>()
  return {
    refused({ nisn }) {
      without.add(nisn)
    },
    see({ body }, { nisn }) {
      if (!without.has(nisn) || !taking.has(body.kind)) return []
      return [`the screen "${body.kind}" takes something of a student without consent`]
    },
  }
}
