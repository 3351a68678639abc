import type { NumberField } from './compare-people.ts'
import { consentAfter } from './consent-after.ts'
import type { Shared } from './find-known.ts'
import type { Finding } from './finding.ts'
import type { Conflict, Student } from './student.ts'

/** Pupils whom a list changes, by pid; one that is not here is as it was. */
export type Changed = Map<string, Student>

/** Remembers a conflict at each pupil known whom it may be about, until a later list settles it. */
export function rememberConflict(
  changed: Changed,
  finding: Finding,
  place: Pick<Conflict, 'list' | 'row'>,
): void {
  const mark = (known: Student, differs: Conflict['differs']) => {
    const now = changed.get(known.pid) ?? known
    changed.set(known.pid, { ...now, conflict: { ...place, differs } })
  }
  if (finding.type === 'conflict') for (const known of finding.known) mark(known, [...finding.differs])
  if (finding.type === 'shared' && finding.known) mark(finding.known, [finding.field])
}

/** Takes numbers from pupils known, as an attendant has decided. */
export function takeNumbers(changed: Changed, takenFrom: readonly Shared[]): void {
  for (const { field, known } of takenFrom) {
    const now = changed.get(known.pid) ?? known
    const number: Partial<Record<NumberField, undefined>> = { [field]: undefined }
    const isStillTheirs = now[field]?.reveal() === known[field]?.reveal()
    changed.set(known.pid, { ...now, ...(isStillTheirs && number), conflict: undefined })
  }
}

/** Ends the consent of a pupil whom a row may be about, though it is not taken. */
export function endConsent(
  changed: Changed,
  known: Student,
  consent: 'no' | 'unclear',
  source: 'school' | 'registry',
): readonly Finding[] {
  const now = changed.get(known.pid) ?? known
  const after = { ...now, ...consentAfter(now, { consent, consentRef: '' }, source) }
  changed.set(known.pid, after)
  return endedConsent(now, after)
}

/** Whether a consent that was in force is not any more. */
export function endedConsent(before: Student | undefined, { noConsent }: Student): readonly Finding[] {
  if (before?.consentRef === undefined || !noConsent) return []
  return [{ type: 'consent-ends', known: before, why: noConsent.why }]
}
