import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FingerprintScanner } from '../../hal/contract/fingerprint-scanner.ts'
import type { OpenSerialLine } from '../../hal/contract/serial-line.ts'
import {
  openScanner,
  type ScannerModel,
  scannerModelOf,
  scannerModels,
} from '../../hal/driver/scanner/open-scanner.ts'
import { createOpenSerialLine } from '../../hal/linux/node-serial-line.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createSensorTwin } from '../../sim/sensor/create-sensor-twin.ts'
import type { SensorTwin } from '../../sim/sensor/sensor-twin.ts'
import { openPtyFront } from '../../sim/serial/pty-front.ts'
import { createTwinCable } from '../../sim/serial/twin-binding.ts'
import { isLastSent } from './scanner-stand.ts'
import { hasSocat, openSocatPair } from './socat-pair.ts'

const never = new AbortController().signal
const clock = createRealClock()

interface Laid {
  readonly openLine: OpenSerialLine
  readonly path: string
  /** Absent on real hardware. */
  readonly hand?: SensorTwin
  tearDown(): Promise<void>
}

/** The duties of every scanner, whatever lies between it and us. */
function scannerSuite(name: string, model: ScannerModel, setUp: () => Promise<Laid>) {
  describe(name, () => {
    let parts: Laid
    let scanner: FingerprintScanner
    beforeAll(async () => {
      parts = await setUp()
      const opened = await openScanner(parts.openLine, clock, { path: parts.path, model }, never)
      if (!opened.ok) throw new Error(`no scanner: ${JSON.stringify(opened.fault)}`)
      scanner = opened.value
    })
    afterAll(async () => {
      await scanner.close()
      await parts.tearDown()
    })

    test('says honestly what it is', () => {
      const isGt = model.startsWith('GT')
      expect(scanner.identity).toMatchObject({
        bitDepth: isGt ? 8 : 4,
        certified: false,
        dpi: dpiOf[model] ?? scanner.identity.dpi,
      })
      expect(scanner.identity.maker).not.toBe('')
      expect(scanner.identity.model).toContain(model)
      expect(scanner.identity.widthPx * scanner.identity.heightPx).toBeGreaterThan(0)
    })

    test('gives the image the part sent, expanded to 8 bits, with its size and resolution', async () => {
      parts.hand?.place({ person: 'suite', position: 2 })
      const phases: string[] = []
      const shares: number[] = []
      const image = await scanner.capture(
        never,
        () => phases.push('taken'),
        (share) => shares.push(share),
      )
      if (!image.ok) throw new Error(image.fault.kind)
      expect(phases).toEqual(['taken'])
      expect(shares).toEqual([...shares].sort((a, b) => a - b))
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...shares)).toBeLessThanOrEqual(1)
      const { widthPx, heightPx, dpi, bitDepth } = scanner.identity
      expect(image.value).toMatchObject({ widthPx, heightPx, dpi })
      expect(image.value.pixels.length).toBe(widthPx * heightPx)
      if (bitDepth === 4) expect(image.value.pixels.every((grey) => grey % 17 === 0)).toBe(true)
      if (parts.hand) expect(isLastSent(image, parts.hand)).toBe(true)
    })

    test('keeps no template of anybody', async () => {
      if (!parts.hand) return
      expect(await scanner.stored?.(never)).toEqual({ ok: true, value: [] })
    })

    test('sees a finger come and go', async () => {
      if (!parts.hand) return
      const stop = new AbortController()
      const seen: string[] = []
      for await (const presence of scanner.watch(stop.signal)) {
        seen.push(presence.ok ? presence.value : presence.fault.kind)
        if (seen.length === 1) parts.hand.lift()
        if (seen.length === 2) stop.abort()
      }
      expect(seen).toEqual(['finger-on', 'finger-off'])
    })

    test('tells the same finger from another', async () => {
      if (!parts.hand) return
      const answers: boolean[] = []
      parts.hand.place({ person: 'suite', position: 2 })
      await scanner.capture(never)
      const template = await scanner.matcher?.template(never)
      if (!template?.ok) throw new Error('no template')
      for (const position of [2, 7]) {
        parts.hand.place({ person: 'suite', position })
        await scanner.capture(never)
        const answer = await scanner.matcher?.compare(template.value, never)
        if (!answer?.ok) throw new Error('no answer')
        answers.push(answer.value.same)
      }
      expect(answers).toEqual([true, false])
    })

    test('a wait for a finger ends when it is cancelled', async () => {
      parts.hand?.lift()
      const stop = new AbortController()
      const waiting = scanner.capture(stop.signal)
      stop.abort()
      expect(await waiting).toEqual({ ok: false, fault: { kind: 'cancelled' } })
    })
  })
}

const dpiOf: Partial<Record<ScannerModel, number>> = { R503: 508, AS608: 500, 'GT-511C3': 450 }

for (const model of ['R503', 'AS608', 'GT-511C3'] as const) {
  scannerSuite(`${model} twin on a cable inside the process`, model, async () => {
    const hand = createSensorTwin(model, { clock, paced: false })
    const { binding } = createTwinCable('/dev/twin', hand)
    const tearDown = async () => undefined
    return { openLine: createOpenSerialLine(binding), path: '/dev/twin', hand, tearDown }
  })
}

scannerSuite('R503 twin on a pseudo-terminal at 57600 baud', 'R503', async () => {
  const hand = createSensorTwin('R503', { clock })
  const front = await openPtyFront(join(mkdtempSync(join(tmpdir(), 'rekam-')), 'sensor'), hand)
  return { openLine: createOpenSerialLine(), path: front.link, hand, tearDown: () => front.close() }
})

if (!hasSocat) console.warn('SKIPPED: no socat, the scanner is not tried over a foreign cable')
else {
  scannerSuite("R503 twin on socat's pair of terminals", 'R503', async () => {
    const hand = createSensorTwin('R503', { clock, paced: false })
    const pair = await openSocatPair(hand)
    return { openLine: createOpenSerialLine(), path: pair.path, hand, tearDown: () => pair.close() }
  })
}

const hardware = process.env['REKAM_SCANNER']
const hardwareModel = scannerModelOf(process.env['REKAM_SCANNER_MODEL'] ?? '')
if (hardware && !hardwareModel) throw new Error(`REKAM_SCANNER_MODEL is one of ${scannerModels.join(', ')}`)
if (hardware && hardwareModel) {
  scannerSuite(`real ${hardwareModel} at ${hardware}`, hardwareModel, async () => ({
    openLine: createOpenSerialLine(),
    path: hardware,
    tearDown: async () => undefined,
  }))
}
