import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createWorld } from '../../boards/assembly/create-world.ts'
import type { ConsoleWorld } from '../../firmware/console/console-world.ts'
import { runConsole } from '../../firmware/console/run-console.ts'
import type { ButtonName } from '../../hal/contract/buttons.ts'
import { err, ok } from '../../hal/contract/result.ts'
import { eventually } from '../eventually.ts'
import { openPanelClient } from './panel-client.ts'
import { identify } from './record-student.ts'

const data = join(mkdtempSync(join(tmpdir(), 'rekam-power-')), 'data')

/** A desk whose machine is the kiosk's own, and which has a power button. */
function openBox(obeys: boolean) {
  const said: string[] = []
  const listeners: ((button: ButtonName) => void)[] = []
  let offs = 0
  const real = createWorld(new AbortController().signal)
  const world: ConsoleWorld = {
    ...real,
    print: (line) => said.push(line),
    say: (line) => said.push(line),
    power: {
      async off() {
        offs += 1
        return obeys ? ok() : err({ kind: 'missing' })
      },
    },
    async openBoard(name, folder) {
      const opened = await real.openBoard(name, folder)
      if (!opened.ok) return opened
      const buttons = {
        onPress: (one: (button: ButtonName) => void) => listeners.push(one),
        close: () => undefined,
      }
      return ok({ ...opened.value, buttons, ownsMachine: true })
    },
  }
  return {
    said,
    offs: () => offs,
    press: (button: ButtonName) => listeners.forEach((listener) => listener(button)),
    run: (...more: string[]) =>
      runConsole(['run', '--board', 'desk', '--data', data, '--port', '0', ...more], world),
    url: () => /http:\S+/.exec(said.find((line) => line.startsWith('Rekam siap')) ?? '')?.[0] ?? '',
  }
}

test('the power button parks the visit, closes everything, and asks the system to switch off', async () => {
  const box = openBox(true)
  const running = box.run()
  await eventually('the kiosk', () => box.url() !== '')
  const panel = await openPanelClient(box.url())
  await identify(panel, '0091234567', '05112009')
  const metrics = await (await fetch(`${box.url()}metrics`)).text()
  expect(metrics).toContain('rekam_visit_running 1\n')
  expect(metrics).toContain('rekam_events_total{event="kiosk-ready"} 1\n')
  expect(metrics).toMatch(/process_resident_memory_bytes \d{8,}\n/)
  box.press('power')
  expect(await running).toBe(0)
  panel.close()
  expect(box.offs()).toBe(1)
  // The visit lies where the next start finds it.
  expect(readdirSync(join(data, 'spool/draft')).length).toBe(1)
  expect(readFileSync(join(data, 'log/events.jsonl'), 'utf8')).toMatch(
    /"event":"kiosk-stopping","why":"button"/,
  )
})

test('a system that does not obey is said, and the kiosk ends with a fault', async () => {
  const box = openBox(false)
  const running = box.run()
  await eventually('the kiosk', () => box.url() !== '')
  const panel = await openPanelClient(box.url())
  await panel.until('who was interrupted may go on', ({ lines }) => lines.length > 0)
  panel.close()
  box.press('power')
  expect(await running).toBe(1)
  expect(box.said.at(-1)).toMatch(/tidak bisa dimatikan/)
})

test('a blank box that waits for its stick is switched off as well', async () => {
  const box = openBox(true)
  const blank = mkdtempSync(join(tmpdir(), 'rekam-blank-'))
  const running = box.run('--data', join(blank, 'data'), '--boot', join(blank, 'boot'))
  await eventually('the box', () => box.said.some((line) => line.includes('belum dipasang')))
  box.press('power')
  expect(await running).toBe(0)
  expect(box.offs()).toBe(1)
})
