import { describe, expect, test } from 'vitest'
import { commissionScanner, scannerModelOf } from '../../hal/driver/scanner/open-scanner.ts'
import type { BaudApply } from '../../sim/sensor/fault/line-fault.ts'
import { createScannerStand, finger, isLastSent } from './scanner-stand.ts'

const never = new AbortController().signal

async function commission(stand: ReturnType<typeof createScannerStand>, targetBaud?: number) {
  const model = scannerModelOf(stand.twin.model)
  if (!model) throw new Error(stand.twin.model)
  const place = { path: stand.path, model, targetBaud }
  return stand.clock.runUntil(commissionScanner(stand.openLine, stand.clock, place, never))
}

describe('row 2: commissioning', () => {
  test.each([
    ['immediate', 'now', 115_200],
    ['afterAck', 'now', 115_200],
    ['powerCycle', 'after-power-cycle', 57_600],
  ] as const satisfies readonly (readonly [BaudApply, string, number])[])(
    'a part that changes its rate %s is told from one that does not, and works at either',
    async (baudApply, applied, baud) => {
      const stand = createScannerStand('R503', { baudApply })
      const report = await commission(stand)
      expect(report).toEqual({
        ok: true,
        value: { target: 115_200, beforeBaud: 57_600, baud, applied, beforeBytes: 128, frameBytes: 256 },
      })
      stand.twin.reboot()
      await stand.clock.advance(1_000)
      expect(stand.twin.baud).toBe(115_200)
      const scanner = await stand.scanner({ baud: 115_200 })
      stand.twin.place(finger)
      expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
    },
  )

  test('a part at its best rate is left as it is', async () => {
    const stand = createScannerStand('R503', { baud: 115_200 })
    expect(await commission(stand)).toMatchObject({ ok: true, value: { applied: 'already' } })
    // SetSysPara only for the frames: the rate is not written again.
    expect(stand.commands.filter((code) => code === 0x0e).length).toBe(1)
  })

  test('a part can be set back to a slower rate for a bad cable', async () => {
    const stand = createScannerStand('R503', { baud: 115_200, baudApply: 'afterAck' })
    expect(await commission(stand, 57_600)).toMatchObject({
      ok: true,
      value: { baud: 57_600, applied: 'now' },
    })
  })

  test('a rate the part does not have is refused before anything is sent', async () => {
    const stand = createScannerStand('R503')
    expect(await commission(stand, 28_800)).toEqual({
      ok: false,
      fault: { kind: 'unsupported', what: '28800 baud' },
    })
    expect(stand.commands).toEqual([])
  })

  test('a rate beyond the manual is sent when it was named, and a part without it says so and stays', async () => {
    const stand = createScannerStand('R305')
    await stand.clock.advance(1_000)
    expect(await commission(stand)).toMatchObject({ ok: true, value: { target: 57_600, applied: 'already' } })
    expect(await commission(stand, 230_400)).toMatchObject({
      ok: false,
      fault: { kind: 'refused', by: 'part', code: 0x1b },
    })
    expect(stand.twin.baud).toBe(57_600)
    expect((await stand.open()).ok).toBe(true)
  })

  test('a clone that takes a rate beyond its manual is found at it', async () => {
    const stand = createScannerStand('R307', { baudApply: 'afterAck' })
    await stand.clock.advance(1_000)
    expect(await commission(stand, 115_200)).toMatchObject({ ok: true, value: { baud: 115_200 } })
    // The manual of an R305 ends at 57,600, and here one answers at twice that.
    const place = { path: stand.path, model: 'R305', targetBaud: 115_200, baud: 115_200 } as const
    const report = commissionScanner(stand.openLine, stand.clock, place, never)
    expect(await stand.clock.runUntil(report)).toMatchObject({ ok: true, value: { applied: 'already' } })
    expect((await stand.open({ model: 'R305', baud: 115_200 })).ok).toBe(true)
  })

  test('row 26: a part that is slow to write its settings is waited for', async () => {
    const stand = createScannerStand('R307')
    stand.twin.fault({ kind: 'slow-flash', ms: 3_500 })
    await stand.clock.advance(1_000)
    expect(await commission(stand)).toMatchObject({ ok: true, value: { baud: 115_200, applied: 'now' } })
  })

  test('opening never writes a setting', async () => {
    const stand = createScannerStand('R503')
    await stand.scanner({ baud: 115_200 })
    expect(stand.commands).not.toContain(0x0e)
  })

  test('row 14: neither address nor password nor port is ever set', async () => {
    const stand = createScannerStand('R307')
    await stand.clock.advance(1_000)
    await commission(stand)
    for (const never of [0x12, 0x15, 0x17]) expect(stand.commands).not.toContain(never)
  })
})

describe('row 11: password', () => {
  test.each([0, 0xffff_ffff])('a part with the factory password %i is opened', async (password) => {
    const stand = createScannerStand('R503', { password })
    const scanner = await stand.scanner()
    stand.twin.place(finger)
    expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
    // Row 12: and the same password is given again after a brown-out.
    stand.twin.reboot()
    await stand.clock.advance(1_000)
    expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
  })

  test('a part with a password of its own is opened with it, and with no other tried', async () => {
    const stand = createScannerStand('R503', { password: 0x0012_3456 })
    expect((await stand.open({ password: 0x0012_3456 })).ok).toBe(true)
    expect(stand.commands.filter((code) => code === 0x13).length).toBe(1)
    await stand.clock.advance(1_000)
    stand.cable.unplug()
    stand.cable.replug()
    expect(await stand.open({ password: 7 })).toEqual({
      ok: false,
      fault: { kind: 'locked', by: 'password' },
    })
    expect(stand.commands.filter((code) => code === 0x13).length).toBe(2)
  })
})

describe('row 13: address', () => {
  test('a part with an address of its own is used with it', async () => {
    const stand = createScannerStand('R503', { address: 0x0102_0304 })
    const scanner = await stand.scanner({ address: 0x0102_0304 })
    stand.twin.place(finger)
    expect(isLastSent(await stand.capture(scanner), stand.twin)).toBe(true)
  })

  test('a part that was set back to the factory address is still found', async () => {
    const stand = createScannerStand('R503')
    expect((await stand.open({ address: 0x0102_0304 })).ok).toBe(true)
  })

  test('a part with another address that tells it is named with it; one that keeps still is silent', async () => {
    const telling = createScannerStand('R307', { address: 0x0102_0304 })
    await telling.clock.advance(1_000)
    expect(await telling.open()).toMatchObject({ ok: false, fault: { kind: 'locked', by: 'address' } })
    const still = createScannerStand('R503', { address: 0x0102_0304 })
    expect(await still.open()).toEqual({ ok: false, fault: { kind: 'silent' } })
  })
})
