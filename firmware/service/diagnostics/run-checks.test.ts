import { beforeEach, describe, expect, test } from 'vitest'
import type { Camera, CameraFault } from '../../../hal/contract/camera.ts'
import type { DiskFault } from '../../../hal/contract/disk.ts'
import { unknownLink } from '../../../hal/contract/link-status.ts'
import { err, ok } from '../../../hal/contract/result.ts'
import { createHandClock, type HandClock } from '../../../sim/clock/hand-clock.ts'
import { type DiskCall, hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { FaceFinderTwin, goodReading } from '../../../sim/face/face-finder-twin.ts'
import { VoiceTwin } from '../../../sim/voice/voice-twin.ts'
import { attentive, openDeviceUnderTest, runChecksNow } from '../../../test/stand/device-under-test-stand.ts'
import { createTestCamera, createTestScanner } from '../../../test/stand/stand-parts.ts'
import { linkPolicySchema } from '../../exchange/policy/link-policy.ts'
import type { DeviceUnderTest, SiteUnderTest } from './device-under-test.ts'
import type { Finding } from './finding.ts'
import { type Guide, nobody, type Question } from './guide.ts'
import { problems } from './problem.ts'
import { decodeCode } from './problem-code.ts'

let clock: HandClock

beforeEach(() => {
  clock = createHandClock()
})

const never = new Promise<never>(() => undefined)
const codes = (findings: readonly Finding[]) => findings.filter(({ code }) => code !== undefined)
const healthy = [
  'seal',
  'scanner',
  'press',
  'camera',
  'face-check',
  'lamp',
  'buzzer',
  'voice',
  'help-button',
  'storage',
  'kept',
  'space',
  'memory',
  'temperature',
  'voltage',
  'clock',
  'link',
  'touch',
]

// A memory disk flushes in no time: not a card.
const noCard = (facts: DeviceUnderTest['facts']) => ({
  ...facts,
  storage: () => ({ medium: 'other' as const }),
})

function openHealthy(changes: Partial<DeviceUnderTest> = {}): DeviceUnderTest {
  const deviceUnderTest = openDeviceUnderTest(clock, changes)
  return changes.facts ? deviceUnderTest : { ...deviceUnderTest, facts: noCard(deviceUnderTest.facts) }
}

const site: SiteUnderTest = {
  provisionedMs: undefined,
  isLocked: false,
  zone: 'Asia/Makassar',
  policy: linkPolicySchema.parse({}),
  registryUrl: 'http://office/',
  usedBytes: 0,
  device: 'rk-0123456789',
  receiptKeys: () => [],
  lostKeyList: undefined,
}

test('a healthy box with somebody there: every part is good', async () => {
  const { findings } = await runChecksNow(clock, openHealthy())
  expect(findings.map(({ part }) => part)).toEqual(healthy)
  expect(findings.filter(({ state }) => state !== 'good')).toEqual([])
})

test.each([
  [508, '508 dpi; untuk MOSIP: --format mosip'],
  [450, '450 dpi; MOSIP menolak di luar 490-1010 dpi, an2 dan cbeff tetap bisa'],
])('a sensor of %i dpi is good, with a word on what a MOSIP office can load', async (dpi, words) => {
  const scanner = createTestScanner()
  const openScanner = async () => ok({ ...scanner, identity: { ...scanner.identity, dpi } })
  const { findings } = await runChecksNow(clock, openHealthy({ openScanner }), nobody)
  const said = findings.find(({ part }) => part === 'scanner')
  expect(said).toMatchObject({ state: 'good', words: expect.stringContaining(words) })
})

test('with nobody there what needs eyes, ears or a hand stays unseen, and nothing waits', async () => {
  const { findings, tookMs } = await runChecksNow(clock, openHealthy(), nobody)
  const unseen = findings.filter(({ state }) => state === 'unseen').map(({ part }) => part)
  expect(unseen).toEqual(['press', 'lamp', 'buzzer', 'voice', 'help-button'])
  expect(tookMs).toBe(0)
})

/** The planted fault, and the one problem that the checks name. */
const table: Readonly<
  Record<string, readonly [() => Partial<DeviceUnderTest>, keyof typeof problems, number?]>
> = {
  'sensor unplugged': [() => ({ openScanner: async () => err({ kind: 'unplugged' }) }), 'scanner-unplugged'],
  'sensor silent': [() => ({ openScanner: async () => err({ kind: 'silent' }) }), 'scanner-silent'],
  'sensor hanging': [
    () => ({ openScanner: (signal) => onAbort(signal).then(() => err({ kind: 'cancelled' })) }),
    'scanner-silent',
  ],
  'sensor with noise': [
    () => ({ openScanner: async () => err({ kind: 'garbled', damage: 'noise', bytes: 0 }) }),
    'scanner-garbled',
  ],
  'sensor with a password': [
    () => ({ openScanner: async () => err({ kind: 'locked', by: 'password' }) }),
    'scanner-locked',
  ],
  'sensor that keeps fingers': [
    () => ({
      openScanner: async () => ok({ ...createTestScanner({ eager: true }), stored: async () => ok([3, 4]) }),
    }),
    'scanner-stores',
    2,
  ],
  'sensor on a slow line': [
    () => ({ openScanner: async () => ok(createTestScanner({ endless: true })) }),
    'press-slow',
  ],
  'sensor that sees no finger': [
    () => ({ openScanner: async () => ok(createTestScanner()) }),
    'press-missing',
  ],
  'camera missing': [() => ({ camera: failing({ kind: 'missing' }) }), 'camera-missing'],
  'camera absent': [() => ({ camera: failing({ kind: 'absent' }) }), 'camera-absent'],
  'camera busy': [() => ({ camera: failing({ kind: 'busy' }) }), 'camera-busy'],
  'camera failing': [
    () => ({ camera: failing({ kind: 'failed', exitCode: 255, detail: '' }) }),
    'camera-failed',
    255,
  ],
  'camera hanging': [() => ({ camera: failing({ kind: 'hung' }) }), 'camera-hung'],
  'camera in the dark': [
    () => ({ faces: seeing({ light: { ...goodReading.light, mean: 20 } }) }),
    'camera-dark',
  ],
  'no face check': [() => ({ faces: seeing(undefined) }), 'face-check-gone'],
  'no voice': [() => ({ voice: muted() }), 'voice-missing'],
  'button dead': [() => ({ helpPressed: onAbort }), 'help-button-dead'],
  'card full': [() => ({ disk: hookDisk(new MemoryDisk(), full) }), 'storage-refuses'],
  'card that promises': [() => ({ facts: openDeviceUnderTest(clock).facts }), 'storage-too-fast'],
  'card worn out': [
    () => ({
      facts: { ...openDeviceUnderTest(clock).facts, storage: () => ({ medium: 'card', wornPercent: 90 }) },
    }),
    'storage-worn',
    90,
  ],
  'card with errors': [
    () => ({
      facts: { ...openDeviceUnderTest(clock).facts, storage: () => ({ medium: 'card', errors: 3 }) },
    }),
    'storage-errors',
    3,
  ],
  'key list lost': [() => ({ site: { ...site, registryUrl: undefined, lostKeyList: 9 } }), 'kept-keys', 9],
  'no room': [
    () => ({ facts: noCard({ ...openDeviceUnderTest(clock).facts, freeBytes: () => 20e6 }) }),
    'space-short',
    20,
  ],
  'no memory': [
    () => ({ facts: noCard({ ...openDeviceUnderTest(clock).facts, memoryBytes: () => 9e6 }) }),
    'memory-short',
    9,
  ],
  heat: [
    () => ({ facts: noCard({ ...openDeviceUnderTest(clock).facts, temperatureCelsius: () => 84 }) }),
    'too-hot',
    84,
  ],
  'weak supply': [
    () => ({ facts: noCard({ ...openDeviceUnderTest(clock).facts, underVoltage: () => true }) }),
    'under-voltage',
  ],
  'clock of 1970': [
    () => ({ site: { ...site, registryUrl: undefined, provisionedMs: clock.wallMs() + 3 * 86_400_000 } }),
    'clock-behind',
    3,
  ],
  'no network': [
    () => ({ site, link: { hint: async () => ({ ...unknownLink, reach: 'none' as const }) } }),
    'link-none',
  ],
  'a log-in page': [
    () => ({ site, link: { hint: async () => ({ ...unknownLink, reach: 'portal' as const }) } }),
    'link-portal',
  ],
  'registry silent': [() => ({ site }), 'link-silent'],
  'not enrolled': [
    () => ({ site, http: { send: async () => ok({ status: 403, headers: {}, body: new Uint8Array() }) } }),
    'link-stranger',
  ],
}

describe('one fault is named by its code, and holds up none of the others', () => {
  test.each(Object.entries(table))('%s', async (_, [change, name, value = 0]) => {
    const { findings } = await runChecksNow(clock, openHealthy(change()))
    const [found, ...others] = codes(findings)
    expect(others).toEqual([])
    expect(decodeCode(found?.code ?? '')).toEqual({ trouble: problems[name], value })
    expect(found?.words.length).toBeGreaterThan(10)
    const parts = new Set(findings.map(({ part }) => part))
    for (const part of ['camera', 'storage', 'seal', 'link']) expect(parts).toContain(part)
  })
})

test.each([
  ['scanner-light', 'scanner'],
  ['lamp-red', 'lamp'],
  ['lamp-blue', 'lamp'],
  ['buzzer', 'buzzer'],
  ['voice', 'voice'],
] as const)('what somebody does not see or hear is a fault: %s', async (question, part) => {
  const guide: Guide = { ...attentive, ask: async (asked: Question) => asked !== question }
  const shining = { ...createTestScanner({ eager: true }), lights: 'in-colour' } as const
  const { findings } = await runChecksNow(clock, openHealthy({ openScanner: async () => ok(shining) }), guide)
  expect(codes(findings).map((finding) => finding.part)).toEqual([part])
})

test('who walks away in the middle holds nothing up: the rest stays unseen', async () => {
  const guide: Guide = { ...attentive, ask: (_, signal) => onAbort(signal).then(() => undefined) }
  const { findings } = await runChecksNow(clock, openHealthy(), guide)
  expect(codes(findings)).toEqual([])
  expect(findings.filter(({ state }) => state === 'unseen').map(({ part }) => part)).toEqual([
    'lamp',
    'buzzer',
    'voice',
    'touch',
  ])
})

test('parts that answer nothing at all, not even to being stopped: done in three minutes', async () => {
  const deaf: Partial<DeviceUnderTest> = {
    openScanner: () => never,
    camera: { ...createTestCamera(), still: () => never },
    helpPressed: () => never,
    link: { hint: () => never },
    site,
  }
  const { findings, tookMs } = await runChecksNow(clock, openHealthy(deaf), {
    ...attentive,
    ask: () => never,
  })
  expect(tookMs).toBeLessThanOrEqual(180_000)
  const parts = findings.map(({ part, state }) => `${part} ${state}`)
  expect(parts).toEqual([
    'seal good',
    'scanner unseen',
    'camera unseen',
    'lamp unseen',
    'storage good',
    'kept good',
    'space good',
    'memory good',
    'temperature good',
    'voltage good',
    'clock good',
    'link unseen',
    'touch unseen',
  ])
})

function full({ name, path }: DiskCall): DiskFault | undefined {
  return name === 'write' ? { kind: 'full', path } : undefined
}

function failing(fault: CameraFault): Camera {
  return { ...createTestCamera(), still: async () => err(fault) }
}

function seeing(change: Partial<typeof goodReading> | undefined): FaceFinderTwin {
  const faces = new FaceFinderTwin()
  faces.says = change ? ok({ ...goodReading, ...change }) : err({ kind: 'absent' })
  return faces
}

function muted(): VoiceTwin {
  const voice = new VoiceTwin(clock)
  voice.fault = { kind: 'missing' }
  return voice
}

function onAbort(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
