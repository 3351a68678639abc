import { expect, test } from 'vitest'
import { createScannerStand, finger, isLastSent } from './scanner-stand.ts'

const getImage = 0x62

test.each([
  ['GT-511C1R', 258, 202],
  ['GT-511C3', 240, 216],
  ['GT-521F52', 256, 256],
  ['GT-511C3', 320, 240],
] as const)(
  'row 22: a %s that sends %i x %i is believed at once: its sum is right',
  async (model, widthPx, heightPx) => {
    const stand = createScannerStand(model)
    stand.twin.fault({ kind: 'geometry', widthPx, heightPx })
    const scanner = await stand.scanner()
    stand.twin.place(finger)
    const image = await stand.capture(scanner)
    expect(isLastSent(image, stand.twin)).toBe(true)
    expect(image).toMatchObject({ ok: true, value: { widthPx, heightPx, repeats: 0 } })
    expect(scanner.identity).toMatchObject({ widthPx, heightPx })
  },
)

test('row 22: a size that a technician gave is the only one', async () => {
  const stand = createScannerStand('GT-511C3')
  const scanner = await stand.scanner({ size: { widthPx: 240, heightPx: 216 } })
  stand.twin.place(finger)
  const fault = { kind: 'garbled', damage: 'odd-size', bytes: 52_116 }
  expect(await stand.capture(scanner)).toEqual({ ok: false, fault })
  expect(stand.commands.filter((code) => code === getImage).length).toBe(3)
})

test.each([100, 500, 2_000])(
  'row 5: data that begins %i ms after its acknowledgement is waited for',
  async (ms) => {
    const stand = createScannerStand('GT-511C3')
    const scanner = await stand.scanner()
    stand.twin.fault({ kind: 'late-data', ms })
    stand.twin.place(finger)
    const image = await stand.capture(scanner)
    expect(isLastSent(image, stand.twin)).toBe(true)
    expect(image).toMatchObject({ ok: true, value: { repeats: 0 } })
  },
)

test.each([9_600, 19_200, 115_200])('row 4: a damaged bit at %i baud costs one repeat', async (baud) => {
  const stand = createScannerStand('GT-511C3')
  const scanner = await stand.scanner({ baud })
  stand.twin.fault({ kind: 'flip-bit', frame: 9 })
  stand.twin.place(finger)
  const image = await stand.capture(scanner)
  expect(isLastSent(image, stand.twin)).toBe(true)
  expect(image).toMatchObject({ ok: true, value: { repeats: 1 } })
})
