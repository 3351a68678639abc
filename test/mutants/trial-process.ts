import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Trial } from './try-mutants.ts'

/** The test files that failed; or the mutant ran for too long. */
export type Verdict = readonly string[] | 'too-slow'

/** Tries mutants in a process that is started anew when one of them runs in circles. */
export class TrialProcess {
  #child: ChildProcess | undefined

  async try(trial: Trial, limitMs: number): Promise<Verdict> {
    const child = this.#child ?? (await start())
    this.#child = child
    child.send(trial)
    const signal = AbortSignal.timeout(limitMs)
    const answered = await once(child, 'message', { signal }).catch(() => undefined)
    if (answered) return answered[0] as readonly string[]
    child.kill('SIGKILL')
    this.#child = undefined
    return 'too-slow'
  }

  end(): void {
    this.#child?.disconnect()
    this.#child = undefined
  }
}

async function start(): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'try-mutants.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  return child
}
