import type { Part } from '../../service/diagnostics/finding.ts'
import type { Question, Task } from '../../service/diagnostics/guide.ts'
import type { Words } from './message.ts'

/** Every word while the box is checked; problems and remedies are in `firmware/service/diagnostics`. */
export interface DoctorWords {
  readonly working: Words
  readonly question: Record<Question, Words>
  readonly task: Record<Task, Words>
  readonly result: (faults: number, unseen: number) => Words
  readonly qrAlt: string
  readonly code: (code: string) => string
  readonly part: Record<Part, string>
  readonly button: { readonly examine: string; readonly yes: string; readonly no: string }
}
