import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOpenSerialLine } from '../../hal/bus/node-serial-line.ts'
import { createRealClock } from '../../hal/bus/real-clock.ts'
import type { FingerprintScanner } from '../../hal/contract/fingerprint-scanner.ts'
import type { OpenSerialLine } from '../../hal/contract/serial-line.ts'
import { r503Profile } from '../../hal/driver/ef01-profile.ts'
import { openEf01 } from '../../hal/driver/open-ef01.ts'
import { R503Twin } from '../../sim/sensor/r503-twin.ts'
import { openPtyFront } from '../../sim/serial/pty-front.ts'
import { createTwinCable } from '../../sim/serial/twin-binding.ts'
import { hasSocat, openSocatPair } from './socat-pair.ts'

const never = new AbortController().signal
const clock = createRealClock()

/** What every scanner must do, whatever lies between it and us. `hand` is absent on real hardware. */
function scannerSuite(
  name: string,
  setUp: () => Promise<{
    openLine: OpenSerialLine
    path: string
    hand?: R503Twin
    tearDown(): Promise<void>
  }>,
) {
  describe(name, () => {
    let parts: Awaited<ReturnType<typeof setUp>>
    let scanner: FingerprintScanner
    beforeAll(async () => {
      parts = await setUp()
      const options = { path: parts.path, profile: r503Profile, baud: 57_600 }
      const opened = await openEf01(parts.openLine, clock, options, never)
      if (!opened.ok) throw new Error(`no scanner: ${opened.fault.kind}`)
      scanner = opened.value
    })
    afterAll(async () => {
      await scanner.close()
      await parts.tearDown()
    })

    test('says honestly what it is', () => {
      expect(scanner.identity).toMatchObject({ bitDepth: 4, certified: false, dpi: 508 })
      expect(scanner.identity.widthPx * scanner.identity.heightPx).toBeGreaterThan(0)
    })

    test('gives the image the part sent, expanded to 8 bits', async () => {
      parts.hand?.place({ person: 'suite', position: 2 })
      const phases: string[] = []
      const image = await scanner.capture(never, () => phases.push('taken'))
      if (!image.ok) throw new Error(image.fault.kind)
      expect(phases).toEqual(['taken'])
      expect(image.value.pixels.length).toBe(scanner.identity.widthPx * scanner.identity.heightPx)
      expect(image.value.pixels.every((grey) => grey % 17 === 0)).toBe(true)
      const sent = parts.hand?.sentImages.at(-1)
      if (sent) {
        const packed = sent.map(
          (_, at) =>
            ((image.value.pixels[2 * at] ?? 0) & 0xf0) | ((image.value.pixels[2 * at + 1] ?? 0) >> 4),
        )
        expect(Buffer.from(packed).equals(Buffer.from(sent))).toBe(true)
      }
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

scannerSuite('R503 twin on a cable inside the process', async () => {
  const hand = new R503Twin({ clock, paced: false })
  const { binding } = createTwinCable('/dev/twin', hand)
  return { openLine: createOpenSerialLine(binding), path: '/dev/twin', hand, tearDown: async () => undefined }
})

scannerSuite('R503 twin on a pseudo-terminal at 57600 baud', async () => {
  const hand = new R503Twin({ clock })
  const front = await openPtyFront(join(mkdtempSync(join(tmpdir(), 'rekam-')), 'sensor'), hand)
  return { openLine: createOpenSerialLine(), path: front.link, hand, tearDown: () => front.close() }
})

if (!hasSocat) console.warn('SKIPPED: no socat, the scanner is not tried over a foreign cable')
else {
  scannerSuite("R503 twin on socat's pair of terminals", async () => {
    const hand = new R503Twin({ clock, paced: false })
    const pair = await openSocatPair(hand)
    return { openLine: createOpenSerialLine(), path: pair.path, hand, tearDown: () => pair.close() }
  })
}

const hardware = process.env['REKAM_SCANNER']
if (hardware) {
  scannerSuite(`real scanner at ${hardware}`, async () => ({
    openLine: createOpenSerialLine(),
    path: hardware,
    tearDown: async () => undefined,
  }))
}
