import { expect, test } from 'vitest'
import type { SensorFault } from '../../sim/sensor/fault/sensor-fault.ts'
import { createEf01Stand, finger, isLastSent } from './ef01-stand.ts'

const frames = 144
const upImage = 0x0a
const spoils: readonly SensorFault[] = [
  { kind: 'flip-bit', frame: 0 },
  { kind: 'flip-bit', frame: 70 },
  { kind: 'flip-bit', frame: frames - 1 },
  { kind: 'drop-bytes', count: 1 },
  { kind: 'drop-bytes', count: 20 },
  { kind: 'drop-bytes', count: 139 },
  { kind: 'drop-frame', frame: 0 },
  { kind: 'drop-frame', frame: 100 },
  { kind: 'drop-frame', frame: frames - 1 },
  { kind: 'omit-end' },
]

async function standWithFinger() {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  return { ...stand, scanner, stand }
}

test.each(spoils)(
  'rows 4 to 7: an image spoiled once by %j is asked for again and arrives as the part has it',
  async (fault) => {
    const { stand, scanner, twin, commands } = await standWithFinger()
    twin.fault(fault)
    const image = await stand.capture(scanner)
    expect(isLastSent(image, twin)).toBe(true)
    expect(commands.filter((code) => code === upImage).length).toBe(2)
  },
)

test.each(spoils)(
  'rows 4 to 7: an image spoiled each time by %j is a fault, and the next is good',
  async (fault) => {
    const { stand, scanner, twin, commands } = await standWithFinger()
    stand.meddler = {
      toPart(bytes) {
        if (bytes[9] === upImage) twin.fault(fault)
        return true
      },
    }
    const image = await stand.capture(scanner)
    expect(image.ok ? 'an image' : image.fault.kind).toBe('garbled')
    expect(commands.filter((code) => code === upImage).length).toBe(3)
    stand.meddler = {}
    expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
  },
)

test('two frames spoiled in one transfer do not make up for each other', async () => {
  const { stand, scanner, twin } = await standWithFinger()
  twin.fault({ kind: 'flip-bit', frame: 3 })
  twin.fault({ kind: 'flip-bit', frame: 4 })
  twin.fault({ kind: 'drop-frame', frame: 9 })
  expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
  expect(twin.sentImages.length).toBe(2)
})

test('a good image takes the time of the wire and is asked for once', async () => {
  const { stand, scanner, twin } = await standWithFinger()
  const image = await stand.capture(scanner)
  if (!image.ok) throw new Error(image.fault.kind)
  expect(twin.sentImages.length).toBe(1)
  // 144 frames of 139 bytes, an answer of 12 and its 5 ms, at ten bits a byte.
  const wireMs = ((frames * 139 + 12) * 10_000) / 57_600 + 5
  expect(image.value.transferMs / wireMs).toBeGreaterThan(0.99)
  expect(image.value.transferMs / wireMs).toBeLessThan(1.02)
})
