import { describe, expect, test } from 'vitest'
import { ef01Profiles } from '../../hal/driver/ef01/ef01-profile.ts'
import type { ScannerModel } from '../../hal/driver/scanner/open-scanner.ts'
import { createScannerStand, finger, isLastSent } from './scanner-stand.ts'

const never = new AbortController().signal
const { EF01: generic, ...printed } = ef01Profiles
const models = Object.keys(printed) as (keyof typeof printed)[]

describe.each(models)('%s', (model) => {
  test('gives the image the part sent, in its own size, in the time of the wire', async () => {
    const stand = createScannerStand(model)
    await stand.clock.advance(1_000)
    const scanner = await stand.scanner()
    const { maker, dpi } = ef01Profiles[model]
    expect(scanner.identity).toMatchObject({ maker, model, dpi, bitDepth: 4, certified: false })
    stand.twin.place(finger)
    const image = await stand.capture(scanner)
    expect(isLastSent(image, stand.twin)).toBe(true)
    if (!image.ok) return
    const { widthPx, heightPx } = scanner.identity
    expect(image.value).toMatchObject({ widthPx, heightPx, dpi, repeats: 0 })
    expect(image.value.transferMs / (image.value.wireMs ?? 0)).toBeLessThan(1.02)
  })

  test('row 23: whatever the size of its template, it tells the same finger from another', async () => {
    const stand = createScannerStand(model)
    await stand.clock.advance(1_000)
    const scanner = await stand.scanner()
    const { matcher } = scanner
    if (!matcher) throw new Error('no matcher')
    stand.twin.place(finger)
    await stand.capture(scanner)
    const template = await stand.clock.runUntil(matcher.template(never))
    if (!template.ok) throw new Error(template.fault.kind)
    const same: boolean[] = []
    for (const position of [2, 7]) {
      stand.twin.place({ ...finger, position })
      await stand.capture(scanner)
      const answer = await stand.clock.runUntil(matcher.compare(template.value, never))
      if (!answer.ok) throw new Error(JSON.stringify(answer.fault))
      same.push(answer.value.same)
    }
    expect(same).toEqual([true, false])
  })

  test('row 35: templates in its library are found by their own numbers', async () => {
    const stand = createScannerStand(model)
    await stand.clock.advance(1_000)
    const scanner = await stand.scanner()
    stand.twin.place(finger)
    await stand.capture(scanner)
    await stand.clock.runUntil(scanner.matcher?.template(never) ?? Promise.reject())
    // Store, by the manual: buffer 1, template 0 and template 9; the driver itself never stores.
    for (const number of [0, 9]) stand.twin.receive(Uint8Array.from(storeFrame(number)), stand.twin.baud)
    await stand.clock.advance(10_000)
    const stored = await stand.clock.runUntil(scanner.stored?.(never) ?? Promise.reject())
    expect(stored).toEqual({ ok: true, value: [0, 9] })
  })
})

// As the twins have them, whatever the manuals say.
const templateBytes = { R551: 768, R503: 1_536, FPM10A: 768, R307: 512 } as const

function storeFrame(number: number): number[] {
  const body = [0x01, 0x00, 0x06, 0x06, 0x01, 0x00, number]
  const sum = body.reduce((total, byte) => total + byte, 0)
  return [0xef, 0x01, 0xff, 0xff, 0xff, 0xff, ...body, 0x00, sum]
}

test.each([
  ['R307', 160, 160],
  ['R307', 192, 192],
  ['AS608', 208, 288],
] as const satisfies readonly (readonly [ScannerModel, number, number])[])(
  'row 22: a %s that has %i x %i pixels is believed when its image comes so twice',
  async (model, widthPx, heightPx) => {
    const stand = createScannerStand(model)
    stand.twin.fault({ kind: 'geometry', widthPx, heightPx })
    await stand.clock.advance(1_000)
    const scanner = await stand.scanner()
    stand.twin.place(finger)
    const image = await stand.capture(scanner)
    expect(isLastSent(image, stand.twin)).toBe(true)
    expect(image).toMatchObject({ ok: true, value: { widthPx, heightPx, repeats: 1 } })
    expect(scanner.identity).toMatchObject({ widthPx, heightPx })
    expect(await stand.capture(scanner)).toMatchObject({ ok: true, value: { widthPx, repeats: 0 } })
  },
)

test.each([
  ['R307', 206, 256],
  ['R307', 256, 240],
  ['R305', 180, 256],
  ['HLK-ZW101', 80, 208],
] as const satisfies readonly (readonly [ScannerModel, number, number])[])(
  'row 22: a %s whose images have a size of their own, %i x %i, shows it by where its rows end',
  async (model, widthPx, heightPx) => {
    const stand = createScannerStand(model)
    stand.twin.fault({ kind: 'geometry', widthPx, heightPx })
    await stand.clock.advance(1_000)
    const scanner = await stand.scanner()
    stand.twin.place(finger)
    const image = await stand.capture(scanner)
    expect(isLastSent(image, stand.twin)).toBe(true)
    expect(image).toMatchObject({ ok: true, value: { widthPx, heightPx, repeats: 1 } })
    expect(await stand.capture(scanner)).toMatchObject({ ok: true, value: { widthPx, repeats: 0 } })
  },
)

