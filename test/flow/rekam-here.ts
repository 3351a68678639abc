import { createWorld } from '../../boards/assembly/create-world.ts'
import { runConsole } from '../../firmware/console/run-console.ts'

/**
 * Runs one command to its end on the real world, in this process: starting one takes longer than most commands.
 * `rekam` does the same in a process of its own.
 */
export function rekamHere(...words: readonly string[]): Promise<CommandEnd> {
  return runHere(words)
}

/** The same with a person at the terminal, who answers every question with `answer`. */
export function rekamAnswered(answer: string, ...words: readonly string[]): Promise<CommandEnd> {
  return runHere(words, async () => answer)
}

interface CommandEnd {
  readonly code: number
  readonly out: string
  readonly said: string
}

async function runHere(words: readonly string[], ask?: () => Promise<string>): Promise<CommandEnd> {
  const told = { out: '', said: '' }
  const real = createWorld(new AbortController().signal)
  const world = {
    ...real,
    print(line: string) {
      told.out += `${line}\n`
    },
    say(line: string) {
      told.said += `${line}\n`
    },
    // The person who runs the tests may sit at a terminal; a command of a test never does.
    progress: undefined,
    ask,
  }
  const code = await runConsole(words, world)
  real.close()
  return { code, ...told }
}
