import type { ListedStudent } from './listed-student.ts'
import type { Student } from './student.ts'

type Consent = Pick<Student, 'consentRef' | 'noConsent'>

/**
 * The consent after a list has spoken. It is in force only on a clear yes, and ends on any other word: a finger taken
 * against a parent's word cannot be given back, a word can be written again. Silence changes nothing. A refusal handed
 * in at the school is newer than what the registry was told: only the school can take it back.
 */
export function consentAfter(
  known: Consent | undefined,
  { consent, consentRef }: Pick<ListedStudent, 'consent' | 'consentRef'>,
  source: 'school' | 'registry',
): Consent {
  const before: Consent = { consentRef: known?.consentRef, noConsent: known?.noConsent }
  const refusedAtSchool = before.noConsent?.by === 'school'
  switch (consent) {
    case undefined:
      return before
    case 'yes':
      return refusedAtSchool && source === 'registry' ? before : { consentRef, noConsent: undefined }
    case 'no':
    case 'unclear': {
      const why = consent === 'no' ? 'refused' : 'unclear'
      return { consentRef: undefined, noConsent: { by: refusedAtSchool ? 'school' : source, why } }
    }
  }
}
