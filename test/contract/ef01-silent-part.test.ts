import { expect, test } from 'vitest'
import { createEf01Stand, finger, isLastSent } from './ef01-stand.ts'

const verifyPassword = 0x13

test('one answer swallowed while opening costs one more try', async () => {
  const stand = createEf01Stand()
  stand.twin.fault({ kind: 'silence', answers: 1 })
  expect((await stand.open()).ok).toBe(true)
  expect(stand.clock.monotonicMs()).toBeLessThan(1_000)
})

test.each([1, 2, 3, 4, 5])(
  '%i answers swallowed in a capture: the image, or silent, and the next one is good',
  async (answers) => {
    const stand = createEf01Stand()
    const scanner = await stand.scanner()
    stand.twin.place(finger)
    for (let tries = 0; tries < answers; tries += 1) {
      if (tries === 0) stand.twin.fault({ kind: 'silence', answers })
      const image = await stand.capture(scanner)
      if (image.ok) expect(isLastSent(image, stand.twin)).toBe(true)
      else expect(image.fault).toEqual({ kind: 'silent' })
    }
    expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
  },
)

test('row 32: a part that says nothing is silent within four seconds, and nothing is left open', async () => {
  const stand = createEf01Stand()
  stand.twin.fault({ kind: 'hang' })
  expect(await stand.open()).toEqual({ ok: false, fault: { kind: 'silent' } })
  expect(stand.clock.monotonicMs()).toBeLessThan(4_000)
  // Five rates, two tries each: no lock-out is provoked.
  expect(stand.commands.filter((code) => code === verifyPassword).length).toBe(10)
  stand.twin.reboot()
  expect((await stand.open()).ok).toBe(true)
})

test('row 20: a part that hangs in the middle of work is silent, and good again after its power was off', async () => {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  stand.twin.fault({ kind: 'hang' })
  const before = stand.clock.monotonicMs()
  expect(await stand.capture(scanner)).toEqual({ ok: false, fault: { kind: 'silent' } })
  // The command, two calls by its password, a reset, two calls more.
  expect(stand.clock.monotonicMs() - before).toBeLessThan(7_000)
  expect(stand.commands.slice(-6)).toEqual([0x28, 0x13, 0x13, 0x3d, 0x13, 0x13])
  stand.twin.reboot()
  expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
})

test('a part that hangs while it sends the image ends the capture in a fault', async () => {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  let passed = 0
  stand.meddler = {
    toHost(bytes, pass) {
      passed += bytes.length
      if (passed < 9_000) pass(bytes)
      else stand.twin.fault({ kind: 'hang' })
    },
  }
  const image = await stand.capture(scanner)
  expect(image.ok ? 'an image' : image.fault.kind).toBeOneOf(['garbled', 'silent'])
})

test('told to stop while it waits for an answer it stops at once', async () => {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  stand.twin.fault({ kind: 'hang' })
  const stop = new AbortController()
  const waiting = scanner.capture(stop.signal)
  await stand.clock.advance(500)
  stop.abort()
  expect(await waiting).toEqual({ ok: false, fault: { kind: 'cancelled' } })
})

// Here the answer to the first question comes just before that to the second.
test('row 9: an answer that comes after its time is not taken for the next one', async () => {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  expect((await stand.capture(scanner)).ok).toBe(true)
  let held = false
  stand.meddler = {
    toHost(bytes, pass) {
      if (held) return pass(bytes)
      held = true
      void stand.clock.sleep(2_852).then(() => pass(bytes))
    },
  }
  expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
  stand.twin.lift()
  const stop = new AbortController()
  const waiting = scanner.capture(stop.signal, () => expect.fail('no finger was there'))
  await stand.clock.advance(2_000)
  stop.abort()
  expect(await stand.clock.runUntil(waiting)).toEqual({ ok: false, fault: { kind: 'cancelled' } })
})

test('a late answer of the ring is not taken for a finger', async () => {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  expect((await stand.capture(scanner)).ok).toBe(true)
  stand.twin.lift()
  let held = false
  stand.meddler = {
    toHost(bytes, pass) {
      if (held) return pass(bytes)
      held = true
      void stand.clock.sleep(197).then(() => pass(bytes))
    },
  }
  await stand.clock.runUntil(scanner.light('place'))
  const stop = new AbortController()
  const waiting = scanner.capture(stop.signal, () => expect.fail('no finger was there'))
  await stand.clock.advance(2_000)
  stop.abort()
  expect(await stand.clock.runUntil(waiting)).toEqual({ ok: false, fault: { kind: 'cancelled' } })
})
