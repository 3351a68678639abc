import { maskName } from '../../core/mask-name.ts'
import type { Student } from './student.ts'

/** Pupils known of one class who are not on the newer list. */
export interface MissingPupils {
  readonly className: string
  readonly count: number
  /** Masked. */
  readonly names: readonly string[]
  /** The list is long enough to be the whole class: they are marked. Of a short one nothing follows. */
  readonly isMarked: boolean
}

/** Looks for pupils who left. `classNames` holds the class of each row, `spokenOf` the pids that the list may be about. */
export function findMissing(
  known: readonly Student[],
  classNames: readonly string[],
  spokenOf: ReadonlySet<string>,
): { readonly missing: readonly MissingPupils[]; readonly marked: readonly Student[] } {
  const rowsOf = Map.groupBy(classNames, (className) => className)
  const absent = known.filter(({ pid, className }) => rowsOf.has(className) && !spokenOf.has(pid))
  const present = Map.groupBy(
    known.filter(({ notOnList }) => !notOnList),
    ({ className }) => className,
  )
  // A list of some pupils, to add their consents, is no list of the class.
  const isWhole = (className: string) =>
    2 * (rowsOf.get(className)?.length ?? 0) >= (present.get(className)?.length ?? 0)
  const missing = [...Map.groupBy(absent, ({ className }) => className)].map(
    ([className, pupils]): MissingPupils => ({
      className,
      count: pupils.length,
      names: pupils.map(({ name }) => maskName(name.reveal())),
      isMarked: isWhole(className),
    }),
  )
  const marked = absent.filter(({ className }) => isWhole(className))
  return { missing, marked: marked.map((student) => ({ ...student, notOnList: true })) }
}