test('row 22: a size that a technician gave is taken at once, and no other is', async () => {
  const size = { widthPx: 206, heightPx: 256 }
  const stand = createScannerStand('R307')
  stand.twin.fault({ kind: 'geometry', ...size })
  await stand.clock.advance(1_000)
  const scanner = await stand.scanner({ size, dpi: 512 })
  expect(scanner.identity).toMatchObject({ ...size, dpi: 512 })
  stand.twin.place(finger)
  expect(await stand.capture(scanner)).toMatchObject({ ok: true, value: { ...size, dpi: 512, repeats: 0 } })
  stand.twin.reboot()
  stand.twin.fault({ kind: 'geometry', widthPx: 192, heightPx: 192 })
  await stand.clock.advance(1_000)
  expect(await stand.capture(scanner)).toEqual({
    ok: false,
    fault: { kind: 'garbled', damage: 'odd-size', bytes: 18_432 },
  })
})

test('rows 7 and 22: a size of its own without a last frame is a matter for the technician, and then good', async () => {
  const size = { widthPx: 206, heightPx: 256 }
  const stand = createScannerStand('R307')
  stand.twin.fault({ kind: 'geometry', ...size })
  stand.twin.fault({ kind: 'plain-end' })
  await stand.clock.advance(1_000)
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  const fault = { kind: 'garbled', damage: 'odd-size', bytes: 26_368 }
  expect(await stand.capture(scanner)).toEqual({ ok: false, fault })
  await scanner.close()
  const told = await stand.scanner({ size })
  expect(isLastSent(await stand.capture(told), stand.twin)).toBe(true)
})

test('row 6: a line that always loses the same few frames gives no picture of another size', async () => {
  const stand = createScannerStand('R307')
  await stand.clock.advance(1_000)
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  stand.meddler = {
    toPart(bytes) {
      if (bytes[9] === 0x0a) stand.twin.fault({ kind: 'drop-frame', frame: 40 })
      return true
    },
  }
  expect(await stand.capture(scanner)).toEqual({
    ok: false,
    fault: { kind: 'garbled', damage: 'odd-size', bytes: 36_736 },
  })
})

test.each(['R307', 'R503', 'R551', 'FPM383C', 'R308'] as const)(
  'a %s behind the profile that promises nothing gives its image and its template',
  async (model) => {
    const stand = createScannerStand(model)
    await stand.clock.advance(1_000)
    const scanner = await stand.scanner({ model: 'EF01' })
    expect(scanner.identity).toMatchObject({ model: generic.model, maker: 'unknown' })
    expect(stand.commands.filter((code) => code !== 0x13)).toEqual([])
    stand.twin.place(finger)
    expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
    expect(await stand.clock.runUntil(scanner.matcher?.template(never) ?? Promise.reject())).toMatchObject({
      ok: true,
    })
  },
)

test.each(['R551', 'R503', 'FPM10A', 'R307'] as const)(
  'row 7: a %s that ends nothing with a last frame gives image and template whole',
  async (model) => {
    const stand = createScannerStand(model)
    await stand.clock.advance(1_000)
    const scanner = await stand.scanner()
    stand.twin.fault({ kind: 'plain-end' })
    stand.twin.place(finger)
    expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
    const sizes: number[] = []
    for (let round = 0; round < 2; round += 1) {
      const template = await stand.clock.runUntil(scanner.matcher?.template(never) ?? Promise.reject())
      sizes.push(template.ok ? template.value.length : 0)
    }
    expect(sizes).toEqual([templateBytes[model], templateBytes[model]])
    // The first is asked for twice, unless the part told how long it is; after that the length is known.
    const upChars = stand.commands.filter((code) => code === 0x08).length
    expect(upChars).toBe(model === 'R503' ? 2 : 3)
  },
)

test.each([0, 1, 2, 3])('row 21: frames of size code %i are taken, whatever the part told', async (code) => {
  const stand = createScannerStand('R307')
  stand.twin.fault({ kind: 'lying-size', code })
  await stand.clock.advance(1_000)
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
})

test('row 21: a part that cannot tell its settings is used all the same', async () => {
  const stand = createScannerStand('R308')
  await stand.clock.advance(1_000)
  const scanner = await stand.scanner()
  expect(stand.commands).not.toContain(0x0f)
  stand.twin.place(finger)
  expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
})

test.each(['fc', '01', 'silence'] as const)(
  'row 25: what a part cannot do it says by %s, is done without, and is not asked for again',
  async (answer) => {
    // An R502 taken for an R503: neither product info nor GetImageEx.
    const stand = createScannerStand('R502')
    stand.twin.fault({ kind: 'unsupported', answer })
    await stand.clock.advance(1_000)
    const scanner = await stand.scanner({ model: 'R503' })
    expect(scanner.identity).toMatchObject({ model: 'R503', serial: '', widthPx: 192 })
    stand.commands.length = 0
    stand.twin.place(finger)
    expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
    expect(stand.commands).toEqual([0x01, 0x0a])
  },
)
