import { z } from 'zod'
import { jsonFrom } from '../../core/json-from.ts'
import type { TaggedField } from '../record/tagged-record.ts'

// A control character would become a separator inside the record.
const text = z
  .string()
  .regex(/^\P{Cc}{0,200}$/u)
  .refine((value) => value.isWellFormed())

const personSchema = z.looseObject({
  nik: text.optional(),
  nisn: text.optional(),
  name: text.min(1),
  birthDate: z.iso.date(),
  birthPlace: text.optional(),
  sex: z.enum(['L', 'P']),
})

/**
 * `person.json` as Type-2 of the domain REKAM 1: 2.003 NIK, 2.004 NISN, 2.005 name, 2.006 birth date,
 * 2.007 birth place, 2.008 sex (L, P). Unknown values are left out. `undefined` when it is no person.
 */
export function personFields(bytes: Uint8Array): readonly TaggedField[] | undefined {
  const person = personSchema.safeParse(jsonFrom(bytes)).data
  if (!person) return undefined
  const { nik, nisn, name, birthDate, birthPlace, sex } = person
  const values = [nik, nisn, name, birthDate.replaceAll('-', ''), birthPlace, sex]
  return values.flatMap((value, index) => (value ? [{ field: index + 3, value }] : []))
}
