/** Questions for a person who looks or listens; the answer is yes or no. */
export const questions = [
  'scanner-light',
  'lamp-red',
  'lamp-amber',
  'lamp-green',
  'lamp-blue',
  'buzzer',
  'voice',
] as const

export type Question = (typeof questions)[number]

/** Tasks for a hand. */
export const tasks = ['press-finger', 'press-help'] as const

export type Task = (typeof tasks)[number]

/** The person at the box, if there is one. */
export interface Guide {
  /** False where no person can look, listen or press: those parts stay unseen. */
  readonly attended: boolean
  /** Whether the answers come by a finger on the panel, which then works. */
  readonly byTouch: boolean
  /** Gives `undefined` without an answer until `signal` aborts. */
  ask(question: Question, signal: AbortSignal): Promise<boolean | undefined>
  /** Says what to do while something waits for it. */
  tell(task: Task): void
  /** The hand is not needed any more. */
  rest(): void
}

/** For a machine that asks: no person is there. */
export const nobody: Guide = {
  attended: false,
  byTouch: false,
  ask: async () => undefined,
  tell: () => undefined,
  rest: () => undefined,
}
