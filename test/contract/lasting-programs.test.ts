import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createNodeLastingPrograms } from '../../hal/linux/node-lasting-programs.ts'
import { eventually } from '../eventually.ts'

const lasting = createNodeLastingPrograms()
const module = fileURLToPath(new URL('../../hal/linux/node-lasting-programs.ts', import.meta.url))

/** A program that holds something until it is ended, and says in a file what it was asked to do. */
function writeHolder(): { readonly program: string; readonly said: () => string } {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-lasting-'))
  const program = join(folder, 'holder')
  const file = join(folder, 'said')
  // No listener may be left when it releases it.
  const text = `#!/bin/sh\necho "$1" >>'${file}'\ntest "$1" = off && exit\necho "$1"\nexec sleep 600\n`
  writeFileSync(program, text, { mode: 0o700 })
  return { program, said: () => (existsSync(file) ? readFileSync(file, 'utf8') : '') }
}

test('what it writes is heard line by line, and ended it is gone, with the last act done', async () => {
  const { program, said } = writeHolder()
  const heard: string[] = []
  const holder = lasting.start(program, ['on'], ['off'])
  holder.onLine((line) => heard.push(line))
  await eventually('it is heard', () => heard.length === 1)
  holder.end()
  holder.end()
  await holder.gone
  expect([heard[0], said()]).toEqual(['on', 'on\noff\n'])
})

test('ended once more while its last act is being done, that act is done to its end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-lasting-'))
  const [program, said, go] = ['holder', 'said', 'go'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const lastly = `echo begun >>'${said}'; until test -e '${go}'; do :; done; echo done >>'${said}'; exit`
  writeFileSync(program, `#!/bin/sh\nif test "$1" = off; then ${lastly}; fi\necho on\nexec sleep 600\n`, {
    mode: 0o700,
  })
  const holder = lasting.start(program, ['on'], ['off'])
  const heard: string[] = []
  holder.onLine((line) => heard.push(line))
  await eventually('it is heard', () => heard.length === 1)
  holder.end()
  await eventually('its last act begins', () => existsSync(said))
  holder.end()
  writeFileSync(go, '')
  await holder.gone
  expect(readFileSync(said, 'utf8')).toBe('begun\ndone\n')
})

test('a program that is missing is only gone', async () => {
  const heard: string[] = []
  for (const lastly of [undefined, ['off']]) {
    const missing = lasting.start('/nowhere/program', ['on'], lastly)
    missing.onLine((line) => heard.push(line))
    await expect(missing.gone).resolves.toBeUndefined()
  }
  expect(heard).toEqual([])
})

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'a kiosk that dies of %s takes its programs along',
  async (signal) => {
    const { program, said } = writeHolder()
    const script = `import { createNodeLastingPrograms } from '${module}'
    createNodeLastingPrograms().start('${program}', ['on'], ['off'])
    setInterval(() => undefined, 1_000)`
    const kiosk: ChildProcess = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script])
    await eventually('it holds', () => said() === 'on\n')
    kiosk.kill(signal)
    await once(kiosk, 'exit')
    await eventually('it lets go', () => said() === 'on\noff\n')
  },
)
