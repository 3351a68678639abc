import { z } from 'zod'
import { err, type Result } from '../../../hal/contract/result.ts'
import { npsnSchema } from '../../core/names.ts'
import { openSealed, sealToRecipients } from '../../custody/crypto/age-file.ts'
import { documentBytes, readDocument, type SignedDocument } from '../../custody/crypto/signed-document.ts'
import { isSignedBy, type SigningKey } from '../../custody/crypto/signing-key.ts'
import { fromStored, type Student, studentSchema, toStored } from '../../school/roster/student.ts'
import type { PublishedFault } from './status-file.ts'

/** The contents of `roster-<npsn>.json.age` once it is opened: the registry's list of one school. */
export const rosterFileSchema = z.strictObject({
  v: z.literal(1),
  /** NPSN. */
  school: npsnSchema,
  /** From 1; a kiosk never goes back to a lower one. */
  number: z.int().positive(),
  students: z.array(studentSchema).max(20_000),
})

/** A list as the registry sends it. Pupils that it does not name stay as they are. */
export interface RosterFile {
  readonly school: string
  readonly number: number
  readonly students: readonly Student[]
}

export type RosterFault = PublishedFault | { readonly kind: 'cannot-open' }

/** Seals a list for the kiosks of a school and signs what is sealed. */
export async function sealRosterFile(
  { school, number, students }: RosterFile,
  recipients: readonly string[],
  key: SigningKey,
): Promise<SignedDocument> {
  const list = rosterFileSchema.parse({ v: 1, school, number, students: students.map(toStored) })
  const bytes = await sealToRecipients(recipients, documentBytes(list))
  return { bytes, signature: `${key.sign('roster', bytes)}\n` }
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
  const list = readDocument(rosterFileSchema, opened.value)
  if (!list.ok) return list
  if (list.value.school !== school) return err({ kind: 'other-school' })
  return { ok: true, value: { ...list.value, students: list.value.students.map(fromStored) } }
}
