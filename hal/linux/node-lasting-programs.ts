import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { LastingPrograms } from '../contract/lasting-programs.ts'

// Ends the program when it is asked to end, and runs the last words (the first argument) after it. `$!` is there as soon
// as the program is; a variable of our own was set a moment later, and a signal in between waited for the program for ever.
const thenLastly = `last=$1; shift
trap 'kill $!; wait $!; exec $last' TERM
"$@" &
wait $!`

/**
 * The system's own programs, as child processes. `setpriv` (util-linux, on every Debian) lets the kernel tell them
 * when this process is gone (prctl(2), PR_SET_PDEATHSIG): a lamp or a bell must not outlive a kiosk that was killed.
 */
export function createNodeLastingPrograms(): LastingPrograms {
  return {
    start(program, words, lastly) {
      const command = lastly
        ? ['sh', '-c', thenLastly, 'rekam', [program, ...lastly].join(' '), program, ...words]
        : [program, ...words]
      const child = spawn('setpriv', ['--pdeathsig', 'TERM', ...command], {
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      })
      const gone = once(child, 'close').then(
        () => undefined,
        () => undefined,
      )
      return {
        onLine: (listener) => void createInterface({ input: child.stdout }).on('line', listener),
        gone,
        // A second signal would end what is done lastly.
        end: () => void (child.killed || child.kill('SIGTERM')),
      }
    },
  }
}
