import { type ProblemName, problems } from './problem.ts'
import { codeOf } from './problem-code.ts'

/** Every checked part, in the order of the report. */
export type Part =
  | 'board'
  | 'seal'
  | 'scanner'
  | 'press'
  | 'camera'
  | 'face-check'
  | 'lamp'
  | 'buzzer'
  | 'voice'
  | 'help-button'
  | 'touch'
  | 'storage'
  | 'kept'
  | 'space'
  | 'memory'
  | 'temperature'
  | 'voltage'
  | 'clock'
  | 'link'

/** The result for one part. */
export interface Finding {
  readonly part: Part
  /** `unseen`: no person was there to look, or time ran out. */
  readonly state: 'good' | 'fault' | 'absent' | 'unseen'
  /** The finding; of a fault, cause and remedy. */
  readonly words: string
  /** Of a fault: six characters that a colleague can look up. */
  readonly code?: string
}

export function good(part: Part, words: string): Finding {
  return { part, state: 'good', words }
}

export function unseen(part: Part, words: string): Finding {
  return { part, state: 'unseen', words }
}

/** A known problem; `words` replace its own where more is known, `value` is the measured value. */
export function problem(part: Part, name: ProblemName, value = 0, words?: string): Finding {
  const { state = 'fault', cause, remedy } = problems[name]
  return { part, state, words: words ?? `${cause} ${remedy}`, code: codeOf(name, value) }
}
