import { z } from 'zod'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { npsnSchema } from '../../core/names.ts'
import { openSealed, sealToRecipients } from '../../custody/crypto/age-file.ts'
import { documentBytes, readDocument, type SignedDocument } from '../../custody/crypto/signed-document.ts'
import { isSignedBy, type SigningKey } from '../../custody/crypto/signing-key.ts'
import { type ListedStudent, listedStudentSchema } from '../../school/roster/listed-student.ts'
import type { PublishedFault } from './status-file.ts'

const commonFields = {
  /** NPSN. */
  school: npsnSchema,
  /** From 1; a kiosk never goes back to a lower one. */
  number: z.int().positive(),
}

const mostPupils = 20_000

/** Version 1 had no word for a refusal, nor for a column that a list does not have. */
const firstVersionSchema = z.strictObject({
  v: z.literal(1),
  ...commonFields,
  students: z
    .array(
      z.strictObject({
        ...listedStudentSchema.omit({ consent: true, consentRef: true, married: true, recorded: true }).shape,
        consentRef: z.string().optional(),
        married: z.boolean(),
        recorded: z.boolean(),
        recordedHere: z.boolean().default(false),
      }),
    )
    .max(mostPupils),
})

const secondVersionSchema = z.strictObject({
  v: z.literal(2),
  ...commonFields,
  students: z.array(listedStudentSchema).max(mostPupils),
})

/** The contents of `roster-<npsn>.json.age` once it is opened: the registry's list of one school. */
export const rosterFileSchema = z.discriminatedUnion('v', [firstVersionSchema, secondVersionSchema])

/** A list as the registry sends it. Nothing that it does not speak of changes. */
export interface RosterFile {
  readonly school: string
  readonly number: number
  readonly students: readonly ListedStudent[]
}

export type RosterFault = PublishedFault | { readonly kind: 'cannot-open' }

/** Seals a list for the kiosks of a school and signs what is sealed. */
export async function sealRosterFile(
  { school, number, students }: RosterFile,
  recipients: readonly string[],
  key: SigningKey,
): Promise<SignedDocument> {
  const list = secondVersionSchema.parse({ v: 2, school, number, students })
  const bytes = await sealToRecipients(recipients, documentBytes(list))
  return { bytes, signature: key.sign('roster', bytes) }
}

/** Opens a list with the kiosk's own identity. Nothing is opened that the registry has not signed. */
export async function readRosterFile(
  { bytes, signature }: SignedDocument,
  school: string,
  receiptKeys: readonly string[],
  identity: string,
): Promise<Result<RosterFile, RosterFault>> {
  if (!receiptKeys.some((key) => isSignedBy(key, 'roster', bytes, signature)))
    return err({ kind: 'bad-signature' })
  const opened = await openSealed(identity, bytes)
  if (!opened.ok) return opened
  const list = readDocument(rosterFileSchema, opened.value, 2)
  if (!list.ok) return list
  if (list.value.school !== school) return err({ kind: 'other-school' })
  const { number } = list.value
  const students = list.value.v === 2 ? list.value.students : list.value.students.map(fromFirstVersion)
  return ok({ school, number, students })
}

// There a `false` may have been a column that the list did not have.
function fromFirstVersion({
  recordedHere: _,
  ...student
}: z.infer<typeof firstVersionSchema>['students'][number]): ListedStudent {
  const { consentRef, married, recorded } = student
  return {
    ...student,
    consent: consentRef === undefined ? undefined : 'yes',
    consentRef: consentRef ?? '',
    married: married ? 'yes' : undefined,
    recorded: recorded ? 'yes' : undefined,
  }
}
