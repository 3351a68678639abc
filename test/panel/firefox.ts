import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const path = '/usr/bin/firefox-esr'

/** Whether Debian's Firefox ESR is here; the tests that need it say aloud that they are skipped. */
export const hasFirefox = existsSync(path)

/** One page of Debian's Firefox, by WebDriver BiDi (W3C): Playwright drives only its own build. */
export interface FirefoxPage {
  goto(url: string): Promise<void>
  resize(width: number, height: number): Promise<void>
  /** Runs a function in the page; whatever it uses must be inside. Its argument and answer go as JSON. */
  run<T, A>(work: (argument: A) => T | Promise<T>, argument: A): Promise<T>
  /** Makes a function known to those that run later, as a global of that name. */
  define(name: string, work: () => unknown): Promise<void>
  /** A finger on this point of the page. */
  touch(x: number, y: number): Promise<void>
  close(): Promise<void>
}

interface Answer {
  readonly id?: number
  readonly result?: Readonly<Record<string, unknown>>
  readonly message?: string
}

export async function openFirefox(): Promise<FirefoxPage> {
  const profile = mkdtempSync(join(tmpdir(), 'rekam-firefox-'))
  const words = ['--headless', '--no-remote', '--remote-debugging-port', '0', '--profile', profile]
  const child = spawn(path, words, { stdio: ['ignore', 'ignore', 'pipe'] })
  const wire = await openWire(await addressOf(child.stderr))
  await wire.ask('session.new', { capabilities: {} })
  const { contexts } = await wire.ask<{ contexts: { context: string }[] }>('browsingContext.getTree', {})
  const context = contexts[0]?.context
  return {
    goto: async (url) =>
      void (await wire.ask('browsingContext.navigate', { context, url, wait: 'complete' })),
    resize: async (width, height) =>
      void (await wire.ask('browsingContext.setViewport', { context, viewport: { width, height } })),
    async run(work, argument) {
      const functionDeclaration = `async (text) => JSON.stringify(await (${String(work)})(JSON.parse(text)) ?? null)`
      const { result, exceptionDetails } = await wire.ask<{
        result?: { value: string }
        exceptionDetails?: { text: string }
      }>('script.callFunction', {
        functionDeclaration,
        arguments: [{ type: 'string', value: JSON.stringify(argument ?? null) }],
        target: { context },
        awaitPromise: true,
      })
      if (!result) throw new Error(exceptionDetails?.text ?? 'no result')
      return JSON.parse(result.value)
    },
    async define(name, work) {
      const functionDeclaration = `() => { globalThis.${name} = ${String(work)} }`
      await wire.ask('script.callFunction', { functionDeclaration, target: { context }, awaitPromise: false })
    },
    async touch(x, y) {
      const pointer = { type: 'pointer', id: 'finger', parameters: { pointerType: 'touch' } }
      const [down, up] = [
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]
      const actions = [{ type: 'pointerMove', x: Math.round(x), y: Math.round(y) }, down, up]
      await wire.ask('input.performActions', { context, actions: [{ ...pointer, actions }] })
    },
    async close() {
      wire.hangUp()
      child.kill()
      await once(child, 'exit')
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

async function addressOf(stderr: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stderr })) {
    const address = /listening on (ws:\S+)/.exec(line)?.[1]
    if (address) return `${address}/session`
  }
  throw new Error('Firefox did not start')
}

async function openWire(address: string) {
  const socket = new WebSocket(address)
  const waiting = new Map<number, (answer: Answer) => void>()
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer
    waiting.get(answer.id ?? -1)?.(answer)
  })
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', reject, { once: true })
  })
  let asked = 0
  return {
    hangUp: () => socket.close(),
    async ask<T>(method: string, params: object): Promise<T> {
      asked += 1
      const id = asked
      socket.send(JSON.stringify({ id, method, params }))
      const answer = await new Promise<Answer>((resolve) => waiting.set(id, resolve))
      waiting.delete(id)
      if (!answer.result) throw new Error(`${method}: ${answer.message}`)
      return answer.result as T
    },
  }
}
