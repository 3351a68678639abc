import { expect, test } from 'vitest'
import type { FingerprintScanner } from '../../hal/contract/fingerprint-scanner.ts'
import { createScannerStand, finger, isLastSent, type ScannerStand } from './scanner-stand.ts'

/** The reports of a watch while the world does one thing after another, each after a second. */
async function watchWhile(
  stand: ScannerStand,
  scanner: FingerprintScanner,
  steps: readonly (() => void)[],
): Promise<string[]> {
  const seen: string[] = []
  const stop = new AbortController()
  const watching = (async () => {
    for await (const presence of scanner.watch(stop.signal)) {
      seen.push(presence.ok ? presence.value : presence.fault.kind)
    }
  })()
  for (const step of steps) {
    await stand.clock.advance(1_500)
    step()
  }
  await stand.clock.advance(1_500)
  stop.abort()
  await stand.clock.runUntil(watching)
  return seen.filter((state) => state !== 'cancelled')
}

/** The stand's touch pin as the host reads it: on while touched. */
const touchOf = (stand: ScannerStand) => ({ read: () => stand.twin.touchLine === 0 })

test('row 15: a finger pulled away during the capture is a press to do again, and no old image is read', async () => {
  const stand = createScannerStand('R503')
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  expect((await stand.capture(scanner)).ok).toBe(true)
  const before = stand.twin.sentImages.length
  stand.twin.fault({ kind: 'lift-during-capture' })
  const stop = new AbortController()
  const waiting = scanner.capture(stop.signal)
  await stand.clock.advance(5_000)
  stop.abort()
  const image = await stand.clock.runUntil(waiting)
  expect(image.ok ? 'an image' : image.fault.kind).toBeOneOf(['bad-press', 'cancelled'])
  expect(stand.twin.sentImages.length).toBe(before)
})

test('row 16: a finger that is not lifted is said to be there until it is, or until the watch is left', async () => {
  const stand = createScannerStand('R503')
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  stand.twin.fault({ kind: 'sticky-finger', lifts: 1 })
  expect(await watchWhile(stand, scanner, [() => stand.twin.lift()])).toEqual(['finger-on'])
  expect(await watchWhile(stand, scanner, [() => stand.twin.lift()])).toEqual(['finger-on', 'finger-off'])
})

test('row 17: an image too poor for the part itself is a press to do again where the part can tell', async () => {
  const stand = createScannerStand('R503')
  const scanner = await stand.scanner()
  stand.twin.place({ ...finger, contact: 0.1 })
  expect(await stand.capture(scanner)).toEqual({
    ok: false,
    fault: { kind: 'bad-press', reason: 'unclear' },
  })
  expect(stand.commands.filter((code) => code === 0x28).length).toBe(4)
})

test('row 18: without a touch line a smear on the glass passes for a finger, and the scanner says it may', async () => {
  const stand = createScannerStand('AS608')
  await stand.clock.advance(1_000)
  const scanner = await stand.scanner()
  expect(scanner.sense).toBe('image')
  stand.twin.place(finger)
  await stand.capture(scanner)
  stand.twin.lift()
  stand.twin.fault({ kind: 'ghost-finger' })
  expect(await watchWhile(stand, scanner, [])).toEqual(['finger-on'])
  // The image is the part's own, for the host to judge.
  expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
})

test('row 18: with a touch line that works a smear on the glass is no finger, and a finger still is one', async () => {
  const stand = createScannerStand('R503')
  const scanner = await stand.scanner({ touchLine: touchOf(stand) })
  expect(scanner.sense).toBe('touch')
  const { twin } = stand
  const seen = await watchWhile(stand, scanner, [
    () => twin.place(finger),
    () => twin.lift(),
    () => twin.fault({ kind: 'ghost-finger' }),
    () => twin.place(finger),
  ])
  expect(seen).toEqual(['finger-off', 'finger-on', 'finger-off', 'finger-on'])
})

