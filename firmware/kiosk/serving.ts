import type { Student } from '../roster/student.ts'
import type { VisitRunner } from '../visit/visit-runner.ts'

/** One visit at the panel, with the student it belongs to. */
export interface Serving {
  readonly runner: VisitRunner
  readonly student: Student
  readonly number: string
  /** Address of the photo that waits for approval; new for every visit. */
  readonly pictureToken: string
}
