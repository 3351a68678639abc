import type { NumberField } from './compare-people.ts'
import type { Difference, Student } from './student.ts'

/** Something to be said about one pupil of a list. */
export type Finding =
  /** `of` is the place of the earlier one in the list. */
  | { readonly type: 'duplicate'; readonly of: number }
  | ConflictFinding
  /** A number that two people have, in this list or one before (`known`): this row is without it. */
  | { readonly type: 'shared'; readonly field: NumberField; readonly known?: Student }
  /** Somebody known has the same name and birth date, and was not taken for this pupil. */
  | { readonly type: 'namesake'; readonly known: Student }
  | { readonly type: 'respelled'; readonly known: Student }
  /** The consent for `known`, in force until now, is not any more. */
  | { readonly type: 'consent-ends'; readonly known: Student; readonly why: 'refused' | 'unclear' }

/** The row may be one of these pupils and may be another person: it is held back. */
export interface ConflictFinding {
  readonly type: 'conflict'
  readonly known: readonly Student[]
  readonly differs: readonly Difference[]
}
