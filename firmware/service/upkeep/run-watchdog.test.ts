import { expect, test } from 'vitest'
import { err, ok } from '../../../hal/contract/result.ts'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { WatchdogTwin } from '../../../sim/watchdog/watchdog-twin.ts'
import { openTestKiosk } from '../../../test/stand/open-test-kiosk.ts'
import type { Kiosk } from '../../kiosk/kiosk.ts'
import { runWatchdog } from './run-watchdog.ts'

async function open() {
  const clock = createHandClock()
  const { kiosk, logged } = await openTestKiosk(clock, new MemoryDisk())
  const watchdog = new WatchdogTwin(clock, 15_000)
  const stopping = new AbortController()
  return { clock, kiosk, logged, watchdog, stopping }
}

test('a kiosk that moves is ready, fed for as long as it runs, and ends orderly', async () => {
  const { clock, kiosk, watchdog, stopping } = await open()
  const running = runWatchdog(kiosk, () => ok(watchdog), stopping.signal)
  await clock.advance(3_600_000)
  expect([watchdog.isReady, watchdog.bitten, watchdog.feeds]).toEqual([true, false, 720])
  expect(new Set(watchdog.said)).toEqual(new Set(['Menunggu siswa']))
  stopping.abort()
  await running
  await clock.advance(3_600_000)
  expect(watchdog.bitten).toBe(false)
})

test('a visit whose work never ends starves the watchdog, told once', async () => {
  const { clock, kiosk, logged, watchdog, stopping } = await open()
  const stuck: Kiosk = Object.create(kiosk, {
    parts: { value: kiosk.parts },
    busy: { value: true },
    workingSinceMs: { value: 60_000 },
  })
  void runWatchdog(stuck, () => ok(watchdog), stopping.signal)
  await clock.advance(85_000)
  expect([watchdog.bitten, watchdog.said.at(-1)]).toEqual([false, 'Sedang merekam'])
  await clock.advance(40_000)
  expect([watchdog.bitten, logged.filter((event) => event === 'standing-still')]).toEqual([
    true,
    ['standing-still'],
  ])
  stopping.abort()
})

test('a box that nobody watches says so, and runs', async () => {
  const { kiosk, logged, stopping } = await open()
  await runWatchdog(kiosk, () => err({ kind: 'absent', detail: '/dev/watchdog0: ENOENT' }), stopping.signal)
  expect(logged).toContain('watchdog-missing')
})
