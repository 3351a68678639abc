import type { FingerprintScanner, ScannerFault } from '../../hal/contract/fingerprint-scanner.ts'
import { type FingerPosition, indexFingers } from '../base/finger-position.ts'
import { scoreFinger } from '../capture/finger-quality.ts'
import { awaitLift } from '../capture/scanner-desk.ts'
import type { Dispatch, VisitMemory, VisitParts } from './visit-parts.ts'

/** Waits for a press of one finger, scores it, and keeps the best of this finger in memory. */
export async function runPress(
  parts: VisitParts,
  memory: VisitMemory,
  position: FingerPosition,
  signal: AbortSignal,
  dispatch: Dispatch,
): Promise<void> {
  const press = await onePress(parts, signal, dispatch)
  if (!press) return
  const quality = scoreFinger(press.image)
  if (!memory.best || quality.score > memory.best.quality.score) {
    memory.best = { image: press.image, quality }
    const remembered = await rememberTemplate(press.scanner, memory, position, signal)
    if (remembered) return report(parts, remembered, signal, dispatch)
  }
  await press.scanner.light(quality.good ? 'good' : 'retry')
  dispatch({ was: 'press-scored', good: quality.good, reason: quality.reason })
}

/** Waits for the same finger once more and lets the scanner compare it with the first. */
export async function runPressAgain(
  parts: VisitParts,
  memory: VisitMemory,
  position: FingerPosition,
  signal: AbortSignal,
  dispatch: Dispatch,
): Promise<void> {
  const template = memory.templates.get(position)
  const matcher = parts.scanner.current?.matcher
  if (!template || !matcher) return dispatch({ was: 'press-compared', outcome: 'not-comparable' })
  const press = await onePress(parts, signal, dispatch)
  if (!press) return
  const answer = await matcher.compare(template, signal)
  if (!answer.ok) return report(parts, answer.fault, signal, dispatch)
  await press.scanner.light(answer.value.same ? 'good' : 'retry')
  dispatch({ was: 'press-compared', outcome: answer.value.same ? 'same' : 'different' })
}

/** Reports once the platen is free. */
export async function runAwaitLift(
  parts: VisitParts,
  signal: AbortSignal,
  dispatch: Dispatch,
): Promise<void> {
  const scanner = await parts.scanner.use(signal)
  const lifted = scanner.ok ? await awaitLift(scanner.value, signal) : scanner
  if (signal.aborted) return
  // A scanner that failed now is met again, with its own words, at the next press.
  if (!lifted.ok) await parts.scanner.failed(lifted.fault)
  dispatch({ was: 'finger-lifted' })
}

async function onePress(parts: VisitParts, signal: AbortSignal, dispatch: Dispatch) {
  const scanner = await parts.scanner.use(signal)
  if (!scanner.ok) return report(parts, scanner.fault, signal, dispatch)
  const free = await awaitLift(scanner.value, signal)
  if (!free.ok) return report(parts, free.fault, signal, dispatch)
  dispatch({ was: 'scanner-ready' })
  await scanner.value.light('place')
  const image = await scanner.value.capture(signal, () => dispatch({ was: 'press-taken' }))
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
  if (fault.kind === 'bad-press') dispatch({ was: 'press-failed', reason: fault.reason })
  else dispatch({ was: 'scanner-failed', fault: fault.kind })
}
