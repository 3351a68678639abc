import type {
  FingerImage,
  FingerprintScanner,
  ScannerFault,
} from '../../../hal/contract/fingerprint-scanner.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { type FingerPosition, indexFingers } from '../../core/finger-position.ts'
import { awaitLift } from '../capture/scanner-connection.ts'
import { compareFingers, findRepeat, sameFingerScore } from '../finger/compare-fingers.ts'
import { scoreFinger } from '../finger/finger-quality.ts'
import { fingerTemplate } from '../finger/finger-template.ts'
import { delays } from '../visit/delays.ts'
import type { VisitEffect } from '../visit/visit-event.ts'
import type { Dispatch, VisitMemory, VisitParts } from './visit-parts.ts'

/** Called with the share of the picture that has come, 0 to 1. */
type Read = (share: number) => void

/** Waits for a press of one finger, scores it, and keeps the best of this finger in memory. */
export async function runPress(
  parts: VisitParts,
  memory: VisitMemory,
  { position, guarded }: Extract<VisitEffect, { type: 'press' }>,
  signal: AbortSignal,
  dispatch: Dispatch,
  read: Read,
): Promise<void> {
  const press = await onePress(parts, signal, dispatch, read)
  if (!press) return
  const { scanner, image } = press
  const template = fingerTemplate(image)
  const repeats = findRepeat(memory.fingers, position, template)
  if (repeats && guarded) {
    await scanner.light('retry')
    return dispatch({ type: 'press-repeated', position: repeats })
  }
  const quality = scoreFinger(image)
  if (!memory.best || quality.score > memory.best.quality.score) {
    memory.best = { image, quality, template }
    const remembered = await rememberTemplate(scanner, memory, position, signal)
    if (remembered) return report(parts, remembered, signal, dispatch)
  }
  const { score, flaw } = quality
  await scanner.light(flaw ? 'retry' : 'good')
  dispatch({ type: 'press-scored', score, ...(flaw && { flaw }), ...(repeats && { repeats }) })
}

/**
 * Waits for the same finger once more and compares it with the first: on the scanner where it can, else by
 * the host.
 */
export async function runPressAgain(
  parts: VisitParts,
  memory: VisitMemory,
  position: FingerPosition,
  signal: AbortSignal,
  dispatch: Dispatch,
  read: Read,
): Promise<void> {
  const compare = comparison(parts, memory, position)
  if (!compare) return dispatch({ type: 'press-compared', outcome: 'not-comparable' })
  const press = await onePress(parts, signal, dispatch, read)
  if (!press) return
  const same = await compare(press.image, signal)
  if (!same.ok) return report(parts, same.fault, signal, dispatch)
  await press.scanner.light(same.value ? 'good' : 'retry')
  dispatch({ type: 'press-compared', outcome: same.value ? 'same' : 'different' })
}

type Compare = (image: FingerImage, signal: AbortSignal) => Promise<Result<boolean, ScannerFault>>

function comparison(parts: VisitParts, memory: VisitMemory, position: FingerPosition): Compare | undefined {
  const onPart = memory.templates.get(position)
  const matcher = parts.scanner.current?.matcher
  if (onPart && matcher) {
    return async (_, signal) => {
      const answer = await matcher.compare(onPart, signal)
      return answer.ok ? ok(answer.value.same) : answer
    }
  }
  const onHost = memory.fingers.get(position)
  if (!onHost) return undefined
  return async (image) => ok(compareFingers(onHost, fingerTemplate(image)) >= sameFingerScore)
}

/** Reports once the platen is free. */
export async function runAwaitLift(
  parts: VisitParts,
  signal: AbortSignal,
  dispatch: Dispatch,
): Promise<void> {
  const scanner = await parts.scanner.use(signal)
  const lifted = scanner.ok ? await awaitFree(parts, scanner.value, signal, dispatch) : scanner
  if (signal.aborted) return
  // A scanner that failed now is met again, with its own words, at the next press.
  if (!lifted.ok) await parts.scanner.failed(lifted.fault)
  dispatch({ type: 'finger-lifted' })
}

// A finger that rests, or a smudge that a part without a touch pin takes for one: the screen says so.
async function awaitFree(
  parts: VisitParts,
  scanner: FingerprintScanner,
  signal: AbortSignal,
  dispatch: Dispatch,
): Promise<Result<void, ScannerFault>> {
  const free = new AbortController()
  const waited = AbortSignal.any([signal, free.signal])
  void parts.clock.sleep(delays.lift, waited).then(() => {
    if (!waited.aborted) dispatch({ type: 'finger-stays' })
  })
  const lifted = await awaitLift(scanner, signal)
  free.abort()
  return lifted
}

async function onePress(parts: VisitParts, signal: AbortSignal, dispatch: Dispatch, read: Read) {
  const scanner = await parts.scanner.use(signal)
  if (!scanner.ok) return report(parts, scanner.fault, signal, dispatch)
  const free = await awaitFree(parts, scanner.value, signal, dispatch)
  if (!free.ok) return report(parts, free.fault, signal, dispatch)
  dispatch({ type: 'scanner-ready' })
  await scanner.value.light('place')
  const image = await scanner.value.capture(signal, () => dispatch({ type: 'press-taken' }), read)
  if (!image.ok) return report(parts, image.fault, signal, dispatch)
  // Too late: by now another finger may be asked for, and this image must not pass for it.
  if (signal.aborted) return
  return { scanner: scanner.value, image: image.value }
}

async function rememberTemplate(
  scanner: FingerprintScanner,
  memory: VisitMemory,
  position: FingerPosition,
  signal: AbortSignal,
): Promise<ScannerFault | undefined> {
  if (!scanner.matcher || !indexFingers.some((index) => index === position)) return undefined
  const template = await scanner.matcher.template(signal)
  if (template.ok) memory.templates.set(position, template.value)
  // The part finds too little in this press to compare with: the image is still worth keeping.
  else if (template.fault.kind !== 'bad-press') return template.fault
  return undefined
}

async function report(
  parts: VisitParts,
  fault: ScannerFault,
  signal: AbortSignal,
  dispatch: Dispatch,
): Promise<undefined> {
  if (signal.aborted || fault.kind === 'cancelled') return
  await parts.scanner.failed(fault)
  if (fault.kind === 'bad-press') dispatch({ type: 'press-failed', reason: fault.reason })
  else dispatch({ type: 'scanner-failed', fault: fault.kind })
}
