import { expect, test } from 'vitest'
import type { SensorFault } from '../../sim/sensor/fault/sensor-fault.ts'
import { createScannerStand, finger, isLastSent } from './scanner-stand.ts'

const getImage = 0x62

async function openStand() {
  const stand = createScannerStand('GT-511C3')
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  return { stand, scanner, twin: stand.twin }
}

const spoils: readonly SensorFault[] = [
  { kind: 'flip-bit', frame: 0 },
  { kind: 'flip-bit', frame: 200 },
  { kind: 'drop-bytes', count: 1 },
  { kind: 'drop-bytes', count: 100 },
  { kind: 'drop-frame', frame: 100 },
  { kind: 'omit-end' },
  { kind: 'abort-transfer', frame: 50 },
]

test.each(spoils)('rows 4 to 7: an image spoiled once by %j is asked for again', async (fault) => {
  const { stand, scanner, twin } = await openStand()
  twin.fault(fault)
  expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
  expect(stand.commands.filter((code) => code === getImage).length).toBe(2)
})

test.each(spoils)('rows 4 to 7: an image spoiled each time by %j is a fault', async (fault) => {
  const { stand, scanner, twin } = await openStand()
  stand.meddler = {
    toPart(bytes) {
      if (bytes[8] === getImage) twin.fault(fault)
      return true
    },
  }
  const image = await stand.capture(scanner)
  expect(image.ok ? 'an image' : image.fault.kind).toBe('garbled')
  stand.meddler = {}
  expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
})

test.each([
  ['row 3', { kind: 'bad-answer' }],
  ['row 3', { kind: 'flip-answer', byte: 4 }],
  ['row 8', { kind: 'noise', bytes: 40 }],
  ['row 9', { kind: 'late-answer', ms: 900 }],
  ['row 9', { kind: 'silence', answers: 1 }],
  ['row 40', { kind: 'busy', ms: 80 }],
] as const satisfies readonly (readonly [string, SensorFault])[])(
  '%s: %j in a capture costs time, not the image',
  async (_row, fault) => {
    const { stand, scanner, twin } = await openStand()
    twin.fault(fault)
    expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
    expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
  },
)

test('row 15: a finger lifted before the capture is a press to do again', async () => {
  const { stand, scanner, twin } = await openStand()
  twin.fault({ kind: 'lift-during-capture' })
  expect(await stand.capture(scanner)).toEqual({ ok: false, fault: { kind: 'bad-press', reason: 'lifted' } })
})

test('row 20: a part that hangs is silent in bounded time, and is good once its power was off', async () => {
  const { stand, scanner, twin } = await openStand()
  twin.fault({ kind: 'hang' })
  const before = stand.clock.monotonicMs()
  expect(await stand.capture(scanner)).toEqual({ ok: false, fault: { kind: 'silent' } })
  expect(stand.clock.monotonicMs() - before).toBeLessThan(12_000)
  twin.reboot()
  await stand.clock.advance(2_000)
  expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
})

test('row 29: pulled out in a capture it is unplugged, and good after it was opened again', async () => {
  const { stand, scanner, twin } = await openStand()
  stand.meddler = {
    toPart(bytes) {
      if (bytes[8] === getImage) stand.cable.unplug()
      return true
    },
  }
  expect(await stand.capture(scanner)).toEqual({ ok: false, fault: { kind: 'unplugged' } })
  await scanner.close()
  expect(await stand.open()).toEqual({ ok: false, fault: { kind: 'unplugged' } })
  stand.meddler = {}
  stand.cable.replug()
  twin.reboot()
  await stand.clock.advance(2_000)
  expect(isLastSent(await stand.capture(await stand.scanner()), twin)).toBe(true)
})

test('row 31: crossed wires are called an echo', async () => {
  const stand = createScannerStand('GT-511C3')
  stand.twin.fault({ kind: 'echo' })
  expect(await stand.open()).toEqual({ ok: false, fault: { kind: 'garbled', damage: 'echo', bytes: 0 } })
})

test.each(['deaf', 'mute'] as const)('row 32: a part that is %s is silent', async (kind) => {
  const stand = createScannerStand('GT-511C3')
  stand.twin.fault({ kind })
  expect(await stand.open()).toEqual({ ok: false, fault: { kind: 'silent' } })
})

test.each([0x1001, 0x100f, 0x10ff, 0x0107, 0])(
  'row 33: code %i is a failure with its number',
  async (code) => {
    const { stand, scanner } = await openStand()
    const answer = [0x55, 0xaa, 1, 0, code & 0xff, code >> 8, 0, 0, 0x31, 0]
    const sum = answer.reduce((total, byte) => total + byte, 0)
    stand.meddler = {
      toPart(bytes) {
        if (bytes[8] !== 0x60) return true
        stand.say([...answer, sum & 0xff, sum >> 8])
        return false
      },
    }
    expect(await stand.capture(scanner)).toMatchObject({
      ok: false,
      fault: { kind: 'refused', by: 'part', code, during: 'CaptureFinger' },
    })
  },
)

test('row 38: a part whose lamp does not light gives a fault or a dark image, never a wrong size', async () => {
  const { stand, scanner, twin } = await openStand()
  twin.fault({ kind: 'dark' })
  const stop = new AbortController()
  const taking = scanner.capture(stop.signal)
  await stand.clock.advance(10_000)
  stop.abort()
  const image = await stand.clock.runUntil(taking)
  if (image.ok) expect(isLastSent(image, twin)).toBe(true)
  else expect(image.fault.kind).toBeOneOf(['bad-press', 'cancelled', 'refused'])
})

test('a library that is full at its end cannot be compared with, and nothing of it is lost', async () => {
  const { stand, scanner } = await openStand()
  const never = new AbortController().signal
  await stand.capture(scanner)
  const template = await stand.clock.runUntil(scanner.matcher?.template(never) ?? Promise.reject())
  if (!template.ok) throw new Error(template.fault.kind)
  // CheckEnrolled says that every number is in use.
  stand.meddler = {
    toPart(bytes) {
      if (bytes[8] !== 0x21) return true
      stand.say([0x55, 0xaa, 1, 0, 0, 0, 0, 0, 0x30, 0, 0x30, 1])
      return false
    },
  }
  const answer = await stand.clock.runUntil(
    scanner.matcher?.compare(template.value, never) ?? Promise.reject(),
  )
  expect(answer).toMatchObject({ ok: false, fault: { kind: 'unsupported' } })
  // DeleteID was not sent.
  expect(stand.commands).not.toContain(0x40)
})
