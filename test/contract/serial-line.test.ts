import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openScanner } from '../../hal/driver/scanner/open-scanner.ts'
import { createOpenSerialLine } from '../../hal/linux/node-serial-line.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { openPtyFront } from '../../sim/serial/pty-front.ts'
import { createTwinCable } from '../../sim/serial/twin-binding.ts'

const never = new AbortController().signal
const open = createOpenSerialLine()
const device = () => {
  const sent: { readonly bytes: number[]; readonly baud: number }[] = []
  let deliver: (bytes: Uint8Array) => void = () => undefined
  return {
    sent,
    say: (...bytes: number[]) => deliver(Uint8Array.from(bytes)),
    receive: (bytes: Uint8Array, baud: number) => void sent.push({ bytes: [...bytes], baud }),
    onBytes: (listener: (bytes: Uint8Array) => void) => {
      deliver = listener
    },
  }
}
const place = () => join(mkdtempSync(join(tmpdir(), 'rekam-line-')), 'port')
const every = Array.from({ length: 256 }, (_, byte) => byte)

test('every byte passes both ways, at the rate that was set', async () => {
  const end = device()
  const front = await openPtyFront(place(), end)
  const line = await open(front.link, 57_600)
  if (!line.ok) throw new Error(line.fault.kind)
  await line.value.setBaud(115_200)
  await line.value.write(Uint8Array.from(every), never)
  end.say(...every)
  const received: number[] = []
  while (received.length < 256) {
    const bytes = await line.value.read(never)
    if (!bytes.ok) throw new Error(bytes.fault.kind)
    received.push(...bytes.value)
  }
  expect(received).toEqual(every)
  while (end.sent.flatMap(({ bytes }) => bytes).length < 256) await createRealClock().sleep(5)
  expect(end.sent.flatMap(({ bytes }) => bytes)).toEqual(every)
  expect(new Set(end.sent.map(({ baud }) => baud))).toEqual(new Set([115_200]))
  await line.value.close()
  await front.close()
})

test('a path that is not there is missing, and one that another holds is busy', async () => {
  expect(await open(place(), 57_600)).toMatchObject({ ok: false, fault: { kind: 'missing' } })
  const front = await openPtyFront(place(), device())
  const first = await open(front.link, 57_600)
  expect(await open(front.link, 57_600)).toMatchObject({ ok: false, fault: { kind: 'busy' } })
  if (first.ok) await first.value.close()
  const again = await open(front.link, 57_600)
  expect(again.ok).toBe(true)
  if (again.ok) await again.value.close()
  await front.close()
})

test('a line that vanishes under a read is gone, and may be opened again later', async () => {
  const link = place()
  const front = await openPtyFront(link, device())
  const line = await open(link, 57_600)
  if (!line.ok) throw new Error(line.fault.kind)
  const reading = line.value.read(never)
  await front.close()
  expect(await reading).toEqual({ ok: false, fault: { kind: 'gone' } })
  expect(await line.value.write(Uint8Array.of(1), never)).toMatchObject({
    ok: false,
    fault: { kind: 'gone' },
  })
  const back = await openPtyFront(link, device())
  const again = await open(link, 57_600)
  expect(again.ok).toBe(true)
  if (again.ok) await again.value.close()
  await back.close()
})

test('a read ends when it is cancelled, and the line stays usable', async () => {
  const end = device()
  const { binding } = createTwinCable('/dev/twin', end)
  const line = await createOpenSerialLine(binding)('/dev/twin', 57_600)
  if (!line.ok) throw new Error(line.fault.kind)
  const stop = new AbortController()
  const reading = line.value.read(stop.signal)
  stop.abort()
  expect(await reading).toEqual({ ok: false, fault: { kind: 'cancelled' } })
  end.say(7)
  expect(await line.value.read(never)).toEqual({ ok: true, value: Uint8Array.of(7) })
  await line.value.close()
})

test('a write that nothing takes ends when it is cancelled, and a scanner on such a line is silent', async () => {
  const { binding } = createTwinCable('/dev/twin', device())
  const stuck = {
    ...binding,
    async open(options: Parameters<typeof binding.open>[0]) {
      const port = await binding.open(options)
      port.write = () => new Promise(() => undefined)
      return port
    },
  }
  const line = await createOpenSerialLine(stuck)('/dev/twin', 57_600)
  if (!line.ok) throw new Error(line.fault.kind)
  const stop = new AbortController()
  const writing = line.value.write(Uint8Array.of(1), stop.signal)
  stop.abort()
  expect(await writing).toEqual({ ok: false, fault: { kind: 'cancelled' } })
  await line.value.close()
  const clock = createHandClock()
  const place = { path: '/dev/twin', model: 'R503' } as const
  const opening = openScanner(createOpenSerialLine(stuck), clock, place, never)
  expect(await clock.runUntil(opening)).toEqual({ ok: false, fault: { kind: 'silent' } })
})
