import { expect, test } from 'vitest'
import { createScannerStand, finger, isLastSent } from './scanner-stand.ts'

const upImage = 0x0a

async function standAt(baud: number) {
  const stand = createScannerStand('R305', { baud })
  await stand.clock.advance(1_000)
  const scanner = await stand.scanner({ baud })
  stand.twin.place(finger)
  return { stand, scanner, twin: stand.twin, commands: stand.commands }
}

test.each([57_600, 38_400, 19_200, 9_600])(
  'row 4: one damaged bit at %i baud costs one repeat and not the press',
  async (baud) => {
    const { stand, scanner, twin, commands } = await standAt(baud)
    twin.fault({ kind: 'flip-bit', frame: 5 })
    const image = await stand.capture(scanner)
    expect(isLastSent(image, twin)).toBe(true)
    expect(image).toMatchObject({ ok: true, value: { repeats: 1 } })
    expect(commands.filter((code) => code === upImage).length).toBe(2)
    expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
  },
)

test.each([100, 350, 500, 1_000, 2_000])('row 5: a first frame %i ms late is waited for', async (ms) => {
  const { stand, scanner, twin } = await standAt(57_600)
  twin.fault({ kind: 'late-data', ms })
  const image = await stand.capture(scanner)
  expect(isLastSent(image, twin)).toBe(true)
  expect(image).toMatchObject({ ok: true, value: { repeats: 0 } })
  const template = await stand.clock.runUntil(
    scanner.matcher?.template(new AbortController().signal) ?? Promise.reject(),
  )
  expect(template.ok).toBe(true)
})

test('row 9: a part that acknowledges UpImage 2 s late each time is not called silent', async () => {
  const { stand, scanner, twin } = await standAt(57_600)
  stand.meddler = {
    toPart(bytes) {
      if (bytes[9] === upImage) twin.fault({ kind: 'late-answer', ms: 2_000 })
      return true
    },
  }
  expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
})

test('rows 3 and 10: a damaged acknowledgement of UpImage costs a repeat, however late the data', async () => {
  const { stand, scanner, twin } = await standAt(57_600)
  twin.fault({ kind: 'late-data', ms: 1_000 })
  twin.fault({ kind: 'bad-answer' })
  const before = twin.commandsServed
  stand.meddler = {
    toPart(bytes) {
      if (bytes[9] === upImage && twin.commandsServed === before + 1) twin.fault({ kind: 'bad-answer' })
      return true
    },
  }
  expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
})

test.each([1, 3, 4])(
  'row 15: %i failed captures of a finger that stays cost time, not the press',
  async (captures) => {
    const { stand, scanner, twin } = await standAt(57_600)
    twin.fault({ kind: 'failed-capture', captures })
    expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
  },
)

test('row 15: a finger that goes while it is taken was lifted', async () => {
  const { stand, scanner, twin } = await standAt(57_600)
  twin.fault({ kind: 'lift-during-capture' })
  expect(await stand.capture(scanner)).toEqual({ ok: false, fault: { kind: 'bad-press', reason: 'lifted' } })
})

test('row 33: a part that can take no finger at all blames the finger twice, and then itself', async () => {
  const { stand, scanner, twin } = await standAt(57_600)
  twin.fault({ kind: 'sensor-broken' })
  const unclear = { ok: false, fault: { kind: 'bad-press', reason: 'unclear' } }
  expect(await stand.capture(scanner)).toEqual(unclear)
  expect(await stand.capture(scanner)).toEqual(unclear)
  expect(await stand.capture(scanner)).toMatchObject({
    ok: false,
    fault: { kind: 'refused', by: 'part', code: 3, meaning: 'image not taken' },
  })
})
