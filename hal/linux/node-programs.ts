import { execFile } from 'node:child_process'
import type { ProgramFault, Programs } from '../contract/programs.ts'
import { err, ok, type Result } from '../contract/result.ts'

const mostBytes = 256 * 1024

/** The system's own programs, as child processes. */
export function createNodePrograms(): Programs {
  return {
    output: (program, words, signal) =>
      new Promise<Result<string, ProgramFault>>((resolve) => {
        const env = { ...process.env, LC_ALL: 'C' }
        execFile(program, words, { signal, env, maxBuffer: mostBytes }, (cause, stdout) => {
          if (!cause) return resolve(ok(stdout))
          if (signal.aborted) return resolve(err({ kind: 'cancelled' }))
          if (cause.code === 'ENOENT') return resolve(err({ kind: 'missing' }))
          resolve(err({ kind: 'failed', code: typeof cause.code === 'number' ? cause.code : undefined }))
        })
      }),
  }
}
