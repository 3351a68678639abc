import type { Part } from '../../service/diagnostics/finding.ts'
import type { Question, Task } from '../../service/diagnostics/guide.ts'
import type { Message } from './message.ts'

/** Every word while the box is checked; problems and remedies are in `firmware/service/diagnostics`. */
export interface DiagnosticsMessages {
  readonly working: Message
  readonly question: Record<Question, Message>
  readonly task: Record<Task, Message>
  readonly result: (faults: number, unseen: number) => Message
  readonly qrAlt: string
  readonly code: (code: string) => string
  readonly part: Record<Part, string>
  readonly button: { readonly examine: string; readonly yes: string; readonly no: string }
}
