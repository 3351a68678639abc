import type { Clock } from '../contract/clock.ts'
import type {
  FingerImage,
  FingerPresence,
  FingerprintScanner,
  ScannerFault,
  ScannerIdentity,
  ScannerLight,
} from '../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../contract/result.ts'
import { code, command, refusal } from './ef01-command.ts'
import type { Answer, Ef01Link } from './ef01-link.ts'
import { createEf01Matcher } from './ef01-matcher.ts'
import { createLock } from './lock.ts'

const pollPauseMs = 40
const imageTries = 3

/** What a commissioned part knows about itself. */
export interface Ef01Part {
  readonly identity: ScannerIdentity
  readonly hasRing: boolean
  readonly templateBytes: number
  /** Largest data frame the part takes from us. */
  readonly frameBytes: number
}

/** A scanner over an open link; `hal/driver/open-ef01.ts` finds and opens it. */
export function createEf01Scanner(link: Ef01Link, clock: Clock, part: Ef01Part): FingerprintScanner {
  const lock = createLock()
  const { identity } = part
  const ask = createCarefulAsk(link)
  const imageBytes = (identity.widthPx * identity.heightPx) / 2
  const readImage = async (signal: AbortSignal): Promise<Result<Uint8Array, ScannerFault>> => {
    let last: Result<Uint8Array, ScannerFault> = err({ kind: 'silent' })
    for (let attempt = 0; attempt < imageTries; attempt += 1) {
      const started = await ask(command.upImage, 500, signal)
      if (!started.ok) return started
      if (started.value.code !== code.ok) return err(refusal(started.value.code, 'UpImage'))
      last = await link.collect(imageBytes, signal)
      if (last.ok || last.fault.kind !== 'garbled') return last
      // The image is still in the part's buffer: wait for silence and ask for it again.
      await link.quieten(signal)
    }
    return last
  }
  const waitForFinger = async (signal: AbortSignal): Promise<Result<void, ScannerFault>> => {
    for (;;) {
      const taken = await ask(command.genImage, 3_000, signal)
      if (!taken.ok) return taken
      if (taken.value.code === code.ok) return ok()
      if (taken.value.code !== code.noFinger) return err(refusal(taken.value.code, 'GenImg'))
      await clock.sleep(pollPauseMs, signal)
      if (signal.aborted) return err({ kind: 'cancelled' })
    }
  }
  return {
    identity,
    async *watch(signal) {
      let before: string | undefined
      while (!signal.aborted) {
        const taken = await lock(() => ask(command.genImage, 3_000, signal))
        if (!taken.ok) return yield taken
        const now = presenceOf(taken.value.code)
        if (!now.ok) return yield now
        if (now.value !== before) yield now
        before = now.value
        await clock.sleep(pollPauseMs, signal)
      }
    },
    capture: (signal, onTaken) =>
      lock(async () => {
        const present = await waitForFinger(signal)
        if (!present.ok) return present
        const takenAtMs = clock.monotonicMs()
        onTaken?.()
        const packed = await readImage(signal)
        if (!packed.ok) return packed
        return ok(imageOf(identity, packed.value, takenAtMs, clock.monotonicMs() - takenAtMs))
      }),
    light: (light) => (part.hasRing ? lock(() => showRing(ask, light)) : Promise.resolve()),
    matcher: createEf01Matcher(link, part, ask, lock),
    close: () => link.line.close(),
  }
}

export type CarefulAsk = (
  payload: readonly number[],
  timeoutMs: number,
  signal: AbortSignal,
) => Promise<Result<Answer, ScannerFault>>

// A finger that the part could not take well lies there all the same; any other failure says nothing.
function presenceOf(answer: number): Result<FingerPresence, ScannerFault> {
  if (answer === code.noFinger) return ok('finger-off')
  const fault = refusal(answer, 'GenImg')
  return answer === code.ok || fault.kind === 'bad-press' ? ok('finger-on') : err(fault)
}

// A part that browned out forgets that it was unlocked and answers 0x21: unlock once more, then ask again.
// One that was still busy, or got a damaged command, answers 0x01: ask again.
function createCarefulAsk(link: Ef01Link): CarefulAsk {
  return async (payload, timeoutMs, signal) => {
    const first = await link.ask(Uint8Array.from(payload), timeoutMs, signal)
    if (first.ok && first.value.code === code.notUnderstood) {
      return link.ask(Uint8Array.from(payload), timeoutMs, signal)
    }
    if (!first.ok || first.value.code !== code.locked) return first
    const unlocked = await link.ask(Uint8Array.from(command.verifyPassword(0)), 500, signal)
    if (!unlocked.ok) return unlocked
    if (unlocked.value.code !== code.ok) return err({ kind: 'locked' })
    return link.ask(Uint8Array.from(payload), timeoutMs, signal)
  }
}

// Two pixels a byte, the left one in the high half, top row first; 0..15 becomes 0..255 (R503 manual).
function imageOf(
  identity: ScannerIdentity,
  packed: Uint8Array,
  takenAtMs: number,
  transferMs: number,
): FingerImage {
  const { widthPx, heightPx, dpi } = identity
  const pixels = new Uint8Array(packed.length * 2)
  for (let at = 0; at < packed.length; at += 1) {
    const pair = packed[at] ?? 0
    pixels[2 * at] = (pair >> 4) * 17
    pixels[2 * at + 1] = (pair & 15) * 17
  }
  return { widthPx, heightPx, dpi, pixels, takenAtMs, transferMs }
}

// Mode 1 breathing, 2 flashing, 3 on, 4 off; colour 1 red, 2 blue, 4 green, 5 yellow, 7 white.
const rings: Record<ScannerLight, readonly [mode: number, speed: number, colour: number, count: number]> = {
  off: [4, 0x80, 1, 0],
  ready: [1, 0xc0, 7, 0],
  place: [1, 0x60, 2, 0],
  working: [1, 0x40, 7, 0],
  good: [3, 0x80, 4, 0],
  retry: [2, 0x30, 5, 2],
  fault: [3, 0x80, 1, 0],
}

async function showRing(ask: CarefulAsk, light: ScannerLight): Promise<void> {
  const never = new AbortController().signal
  await ask([0x35, ...rings[light]], 200, never)
}
