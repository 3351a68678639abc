import type { EventField } from './event-field.ts'

/** How bad it is: of note, to be looked into, or something was lost or could not be done. */
export type EventLevel = 'info' | 'warn' | 'error'

export interface EventEntry {
  readonly level: EventLevel
  /** The meaning, in Indonesian. */
  readonly means: string
  /** The technician's remedy, in Indonesian; empty when there is none. */
  readonly remedy: string
  readonly fields: Readonly<Record<string, EventField>>
}

export const fault = { kind: 'word', means: 'sebabnya' } as const satisfies EventField
export const visit = { kind: 'visit', means: 'nomor acak kunjungan' } as const satisfies EventField
export const count = (means: string) => ({ kind: 'number', means }) as const satisfies EventField
export const word = (means: string) => ({ kind: 'word', means }) as const satisfies EventField
export const maybeWord = (means: string) =>
  ({ kind: 'word', means, isOptional: true }) as const satisfies EventField
export const maybeCount = (means: string) =>
  ({ kind: 'number', means, isOptional: true }) as const satisfies EventField

export const card = 'Periksa kartu memori: rekam doctor.'
export const wait = 'Tidak perlu apa-apa bila hanya sesekali; kios mencoba lagi sendiri.'
