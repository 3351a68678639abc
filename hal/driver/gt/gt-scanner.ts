import type { Clock } from '../../contract/clock.ts'
import type {
  FingerImage,
  FingerPresence,
  FingerprintScanner,
  ScannerFault,
  ScannerIdentity,
} from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import { createLock } from '../scanner/lock.ts'
import { pollPauseMs } from '../scanner/touch-sense.ts'
import { wireMs } from '../scanner/wire-bounds.ts'
import { gtAnswerMs, gtCommand } from './gt-command.ts'
import { type GtGeometry, mostGtImageBytes } from './gt-geometry.ts'
import { createGtMatcher } from './gt-matcher.ts'
import type { GtSession } from './gt-session.ts'

const imageTries = 3

/** The findings about an opened part. */
export interface GtPart {
  readonly identity: Omit<ScannerIdentity, 'widthPx' | 'heightPx'>
  readonly geometry: GtGeometry
  readonly capacity: number
}

/** A scanner over a started session; `hal/driver/gt/open-gt.ts` finds and opens it. */
export function createGtScanner(
  session: GtSession,
  clock: Clock,
  { identity, geometry, capacity }: GtPart,
): FingerprintScanner {
  const lock = createLock()
  const closing = new AbortController()
  const orClosing = (signal: AbortSignal) => AbortSignal.any([signal, closing.signal])
  return {
    get identity() {
      return { ...identity, ...geometry.now }
    },
    sense: 'image',
    async *watch(given) {
      const signal = orClosing(given)
      const lit = await lock(() => session.lit(signal))
      if (!lit.ok) return signal.aborted ? undefined : yield lit
      await using _lit = lit.value
      let before: string | undefined
      while (!signal.aborted) {
        const now = await lock(() => presence(session, signal))
        if (!now.ok) return yield now
        if (now.value !== before) yield now
        before = now.value
        await clock.sleep(pollPauseMs, signal)
      }
    },
    capture: (given, onTaken, onRead) =>
      lock(async () => {
        const signal = orClosing(given)
        const lit = await session.lit(signal)
        if (!lit.ok) return lit
        await using _lit = lit.value
        const taken = await takeFinger(session, clock, signal)
        if (!taken.ok) return taken
        onTaken?.()
        // Awaited here: the light goes out when this returns.
        return await readImage(session, clock, { geometry, dpi: identity.dpi }, signal, onRead)
      }),
    // Its only light is the one it sees by.
    light: async () => undefined,
    matcher: createGtMatcher(session, capacity, lock),
    stored: (signal) => lock(() => readLibrary(session, capacity, orClosing(signal))),
    // The running command is called off first, so that it puts out its light while the line is still open.
    async close() {
      closing.abort()
      await lock(() => session.link.line.close())
    },
  }
}

// 0 means pressed. No answer is a fault, never a finger (pyGT511C3 11).
async function presence(
  session: GtSession,
  signal: AbortSignal,
): Promise<Result<FingerPresence, ScannerFault>> {
  const { isPressFinger } = gtCommand
  const pressed = await session.order(isPressFinger, 0, 'IsPressFinger', gtAnswerMs.query, signal)
  if (!pressed.ok) return pressed
  return ok(pressed.value === 0 ? 'finger-on' : 'finger-off')
}

async function takeFinger(
  session: GtSession,
  clock: Clock,
  signal: AbortSignal,
): Promise<Result<void, ScannerFault>> {
  for (;;) {
    const seen = await presence(session, signal)
    if (!seen.ok) return seen
    if (seen.value === 'finger-on') {
      const best = 1
      const { captureFinger } = gtCommand
      const taken = await session.order(captureFinger, best, 'CaptureFinger', gtAnswerMs.capture, signal)
      return taken.ok ? ok() : taken
    }
    await clock.sleep(pollPauseMs, signal)
    if (signal.aborted) return err({ kind: 'cancelled' })
  }
}

/** The captured image stays in the part; one that comes damaged is asked for again. */
async function readImage(
  session: GtSession,
  clock: Clock,
  { geometry, dpi }: { readonly geometry: GtGeometry; readonly dpi: number },
  signal: AbortSignal,
  onRead: ((share: number) => void) | undefined,
): Promise<Result<FingerImage, ScannerFault>> {
  const { link } = session
  const takenAtMs = clock.monotonicMs()
  let last: ScannerFault = { kind: 'silent' }
  for (let repeats = 0; repeats < imageTries; repeats += 1) {
    const before = link.wireBytes
    const started = await session.order(gtCommand.getImage, 0, 'GetImage', gtAnswerMs.work, signal)
    if (!started.ok) return started
    const amount = { wholeBytes: geometry.wholeBytes, mostBytes: mostGtImageBytes }
    const data = await link.collect(amount, signal, onRead)
    if (data.ok) {
      const pixels = data.value
      const size = geometry.judge(pixels)
      if (size) {
        const transferMs = clock.monotonicMs() - takenAtMs
        const timeOfWireMs = wireMs(link.wireBytes - before, link.line.baud)
        return ok({ ...size, dpi, pixels, takenAtMs, transferMs, wireMs: timeOfWireMs, repeats })
      }
      last = { kind: 'garbled', damage: 'odd-size', bytes: pixels.length }
    } else {
      last = data.fault
      if (last.kind !== 'garbled') return data
    }
    await link.drain(signal)
    if (signal.aborted) return err({ kind: 'cancelled' })
  }
  return err(last)
}

async function readLibrary(
  session: GtSession,
  capacity: number,
  signal: AbortSignal,
): Promise<Result<readonly number[], ScannerFault>> {
  const { getEnrollCount, checkEnrolled } = gtCommand
  const count = await session.order(getEnrollCount, 0, 'GetEnrollCount', gtAnswerMs.query, signal)
  if (!count.ok) return count
  const numbers: number[] = []
  for (let number = 0; number < capacity && numbers.length < count.value; number += 1) {
    const used = await session.ask(checkEnrolled, number, gtAnswerMs.query, signal)
    if (!used.ok) return used
    if (used.value.acknowledged) numbers.push(number)
  }
  return ok(numbers)
}
