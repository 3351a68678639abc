import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Clock, Deadline } from '../../../hal/contract/clock.ts'
import { aborted } from '../../core/aborted.ts'
import { openSealed, sealToRecipients } from '../../custody/crypto/age-file.ts'
import { checkCamera } from './check-camera.ts'
import { checkFront } from './check-front.ts'
import { checkHealth } from './check-health.ts'
import { checkKept } from './check-kept.ts'
import { checkLink } from './check-link.ts'
import { checkScanner } from './check-scanner.ts'
import { checkStorage } from './check-storage.ts'
import type { DeviceUnderTest } from './device-under-test.ts'
import { type Finding, good, type Part, problem, unseen } from './finding.ts'
import type { Guide } from './guide.ts'

/** The longest wait, however bad the box is. */
export const mostMs = 178_000

type Check = (
  deviceUnderTest: DeviceUnderTest,
  guide: Guide,
  signal: AbortSignal,
) => Promise<readonly Finding[]>

interface Turn {
  /** Said when time runs out before or in it. */
  readonly part: Part
  readonly limitMs: number
  readonly check: Check
}

const turns: readonly Turn[] = [
  { part: 'scanner', limitMs: 33_000, check: checkScanner },
  {
    part: 'camera',
    limitMs: 20_000,
    check: (deviceUnderTest, _, signal) => checkCamera(deviceUnderTest, signal),
  },
  { part: 'lamp', limitMs: 110_000, check: checkFront },
  {
    part: 'storage',
    limitMs: 20_000,
    check: async (deviceUnderTest) => [await checkStorage(deviceUnderTest)],
  },
  { part: 'kept', limitMs: 10_000, check: async (deviceUnderTest) => [await checkKept(deviceUnderTest)] },
  { part: 'space', limitMs: 1_000, check: async (deviceUnderTest) => checkHealth(deviceUnderTest) },
  {
    part: 'link',
    limitMs: 15_000,
    check: (deviceUnderTest, _, signal) => checkLink(deviceUnderTest, signal),
  },
]

/**
 * Looks at every part, one after another, and gives each finding as soon as it is known. No part holds up another for
 * longer than its share, and all of them are done within `mostMs`.
 */
export async function* runChecks(
  deviceUnderTest: DeviceUnderTest,
  guide: Guide,
  stop: AbortSignal,
): AsyncGenerator<Finding> {
  // Only reckons: nothing in it can hang.
  yield await checkSeal(deviceUnderTest)
  using whole = deviceUnderTest.clock.deadline(mostMs, stop)
  let touched = false
  const watched: Guide = {
    ...guide,
    async ask(question, signal) {
      const said = await guide.ask(question, signal)
      touched ||= said !== undefined
      return said
    },
  }
  for (const { part, limitMs, check } of turns) {
    if (stop.aborted) return
    if (whole.expired) {
      yield unseen(part, outOfTime)
      continue
    }
    using deadline = deviceUnderTest.clock.deadline(limitMs, whole.signal)
    yield* await withinTime(
      deviceUnderTest.clock,
      check(deviceUnderTest, watched, deadline.signal),
      part,
      deadline,
    )
  }
  if (guide.byTouch) yield touched ? good('touch', 'sentuhan terasa') : unseen('touch', 'belum ada sentuhan')
}

const graceMs = 2_000
const outOfTime = 'Waktu habis. Ulangi setelah yang lain beres.'

// A check whose signal has aborted has a moment to say what it knows; one that does not keep to it goes on by
// itself, and no check waits for it.
async function withinTime(
  clock: Clock,
  work: Promise<readonly Finding[]>,
  part: Part,
  { signal }: Deadline,
): Promise<readonly Finding[]> {
  const done = new AbortController()
  const late = aborted(AbortSignal.any([signal, done.signal]))
    .then(() => clock.sleep(graceMs, done.signal))
    .then(() => [unseen(part, outOfTime)])
  const findings = await Promise.race([work, late])
  done.abort()
  return findings
}

/** Seals and opens with a key of its own: what students' pieces go through. */
export async function checkSeal({ entropy }: DeviceUnderTest): Promise<Finding> {
  const identity = await generateX25519Identity()
  const plain = entropy.bytes(1_000)
  const sealed = await sealToRecipients([await identityToRecipient(identity)], plain)
  const opened = await openSealed(identity, sealed)
  const same = opened.ok && Buffer.from(opened.value).equals(Buffer.from(plain))
  return same ? good('seal', 'segel dan buka dengan kunci uji') : problem('seal', 'seal-broken')
}