test.each([true, false])(
  'row 19: a touch line stuck at %s does not hide a finger or invent one',
  async (touched) => {
    const stand = createScannerStand('R503')
    stand.twin.fault({ kind: 'touch-stuck', touched })
    const scanner = await stand.scanner({ touchLine: touchOf(stand) })
    const { twin } = stand
    const seen = await watchWhile(stand, scanner, [() => twin.place(finger), () => twin.lift()])
    expect(seen).toEqual(['finger-off', 'finger-on', 'finger-off'])
    twin.place(finger)
    expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
  },
)

test('row 19: a touch line that broke after it worked holds a capture up for seconds, not for ever', async () => {
  const stand = createScannerStand('R503')
  const scanner = await stand.scanner({ touchLine: touchOf(stand) })
  const { twin, clock } = stand
  await watchWhile(stand, scanner, [() => twin.place(finger), () => twin.lift()])
  twin.fault({ kind: 'touch-stuck', touched: false })
  twin.place(finger)
  const before = clock.monotonicMs()
  expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
  expect(clock.monotonicMs() - before).toBeLessThan(10_000)
})

test('row 39: a part is asked at most 25 times a second, and twice with an untouched line', async () => {
  const stand = createScannerStand('R503')
  const polls = () => stand.commands.filter((code) => code === 0x01).length
  const plain = await stand.scanner()
  await watchWhile(stand, plain, [])
  expect(polls()).toBeLessThan(1.5 * 25 + 2)
  expect(polls()).toBeGreaterThan(15)
  await plain.close()
  stand.commands.length = 0
  await watchWhile(stand, await stand.scanner({ touchLine: touchOf(stand) }), [])
  expect(polls()).toBeLessThan(6)
})

test('row 39: a part that hears nothing for 30 ms after an answer is not starved', async () => {
  const stand = createScannerStand('R503')
  const scanner = await stand.scanner()
  stand.twin.fault({ kind: 'starve', gapMs: 30 })
  await stand.clock.advance(100)
  const { twin } = stand
  const seen = await watchWhile(stand, scanner, [() => twin.place(finger), () => twin.lift()])
  expect(seen).toEqual(['finger-off', 'finger-on', 'finger-off'])
})

test.each(['ignored', 'busy', 'lost', 'locks'] as const)(
  'row 24: a ring whose commands are %s costs no image and no fault',
  async (effect) => {
    const stand = createScannerStand('R503')
    const scanner = await stand.scanner()
    stand.twin.fault({ kind: 'ring', effect })
    stand.twin.place(finger)
    for (const light of ['place', 'working', 'good'] as const) {
      const lit = scanner.light(light)
      expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
      await stand.clock.runUntil(lit)
    }
  },
)

test('row 24: ring commands keep their distance, only the newest is sent, and none twice', async () => {
  const stand = createScannerStand('R503')
  const scanner = await stand.scanner()
  stand.commands.length = 0
  await stand.clock.runUntil(scanner.light('place'))
  const lights = (['ready', 'working', 'good', 'good'] as const).map((light) => scanner.light(light))
  await stand.clock.runUntil(Promise.all(lights))
  await stand.clock.runUntil(scanner.light('good'))
  expect(stand.commands).toEqual([0x35, 0x35])
  expect(stand.twin.light.slice(0, 3)).toEqual([3, 0x80, 4])
})

test.each([
  ['FPM383C', [1, 1, 1, 0]],
  ['R557', [1, 1, 1, 0]],
  ['R503', [1, 0x60, 2, 0]],
] as const)('row 24: the light of a %s is told by the code that it has for it', async (model, setting) => {
  const stand = createScannerStand(model)
  await stand.clock.advance(1_000)
  const scanner = await stand.scanner()
  await stand.clock.runUntil(scanner.light('place'))
  expect(stand.twin.light).toEqual(setting)
})
