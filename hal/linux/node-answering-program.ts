import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { AnsweringProgram, RunningProgram } from '../contract/answering-program.ts'

/** A program by its command line, started without a shell. */
export function createAnsweringProgram([program = '', ...before]: readonly string[]): AnsweringProgram {
  return { start: (words) => start(program, [...before, ...words]) }
}

function start(program: string, words: readonly string[]): RunningProgram {
  const child = spawn(program, words, {
    stdio: ['pipe', 'pipe', 'ignore'],
    // Nothing of our environment but the way to programs: in a package it would be taken for another program.
    env: { PATH: process.env['PATH'] },
  })
  // A pipe that breaks shows as an answer that does not come.
  child.stdin.on('error', () => undefined)
  const ended = once(child, 'close').then(
    () => undefined,
    () => undefined,
  )
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async ask(message, signal) {
      const answered = new AbortController()
      const givenUp = once(signal, 'abort', { signal: answered.signal }).then(
        () => undefined,
        () => undefined,
      )
      child.stdin.write(message)
      const line = await Promise.race([lines.next(), givenUp, ended])
      answered.abort()
      return line?.done === false ? jsonOf(line.value) : undefined
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
