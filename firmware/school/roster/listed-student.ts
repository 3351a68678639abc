import { z } from 'zod'

const saidSchema = z.enum(['yes', 'no', 'unclear']).optional()

/**
 * A pupil in the words of one list, as it was read or as the registry sends it. Nothing that the list does not speak of
 * is here. Held only until it is merged: a pupil of the roster is a `Student`, and masks itself.
 */
export const listedStudentSchema = z.strictObject({
  /** For a pupil who is new; one that is known keeps the own. */
  pid: z.string(),
  name: z.string(),
  nik: z.string().optional(),
  nisn: z.string().optional(),
  birthDate: z.iso.date(),
  birthPlace: z.string().optional(),
  sex: z.enum(['L', 'P']),
  className: z.string(),
  consent: saidSchema,
  /** Where the paper is filed if there is one: list and row. */
  consentRef: z.string(),
  married: saidSchema,
  recorded: saidSchema,
})

export type ListedStudent = z.infer<typeof listedStudentSchema>
