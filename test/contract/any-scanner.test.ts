import { expect, test } from 'vitest'
import { openAnyScanner } from '../../hal/driver/scanner/open-any-scanner.ts'
import { scannerModels } from '../../hal/driver/scanner/open-scanner.ts'
import { createScannerStand, finger, isLastSent } from './scanner-stand.ts'

const never = new AbortController().signal

// The parts that neither tell nor differ in a code are opened by the profile that promises nothing.
const told: Readonly<Record<string, string>> = {
  R503: 'R503',
  'HLK-ZW101': 'FPM383C',
  'HLK-ZW111': 'FPM383C',
  FPM383C: 'FPM383C',
  R557: 'FPM383C',
  R558: 'FPM383C',
  'GT-511C1R': 'GT-511C1R',
  'GT-511C3': 'GT-511C3',
  'GT-511C5': 'GT-511C5',
  'GT-521F32': 'GT-511C3',
  'GT-521F52': 'GT-521F52',
}

test.each(scannerModels.filter((model) => model !== 'EF01'))(
  'a %s of which nobody knows the model gives its image, and nothing of it is set, reset or sent away',
  async (model) => {
    const stand = createScannerStand(model)
    await stand.clock.advance(1_000)
    const opened = await stand.clock.runUntil(
      openAnyScanner(stand.openLine, stand.clock, { path: stand.path }, never),
    )
    if (!opened.ok) throw new Error(JSON.stringify(opened.fault))
    expect(opened.value.identity.model).toBe(told[model] ?? 'EF01')
    const settings = model.startsWith('GT')
      ? [0x05, 0x40, 0x41, 0x71]
      : [0x0c, 0x0d, 0x0e, 0x12, 0x15, 0x17, 0x33, 0x3d]
    expect(stand.commands.filter((code) => settings.includes(code))).toEqual([])
    expect(stand.twin.light).toEqual([])
    stand.twin.place(finger)
    expect(isLastSent(await stand.capture(opened.value), stand.twin)).toBe(true)
  },
)

test('where nothing answers it is silent, in bounded time', async () => {
  const stand = createScannerStand('R503')
  stand.twin.powered = false
  const opened = await stand.clock.runUntil(
    openAnyScanner(stand.openLine, stand.clock, { path: stand.path }, never),
  )
  expect(opened).toEqual({ ok: false, fault: { kind: 'silent' } })
  expect(stand.clock.monotonicMs()).toBeLessThan(12_000)
})

test('a part with a password of its own is called locked, and not another family', async () => {
  const stand = createScannerStand('R307', { password: 7 })
  await stand.clock.advance(1_000)
  const opened = await stand.clock.runUntil(
    openAnyScanner(stand.openLine, stand.clock, { path: stand.path }, never),
  )
  expect(opened).toEqual({ ok: false, fault: { kind: 'locked', by: 'password' } })
})
