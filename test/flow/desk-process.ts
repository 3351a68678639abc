import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A kiosk as its own process on the desk board, as a person would start it. */
export interface DeskProcess {
  readonly url: string
  readonly child: ChildProcess
  /** Waits until it says so on standard output, since the last time it was asked. */
  says(words: RegExp): Promise<RegExpExecArray>
  /** Ctrl-C, and the exit code. */
  interrupt(): Promise<number | null>
  /** Power cut as far as a process can have one. */
  kill(): Promise<void>
}

const entry = fileURLToPath(new URL('../../boards/rekam.ts', import.meta.url))

export interface DeskWords {
  /** A boot partition: the desk then waits to be set up, as a blank box does. */
  readonly boot?: string
  /** The line that says it is as far as wanted; by default its address. */
  readonly when?: RegExp
}

/** Starts `rekam run` in `dataFolder` and waits until it says where it is. `command` replaces the checkout. */
export async function startDesk(
  dataFolder: string,
  command: readonly string[] = [process.execPath, entry],
  port = 0,
  { boot, when = /siap di (http:\S+)/ }: DeskWords = {},
): Promise<DeskProcess> {
  const [program = '', ...words] = command
  const more = boot === undefined ? [] : ['--boot', boot]
  const child = spawn(
    program,
    [...words, 'run', '--board', 'desk', '--data', dataFolder, '--port', String(port), ...more],
    {
      env: { ...process.env, REKAM_DESK: 'fast' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const ear = listenTo(child)
  const [, url = ''] = await ear.hear(when)
  return {
    url,
    child,
    says: (pattern) => ear.hear(pattern),
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

function listenTo(child: ChildProcess) {
  let [heard, said] = ['', '']
  let wake = () => undefined as void
  child.stdout?.on('data', (text: Buffer) => {
    heard += text.toString()
    wake()
  })
  child.stderr?.on('data', (text: Buffer) => {
    said += text.toString()
  })
  child.once('exit', () => wake())
  return {
    async hear(pattern: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const found = pattern.exec(heard)
        if (found) {
          heard = heard.slice(found.index + found[0].length)
          return found
        }
        if (child.exitCode !== null) throw new Error(`the kiosk has ended: ${said}`)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
