import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createWorld } from '../../boards/assembly/create-world.ts'
import type { ConsoleWorld } from '../../firmware/console/console-world.ts'
import { runConsole } from '../../firmware/console/run-console.ts'
import { ok } from '../../hal/contract/result.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { WatchdogTwin } from '../../sim/watchdog/watchdog-twin.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekam-service-'))
const at = (name: string) => join(folder, name)

test('a blank box lives for its watchdog while it is set up, and ends to be started as a school’s', async () => {
  const said: string[] = []
  const watchdogTime = createHandClock()
  const watchdog = new WatchdogTwin(watchdogTime, 30_000)
  const real = createWorld(new AbortController().signal)
  const world: ConsoleWorld = {
    ...real,
    startsAgain: true,
    print: (line) => said.push(line),
    say: (line) => said.push(line),
    async openBoard(name, data) {
      const opened = await real.openBoard(name, data)
      return opened.ok ? ok({ ...opened.value, openWatchdog: () => ok(watchdog) }) : opened
    },
  }
  const rekam = (...words: string[]) => runConsole(words, world)
  await rekam('keygen', '--out', at('office'))
  const keys = ['--key-list', at('office/key-list.json'), '--signing-key', at('office/receipt.key')]
  const school = ['--school', '30312345', '--letter', 'B', '--attendant-pin', 'ask']
  expect(await rekam('provision', '--unlock', 'none', ...school, ...keys, '--stick', at('boot'))).toBe(0)
  const run = ['run', '--board', 'desk', '--data', at('data'), '--port', '0', '--boot', at('boot')]
  expect(await rekam(...run)).toBe(0)
  // An end that was not announced to the watchdog would be bitten now.
  await watchdogTime.advance(60_000)
  expect([watchdog.isReady, watchdog.bitten]).toEqual([true, false])
  expect(said.join('\n')).toContain('Terpasang untuk sekolah 30312345')
  expect(said.join('\n')).not.toContain('Rekam siap')
  expect(await rekam('log', '--data', at('data'))).toBe(0)
  expect(said.at(-1)).toMatch(/"event":"box-set-up","school":"30312345"/)
})
