import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A kiosk as its own process on the desk board, as a person would start it. */
export interface DeskProcess {
  readonly url: string
  readonly child: ChildProcess
  /** Ctrl-C, and the exit code. */
  interrupt(): Promise<number | null>
  /** Power cut as far as a process can have one. */
  kill(): Promise<void>
}

const entry = fileURLToPath(new URL('../../boards/rekam.ts', import.meta.url))

/** Starts `rekam run` in `dataFolder` and waits until it says where it is. `command` replaces the checkout. */
export async function startDesk(
  dataFolder: string,
  command: readonly string[] = [process.execPath, entry],
  port = 0,
): Promise<DeskProcess> {
  const [program = '', ...words] = command
  const child = spawn(
    program,
    [...words, 'run', '--board', 'desk', '--data', dataFolder, '--port', String(port)],
    {
      env: { ...process.env, REKAM_DESK: 'fast' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const said: string[] = []
  child.stderr.on('data', (text: Buffer) => said.push(text.toString()))
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) {
    const url = /siap di (http:\S+)/.exec(line)?.[1]
    if (!url) continue
    return {
      url,
      child,
      async interrupt() {
        child.kill('SIGINT')
        const [code] = await once(child, 'exit')
        return code
      },
      async kill() {
        child.kill('SIGKILL')
        await once(child, 'exit')
      },
    }
  }
  throw new Error(`the kiosk did not start: ${said.join('')}`)
}
