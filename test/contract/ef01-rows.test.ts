import { expect, test } from 'vitest'
import type { SensorFault } from '../../sim/sensor/fault/sensor-fault.ts'
import type { TwinOptions } from '../../sim/sensor/sensor-twin.ts'
import { createScannerStand, finger, isLastSent } from './scanner-stand.ts'

const model = 'R307'

async function openStand(options: Partial<TwinOptions> = {}) {
  const stand = createScannerStand(model, options)
  await stand.clock.advance(1_000)
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  return { stand, scanner, twin: stand.twin }
}

test.each([
  ['row 8', { kind: 'noise', bytes: 40 }],
  ['row 10', { kind: 'stray-data', frames: 3 }],
  ['row 27', { kind: 'header-inside' }],
  ['row 34', { kind: 'absurd-length' }],
  ['row 40', { kind: 'busy', ms: 80 }],
  ['row 3', { kind: 'flip-answer', byte: 9 }],
  ['row 9', { kind: 'late-answer', ms: 3_200 }],
] as const satisfies readonly (readonly [string, SensorFault])[])(
  '%s: %j in a capture costs time, not the image',
  async (_row, fault) => {
    const { stand, scanner, twin } = await openStand()
    twin.fault(fault)
    expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
    expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
  },
)

test('row 7: a part that never sends a last frame gives images of just the right length, and templates', async () => {
  const { stand, scanner, twin } = await openStand()
  stand.meddler = { toHost: createEndRemover() }
  expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
  const never = new AbortController().signal
  const template = await stand.clock.runUntil(scanner.matcher?.template(never) ?? Promise.reject())
  expect(template.ok && template.value.length).toBe(512)
})

test('row 7: without a last frame and its bytes it is no image', async () => {
  const { stand, scanner, twin } = await openStand()
  twin.fault({ kind: 'never-end' })
  const image = await stand.capture(scanner)
  expect(image).toMatchObject({ ok: false, fault: { kind: 'garbled', damage: 'short' } })
})

/** Makes each last data frame one of those that more follow, as parts do that never send a last one. */
function createEndRemover(): (bytes: Uint8Array, pass: (bytes: Uint8Array) => void) => void {
  let held: number[] = []
  return (bytes, pass) => {
    held.push(...bytes)
    while (held.length >= 9 && held.length >= 9 + (held[7] ?? 0) * 256 + (held[8] ?? 0)) {
      const frame = held.splice(0, 9 + (held[7] ?? 0) * 256 + (held[8] ?? 0))
      if (frame[6] === 0x08) {
        frame[6] = 0x02
        const sum = (frame.at(-2) ?? 0) * 256 + (frame.at(-1) ?? 0) - 6
        frame.splice(-2, 2, sum >> 8, sum & 0xff)
      }
      pass(Uint8Array.from(frame))
    }
  }
}

test.each([1, 2, 3, 7, 64, 128, 139, 1_000, 4_096])(
  'row 28: portions of %i bytes give the same image',
  async (bytes) => {
    // At its true pace 4 kB take longer to gather than a part may pause inside an image.
    const { stand, scanner, twin } = await openStand({ paced: bytes < 4_096 })
    twin.fault({ kind: 'chunk', bytes })
    expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
  },
)

test('row 20: a part that hangs after a damaged command is named, and is good once its power was off', async () => {
  const { stand, scanner, twin } = await openStand()
  twin.fault({ kind: 'hang-on-bad-frame' })
  let spoiled = false
  stand.meddler = {
    toPart(bytes) {
      if (spoiled) return true
      spoiled = true
      twin.receive(bytes.with(9, 0x7f), 57_600)
      return false
    },
  }
  expect(await stand.capture(scanner)).toEqual({ ok: false, fault: { kind: 'silent' } })
  twin.reboot()
  await stand.clock.advance(1_000)
  expect(isLastSent(await stand.capture(scanner), twin)).toBe(true)
})

test.each(['deaf', 'mute'] as const)('row 32: a part that is %s is silent', async (kind) => {
  const stand = createScannerStand(model)
  await stand.clock.advance(1_000)
  stand.twin.fault({ kind })
  expect(await stand.open()).toEqual({ ok: false, fault: { kind: 'silent' } })
})

test('row 30: a port that another program holds is said to be', async () => {
  const { stand } = await openStand()
  expect(await stand.open()).toEqual({
    ok: false,
    fault: { kind: 'refused', by: 'port', cause: 'busy', path: stand.path },
  })
})

test('row 8: noise at power-up and a part that is still starting are waited out', async () => {
  const stand = createScannerStand(model)
  await stand.clock.advance(1_000)
  stand.twin.fault({ kind: 'boot-noise' })
  stand.twin.reboot()
  expect((await stand.open()).ok).toBe(true)
})

test('row 12: every one of several brown-outs is got over', async () => {
  const stand = createScannerStand('R503')
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  for (const commands of [0, 1, 0]) {
    stand.twin.fault({ kind: 'brown-out', commands })
    const image = await stand.capture(scanner)
    if (image.ok) expect(isLastSent(image, stand.twin)).toBe(true)
    else expect(image.fault.kind).toBeOneOf(['bad-press', 'refused'])
    await stand.clock.advance(1_000)
    expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
  }
})

test.each(['R503', 'AS608', 'GT-511C3'] as const)(
  'sixty captures of a %s with a passing fault at every tenth command: no wrong image, no fault without a name',
  async (soaked) => {
    const stand = createScannerStand(soaked, { soak: 0.1, seed: 4 })
    await stand.clock.advance(1_000)
    stand.twin.place(finger)
    let scanner: Awaited<ReturnType<typeof stand.scanner>> | undefined
    const outcomes: string[] = []
    for (let round = 0; round < 60; round += 1) {
      stand.twin.place(finger)
      if (!scanner) {
        const opened = await stand.open()
        if (opened.ok) scanner = opened.value
        else outcomes.push(`open ${opened.fault.kind}`)
        continue
      }
      const stop = new AbortController()
      const taking = scanner.capture(stop.signal)
      void stand.clock.sleep(60_000).then(() => stop.abort())
      const image = await stand.clock.runUntil(taking)
      outcomes.push(image.ok ? 'image' : image.fault.kind)
      if (image.ok) expect(isLastSent(image, stand.twin)).toBe(true)
      else if (image.fault.kind === 'silent' || image.fault.kind === 'locked') {
        await stand.clock.runUntil(scanner.close())
        scanner = undefined
      }
    }
    expect(outcomes.filter((outcome) => outcome === 'image').length).toBeGreaterThan(20)
    expect(outcomes).not.toContain('unplugged')
  },
)
