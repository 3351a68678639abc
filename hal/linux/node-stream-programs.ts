import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import type { StreamEnd, StreamPrograms } from '../contract/stream-programs.ts'

const mostComplaint = 2_000

/** The system's own programs, as child processes. */
export function createNodeStreamPrograms(): StreamPrograms {
  return {
    start(program, words) {
      const env = { ...process.env, LC_ALL: 'C' }
      const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], env })
      return {
        output: untilGone(child.stdout),
        ended: endOf(child, child.stderr),
        kill() {
          child.kill('SIGKILL')
          // A child of the program may live on and keep the pipe open.
          child.stdout.destroy()
        },
      }
    },
  }
}

async function* untilGone(stdout: Readable): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of stdout) yield bytes
  } catch {
    // The pipe was closed from here: the program is being ended.
  }
}

function endOf(child: ChildProcess, stderr: Readable): Promise<StreamEnd> {
  let complaint = ''
  stderr.on('data', (bytes: Buffer) => {
    complaint = (complaint + bytes.toString('latin1')).slice(-mostComplaint)
  })
  return new Promise((resolve) => {
    child.once('error', () => resolve({ exitCode: 127, complaint }))
    child.once('exit', (code) => {
      const done = () => {
        clearTimeout(patience)
        stderr.destroy()
        resolve({ exitCode: code ?? 1, complaint })
      }
      // Its last words may still be in the pipe; another holder of the pipe is not waited for.
      const patience = setTimeout(done, 100)
      if (stderr.closed || stderr.readableEnded) done()
      else stderr.once('end', done)
    })
  })
}
