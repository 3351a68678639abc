/** Exit codes of every command: done, fault, wrong use, hardware absent. */
export const exit = { done: 0, fault: 1, usage: 2, absent: 3 } as const

export type ExitCode = (typeof exit)[keyof typeof exit]
