import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import type { Programs } from '../../hal/contract/programs.ts'
import { err, ok } from '../../hal/contract/result.ts'
import type { Watchdog } from '../../hal/contract/watchdog.ts'
import { createSystemdWatchdog } from '../../hal/driver/system/systemd-watchdog.ts'
import { openDeviceWatchdog } from '../../hal/linux/device-watchdog.ts'
import { createNodePrograms } from '../../hal/linux/node-programs.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { WatchdogTwin } from '../../sim/watchdog/watchdog-twin.ts'

function openDevice(timeout = '15\n') {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-watchdog-'))
  const device = join(folder, 'watchdog0')
  mkdirSync(join(folder, 'class/watchdog0'), { recursive: true })
  writeFileSync(join(folder, 'class/watchdog0/timeout'), timeout)
  writeFileSync(device, '')
  return { device, root: join(folder, 'class'), written: () => readFileSync(device, 'latin1') }
}

function notePrograms(): { readonly programs: Programs; readonly asked: string[] } {
  const asked: string[] = []
  const output: Programs['output'] = async (program, words) => {
    asked.push([program, ...words].join(' '))
    return ok('')
  }
  return { programs: { output }, asked }
}

describe.each([
  ['the twin', () => new WatchdogTwin(createHandClock(), 15_000)],
  [
    'the manager of the system',
    () => createSystemdWatchdog(notePrograms().programs, createHandClock(), 15_000),
  ],
  [
    'a chip',
    () => {
      const { device, root } = openDevice()
      const opened = openDeviceWatchdog(device, root)
      if (!opened.ok) throw new Error(opened.fault.detail)
      return opened.value
    },
  ],
] satisfies [string, () => Watchdog][])('%s', (_, open) => {
  test('says how long it waits, takes signs, and ends orderly more than once', async () => {
    const watchdog = open()
    expect(watchdog.timeoutMs).toBe(15_000)
    expect((await watchdog.ready('Menunggu siswa')).ok).toBe(true)
    expect((await watchdog.feed('Sedang merekam')).ok).toBe(true)
    await watchdog.close()
    await watchdog.close()
  })
})

test('the twin bites when no sign comes in time, and not after an orderly end', async () => {
  const clock = createHandClock()
  const starved = new WatchdogTwin(clock, 15_000)
  const ended = new WatchdogTwin(clock, 15_000)
  await clock.advance(14_000)
  await starved.feed('')
  await ended.close()
  await clock.advance(14_999)
  expect([starved.bitten, ended.bitten]).toEqual([false, false])
  await clock.advance(1)
  expect([starved.bitten, ended.bitten]).toEqual([true, false])
})

test('a chip is started by opening, fed with a byte, stopped by the letter V', async () => {
  const { device, root, written } = openDevice()
  const opened = openDeviceWatchdog(device, root)
  if (!opened.ok) throw new Error(opened.fault.detail)
  await opened.value.feed('')
  expect(written()).toBe('.')
  await opened.value.close()
  await opened.value.close()
  expect(written()).toBe('.V')
  expect(openDeviceWatchdog('/nowhere/watchdog0', root)).toMatchObject({ fault: { kind: 'absent' } })
  expect(openDeviceWatchdog(device, '/nowhere')).toMatchObject({ ok: false })
})

test('the manager is told in the words of sd_notify, and a program that fails is a fault', async () => {
  const { programs, asked } = notePrograms()
  const watchdog = createSystemdWatchdog(programs, createHandClock(), undefined)
  await watchdog.ready('Menunggu siswa')
  await watchdog.feed('Sedang merekam')
  await watchdog.close()
  expect([asked, watchdog.timeoutMs]).toEqual([
    [
      'systemd-notify READY=1 STATUS=Menunggu siswa',
      'systemd-notify WATCHDOG=1 STATUS=Sedang merekam',
      'systemd-notify STOPPING=1',
    ],
    undefined,
  ])
  const missing = { output: async () => err({ kind: 'missing' } as const) }
  expect(await createSystemdWatchdog(missing, createHandClock(), 1).feed('')).toEqual(
    err({ kind: 'refused', detail: 'systemd-notify missing' }),
  )
})

// Receives datagrams as the manager does, and lets go of what comes along with them.
const manager = `import array, os, socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind(sys.argv[1]); print('bound', flush=True)
while True:
  text, extra, _, _ = s.recvmsg(4096, 1024)
  for _, _, data in extra:
    for file in array.array('i', data): os.close(file)
  print(text.decode().replace(chr(10), '|'), flush=True)`

test('the real systemd-notify reaches the socket that it is given', async () => {
  const socket = join(mkdtempSync(join(tmpdir(), 'rekam-notify-')), 'notify')
  const listener = spawn('python3', ['-c', manager, socket], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: listener.stdout })[Symbol.asyncIterator]()
  expect((await lines.next()).value).toBe('bound')
  process.env['NOTIFY_SOCKET'] = socket
  const watchdog = createSystemdWatchdog(createNodePrograms(), createRealClock(), 30_000)
  expect((await watchdog.ready('Menunggu siswa')).ok).toBe(true)
  expect((await watchdog.feed('Sedang merekam')).ok).toBe(true)
  delete process.env['NOTIFY_SOCKET']
  const heard: string[] = []
  while (heard.length < 4) heard.push(String((await lines.next()).value))
  expect(heard.filter((line) => line !== 'BARRIER=1')).toEqual([
    'READY=1|STATUS=Menunggu siswa',
    'WATCHDOG=1|STATUS=Sedang merekam',
  ])
  listener.kill()
  await once(listener, 'exit')
})
