import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { until } from './until.ts'

/** The whole runtime in a process of its own; disposed it is killed. */
export interface KioskProcess extends AsyncDisposable {
  /** Everything it printed and logged. */
  readonly said: () => string
  /** SIGTERM, as a manager sends it; gives the exit code. */
  end(): Promise<number | null>
}

/** Starts it with the words of a command line, and waits until it serves. */
export async function startKiosk(words: readonly string[]): Promise<KioskProcess> {
  const child: ChildProcess = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text: Buffer) => {
      said += text.toString()
    })
  await until('the kiosk serves', () => child.exitCode !== null || said.includes('Rekam siap'))
  if (child.exitCode !== null) throw new Error(`the kiosk ended: ${said}`)
  return {
    said: () => said,
    async end() {
      child.kill('SIGTERM')
      const [code] = await once(child, 'exit')
      return code
    },
    [Symbol.asyncDispose]: async () => void child.kill('SIGKILL'),
  }
}
