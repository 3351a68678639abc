import { expect, test } from 'vitest'
import { createScannerStand, finger, isLastSent } from './scanner-stand.ts'

const never = new AbortController().signal

test.each(['GT-511C1R', 'GT-511C3', 'GT-511C5', 'GT-521F32', 'GT-521F52'] as const)(
  '%s is raised to 115,200 baud at opening and gives the picture it sent, 8 bits deep',
  async (model) => {
    const stand = createScannerStand(model)
    const scanner = await stand.scanner()
    expect(stand.twin.baud).toBe(115_200)
    expect(scanner.identity).toMatchObject({
      maker: 'ADH-Tech',
      model,
      dpi: 450,
      bitDepth: 8,
      certified: false,
    })
    stand.twin.place(finger)
    const image = await stand.capture(scanner)
    expect(isLastSent(image, stand.twin)).toBe(true)
    if (image.ok) expect(image.value.transferMs / (image.value.wireMs ?? 0)).toBeLessThan(1.02)
  },
)

test('row 36: no finger is told from a finger, and no answer is neither', async () => {
  const stand = createScannerStand('GT-511C3')
  const scanner = await stand.scanner()
  const seen: string[] = []
  const stop = new AbortController()
  const watching = (async () => {
    for await (const presence of scanner.watch(stop.signal)) {
      seen.push(presence.ok ? presence.value : presence.fault.kind)
      if (seen.length === 1) stand.twin.place(finger)
      if (seen.length === 2) stand.twin.lift()
      if (seen.length === 3) stand.twin.fault({ kind: 'hang' })
    }
  })()
  await stand.clock.runUntil(watching)
  expect(seen).toEqual(['finger-off', 'finger-on', 'finger-off', 'silent'])
})

test('row 38: the lamp is lit before a capture and put out after it, and after a watch is left', async () => {
  const stand = createScannerStand('GT-511C3')
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  stand.commands.length = 0
  expect((await stand.capture(scanner)).ok).toBe(true)
  // CmosLed, IsPressFinger, CaptureFinger, GetImage, CmosLed.
  expect(stand.commands).toEqual([0x12, 0x26, 0x60, 0x62, 0x12])
  expect(stand.twin.light).toEqual([0])
  const watching = (async () => {
    for await (const _ of scanner.watch(never)) break
  })()
  await stand.clock.runUntil(watching)
  expect(stand.commands.slice(-3)).toEqual([0x12, 0x26, 0x12])
  expect(stand.twin.light).toEqual([0])
})

test('row 37: a part that lost its power is found at 9,600 baud and raised again', async () => {
  const stand = createScannerStand('GT-511C3')
  const scanner = await stand.scanner()
  stand.twin.place(finger)
  expect((await stand.capture(scanner)).ok).toBe(true)
  stand.twin.reboot()
  await stand.clock.advance(2_000)
  expect(stand.twin.baud).toBe(9_600)
  expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
  expect(stand.twin.baud).toBe(115_200)
})

test('a part that another program left at 115,200 baud is found there', async () => {
  const stand = createScannerStand('GT-511C3', { baud: 115_200 })
  const scanner = await stand.scanner()
  expect(scanner.identity.model).toBe('GT-511C3')
})

test('two presses of one finger are the same, another is not, and nothing stays in the part', async () => {
  const stand = createScannerStand('GT-511C3')
  const scanner = await stand.scanner()
  const { clock } = stand
  stand.twin.place(finger)
  await stand.capture(scanner)
  const template = await clock.runUntil(scanner.matcher?.template(never) ?? Promise.reject(new Error('none')))
  if (!template.ok) throw new Error(template.fault.kind)
  expect(template.value.length).toBe(498)
  const answers: unknown[] = []
  for (const position of [2, 7]) {
    stand.twin.place({ ...finger, position })
    await stand.capture(scanner)
    answers.push(await clock.runUntil(scanner.matcher?.compare(template.value, never) ?? Promise.reject()))
  }
  expect(answers).toEqual([
    { ok: true, value: { same: true, score: 1 } },
    { ok: true, value: { same: false, score: 0 } },
  ])
  expect(await clock.runUntil(scanner.stored?.(never) ?? Promise.reject())).toEqual({ ok: true, value: [] })
})

test('told to stop it stops at once, puts out its lamp, and closes while a wait is going on', async () => {
  const stand = createScannerStand('GT-511C3')
  const scanner = await stand.scanner()
  const stop = new AbortController()
  const waiting = scanner.capture(stop.signal)
  await stand.clock.advance(500)
  stop.abort()
  expect(await stand.clock.runUntil(waiting)).toEqual({ ok: false, fault: { kind: 'cancelled' } })
  expect(stand.twin.light).toEqual([0])
  const again = scanner.capture(never)
  await stand.clock.advance(500)
  await stand.clock.runUntil(scanner.close())
  expect(await again).toEqual({ ok: false, fault: { kind: 'cancelled' } })
  expect(stand.twin.light).toEqual([0])
  await scanner.close()
})
