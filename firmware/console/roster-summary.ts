import { maskName } from '../core/mask-name.ts'
import type { RosterStore } from '../school/roster/roster-store.ts'
import type { Conflict, Student } from '../school/roster/student.ts'

/** The answer to `rekam roster list --json`. */
export interface RosterSummary {
  readonly classes: readonly ClassSummary[]
  /** Classes whose list is damaged. */
  readonly lost: readonly string[]
  /** Pupils known of whom an earlier list spoke in a way that nobody has settled. */
  readonly conflicts: readonly RosterConflict[]
}

export interface ClassSummary {
  readonly className: string
  readonly students: number
  readonly consented: number
  readonly recorded: number
  /** Consent was refused or withdrawn. */
  readonly refused: number
  /** The word about consent was not understood. */
  readonly unclear: number
  /** Not on the school's newest list of the class. */
  readonly notOnList: number
}

export interface RosterConflict extends Conflict {
  readonly className: string
  /** Masked. */
  readonly name: string
}

export function summariseRoster(store: Pick<RosterStore, 'all' | 'lost'>): RosterSummary {
  const classes = [...Map.groupBy(store.all(), ({ className }) => className)]
    .map(([className, students]) => summariseClass(className, students))
    .sort((a, b) => (a.className < b.className ? -1 : 1))
  const conflicts = store.all().flatMap(({ className, name, conflict }): RosterConflict[] => {
    return conflict ? [{ className, name: maskName(name.reveal()), ...conflict }] : []
  })
  return { classes, lost: store.lost, conflicts }
}

function summariseClass(className: string, students: readonly Student[]): ClassSummary {
  const count = (is: (student: Student) => boolean) => students.filter(is).length
  return {
    className,
    students: students.length,
    consented: count(({ consentRef }) => consentRef !== undefined),
    recorded: count(({ recorded }) => recorded),
    refused: count(({ noConsent }) => noConsent?.why === 'refused'),
    unclear: count(({ noConsent }) => noConsent?.why === 'unclear'),
    notOnList: count(({ notOnList }) => notOnList),
  }
}
