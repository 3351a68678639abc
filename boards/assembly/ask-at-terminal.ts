import { createInterface } from 'node:readline/promises'

/**
 * Asks the person at the terminal; `undefined` without an answer before `signal` aborts. Absent where standard
 * input is no terminal.
 */
export function askAtTerminal():
  | ((question: string, signal: AbortSignal) => Promise<string | undefined>)
  | undefined {
  if (!process.stdin.isTTY) return undefined
  return async (question, signal) => {
    const lines = createInterface({ input: process.stdin, output: process.stderr })
    const answer = await lines.question(question, { signal }).catch(() => undefined)
    lines.close()
    return answer
  }
}
