import type { DeviceUnderTest } from '../../firmware/service/diagnostics/device-under-test.ts'
import type { Finding } from '../../firmware/service/diagnostics/finding.ts'
import type { Guide } from '../../firmware/service/diagnostics/guide.ts'
import { runChecks } from '../../firmware/service/diagnostics/run-checks.ts'
import { unknownFacts } from '../../hal/contract/board-facts.ts'
import { unknownLink } from '../../hal/contract/link-status.ts'
import { err, ok } from '../../hal/contract/result.ts'
import type { HandClock } from '../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { FaceFinderTwin } from '../../sim/face/face-finder-twin.ts'
import { VoiceTwin } from '../../sim/voice/voice-twin.ts'
import { createTestCamera, createTestScanner } from './stand-parts.ts'

/** A box in which all is well, but for `changes`. */
export function openDeviceUnderTest(
  clock: HandClock,
  changes: Partial<DeviceUnderTest> = {},
): DeviceUnderTest {
  return {
    clock,
    entropy: { bytes: (count) => new Uint8Array(count).fill(7) },
    disk: new MemoryDisk(),
    http: { send: async () => err({ kind: 'unreachable', detail: '' }) },
    openScanner: async () => ok(createTestScanner({ eager: true })),
    camera: createTestCamera(),
    faces: new FaceFinderTwin(),
    indicator: {
      lights: ['red', 'green', 'blue'],
      lamp: () => undefined,
      buzzer: () => undefined,
      close: () => undefined,
    },
    voice: new VoiceTwin(clock),
    facts: {
      ...unknownFacts,
      freeBytes: () => 8e9,
      memoryBytes: () => 400e6,
      temperatureCelsius: () => 55,
      underVoltage: () => false,
      storage: () => ({ medium: 'card' }),
    },
    link: { hint: async () => unknownLink },
    helpPressed: async () => undefined,
    site: 'none',
    ...changes,
  }
}

/** A person at the box who sees all and hears all. */
export const attentive: Guide = {
  attended: true,
  byTouch: true,
  ask: async () => true,
  tell: () => undefined,
  rest: () => undefined,
}

/** All findings, and how long it took by the hand clock. */
export async function runChecksNow(
  clock: HandClock,
  patient: DeviceUnderTest,
  guide: Guide = attentive,
): Promise<{ readonly findings: readonly Finding[]; readonly tookMs: number }> {
  const startMs = clock.monotonicMs()
  const all = async () => {
    const findings: Finding[] = []
    for await (const finding of runChecks(patient, guide, new AbortController().signal))
      findings.push(finding)
    return findings
  }
  const findings = await clock.runUntil(all())
  return { findings, tookMs: clock.monotonicMs() - startMs }
}
