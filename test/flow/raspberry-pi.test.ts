import { chmodSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { pixelsPerMillimetre } from '../../boards/assembly/board-data.ts'
import { createWorld } from '../../boards/assembly/create-world.ts'
import { openPi } from '../../boards/assembly/open-pi.ts'
import { rpi4bBoard } from '../../boards/rpi4b/board.ts'
import type { ConsoleWorld } from '../../firmware/console/console-world.ts'
import { runConsole } from '../../firmware/console/run-console.ts'
import type { Screen } from '../../firmware/interface/model/screen.ts'
import { unknownLink } from '../../hal/contract/link-status.ts'
import { ok } from '../../hal/contract/result.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createDeskStudent } from '../../sim/actor/desk-student.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { createSensorTwin } from '../../sim/sensor/create-sensor-twin.ts'
import { openPtyFront } from '../../sim/serial/pty-front.ts'
import { WatchdogTwin } from '../../sim/watchdog/watchdog-twin.ts'
import { installFakeSysfs } from '../contract/fake-sysfs.ts'
import { eventually } from '../eventually.ts'
import { openPanelClient } from './panel-client.ts'
import { prepareBox } from './prepare-box.ts'
import { approve, giveAssentPhotoSignature, identify } from './record-student.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekam-pi-'))
const data = join(folder, 'data')
const clock = createRealClock()
const stopping = new AbortController()
const entry = fileURLToPath(new URL('../../boards/rekam.ts', import.meta.url))

// Parts that a Raspberry Pi has and this machine has not: lines, a sensor on its UART, camera programs.
const base = 512
const sysfs = installFakeSysfs('pinctrl-bcm2711', base)
// Its time is the test's own: on a busy machine fifteen seconds may pass before the kiosk has so much as started.
const watchdogTime = createHandClock()
const watchdog = new WatchdogTwin(watchdogTime, 15_000)
const sensor = createSensorTwin('R503', { clock, baud: 57_600, paced: false })
const uart = await openPtyFront(join(folder, 'ttyAMA0'), sensor)
for (const [program, kind] of [
  ['rpicam-still', 'still'],
  ['rpicam-vid', 'preview'],
] as const) {
  mkdirSync(join(folder, 'bin'), { recursive: true })
  const script = join(folder, 'bin', program)
  writeFileSync(script, `#!/bin/sh\nexec '${process.execPath}' '${entry}' camera-twin ${kind} "$@"\n`)
  chmodSync(script, 0o700)
}
process.env['PATH'] = `${join(folder, 'bin')}:${process.env['PATH']}`
afterAll(() => uart.close())

const printed: string[] = []
const real = createWorld(stopping.signal)
const piData = { ...rpi4bBoard, scanner: { ...rpi4bBoard.scanner, path: uart.link } }
let ticket = ''
const student = createDeskStudent(clock, sensor, () => ticket, 20)
const world: ConsoleWorld = {
  ...real,
  print: (line) => printed.push(line),
  say: (line) => printed.push(line),
  async openBoard(_name, dataFolder) {
    const opened = await openPi(piData, dataFolder)
    if (!opened.ok) throw new Error(opened.fault.kind)
    return ok({
      ...opened.value,
      label: piData.label,
      pixelsPerMillimetre: pixelsPerMillimetre(piData),
      // The machine under this test has its own way out and its own watchdog, and no office on it.
      link: { hint: async () => unknownLink },
      openWatchdog: () => ok(watchdog),
      watch({ body, ticket: number }: Screen) {
        ticket = number ?? ''
        student.see(body.kind === 'finger' ? { position: body.current, phase: body.phase } : undefined)
      },
    })
  },
}

const rekam = (...words: string[]) => runConsole(words, world)

test('a Raspberry Pi starts on its real drivers, records a student, and lights its lamp', async () => {
  await prepareBox(folder, data, '--unlock', 'none')
  expect(await rekam('doctor', '--board', 'rpi4b', '--data', data)).toBe(0)
  expect(printed.join('\n')).toContain('ribbon camera (libcamera), foto')

  const running = rekam('run', '--board', 'rpi4b', '--data', data, '--port', '0')
  while (!printed.some((line) => line.startsWith('Rekam siap'))) await clock.sleep(20)
  const ready = printed.find((line) => line.startsWith('Rekam siap')) ?? ''
  const url = /http:\S+/.exec(ready)?.[0] ?? ''
  const panel = await openPanelClient(url)
  // Idle is a steady white lamp: red 17, green 27, blue 22.
  expect([17, 27, 22].map((line) => sysfs.level(base + line))).toEqual([1, 1, 1])
  await identify(panel, '0091234567', '05112009')
  await giveAssentPhotoSignature(panel)
  expect(await approve(panel)).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)

  sysfs.drive(base + 24, 1)
  sysfs.drive(base + 24, 0)
  await panel.until('help on its way', ({ lines }) => lines.includes('Petugas sudah dipanggil.'))
  expect([17, 27, 22].map((line) => sysfs.level(base + line))).toEqual([1, 0, 0])
  panel.close()
  // Two thirds of its patience, a sign of life, two thirds again: without the sign it would have bitten.
  for (let turn = 0; turn < 2; turn += 1) {
    await watchdogTime.advance(10_000)
    const fed = watchdog.feeds
    await eventually('a sign of life', () => watchdog.feeds > fed)
  }
  stopping.abort()
  expect(await running).toBe(0)
  expect(readdirSync(join(data, 'spool/new')).length).toBe(1)
  expect(sysfs.level(base + 17)).toBeUndefined()
  await watchdogTime.advance(60_000)
  expect([watchdog.isReady, watchdog.bitten]).toEqual([true, false])
})
