import { expect, test } from 'vitest'
import { createEf01Stand, type Ef01Stand, finger, isLastSent } from './ef01-stand.ts'

const never = new AbortController().signal

/** Calls `then` once that many bytes have come from the part. */
function afterBytes(stand: Ef01Stand, count: number, then: () => void): void {
  let passed = 0
  stand.meddler = {
    toHost(bytes, pass) {
      pass(bytes)
      const before = passed
      passed += bytes.length
      if (before < count && passed >= count) then()
    },
  }
}

test('no part at the path is called unplugged', async () => {
  const stand = createEf01Stand()
  stand.cable.unplug()
  expect(await stand.open()).toEqual({ ok: false, fault: { kind: 'unplugged' } })
})

test.each([10, 200, 10_000, 20_000])(
  'row 29: pulled out after %i bytes of a capture it is unplugged, and good after it is plugged in and opened again',
  async (bytes) => {
    const stand = createEf01Stand()
    const scanner = await stand.scanner()
    stand.twin.place(finger)
    afterBytes(stand, bytes, () => stand.cable.unplug())
    expect(await stand.capture(scanner)).toEqual({ ok: false, fault: { kind: 'unplugged' } })
    await scanner.close()
    expect(await stand.open()).toEqual({ ok: false, fault: { kind: 'unplugged' } })
    stand.cable.replug()
    stand.twin.reboot()
    stand.meddler = {}
    expect(isLastSent(await stand.capture(await stand.scanner()), stand.twin)).toBe(true)
  },
)

test('pulled out while it waits for a finger the wait ends as unplugged', async () => {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  const waiting = scanner.capture(never)
  await stand.clock.advance(2_000)
  stand.cable.unplug()
  expect(await stand.clock.runUntil(waiting)).toEqual({ ok: false, fault: { kind: 'unplugged' } })
})

test('a watch ends with the fault that ended it', async () => {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  const seen: string[] = []
  const watching = (async () => {
    for await (const presence of scanner.watch(never)) {
      seen.push(presence.ok ? presence.value : presence.fault.kind)
      if (seen.length === 1) stand.cable.unplug()
    }
  })()
  await stand.clock.runUntil(watching)
  expect(seen).toEqual(['finger-off', 'unplugged'])
})

test('row 12: a part that browned out between two captures is unlocked again without a word', async () => {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  expect((await stand.capture(scanner)).ok).toBe(true)
  stand.twin.reboot()
  await stand.clock.advance(200)
  stand.commands.length = 0
  expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
  // GetImageEx is refused with 0x21, then the password, then GetImageEx again.
  expect(stand.commands).toEqual([0x28, 0x13, 0x28, 0x0a])
})

test.each([13, 100, 5_000, 20_040])(
  'a part that browns out after %i bytes of a capture gives the image or a fault, and the next is good',
  async (bytes) => {
    const stand = createEf01Stand()
    const scanner = await stand.scanner()
    stand.twin.place(finger)
    afterBytes(stand, bytes, () => stand.twin.reboot())
    const image = await stand.capture(scanner)
    if (image.ok) expect(isLastSent(image, stand.twin)).toBe(true)
    else expect(image.fault.kind).toBeOneOf(['bad-press', 'refused', 'garbled'])
    stand.meddler = {}
    expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
  },
)

test('row 10: a capture given up in the middle of the image does not spoil the next', async () => {
  const stand = createEf01Stand()
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  const stop = new AbortController()
  afterBytes(stand, 6_000, () => stop.abort())
  const given = await stand.clock.runUntil(scanner.capture(stop.signal))
  expect(given).toEqual({ ok: false, fault: { kind: 'cancelled' } })
  stand.twin.place({ ...finger, position: 3 })
  const image = await stand.capture(scanner)
  expect(isLastSent(image, stand.twin)).toBe(true)
  // It is the second finger, not what was left of the first.
  const [first, second] = [stand.twin.sentImages.at(0), stand.twin.sentImages.at(-1)]
  expect(Buffer.from(first ?? []).equals(Buffer.from(second ?? []))).toBe(false)
})
