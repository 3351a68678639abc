import type { Clock } from '../../../hal/contract/clock.ts'
import type { FingerprintScanner, ScannerFault } from '../../../hal/contract/fingerprint-scanner.ts'
import { fitsMosip, mosipDpi } from '../../core/mosip-dpi.ts'
import { awaitLift } from '../../recording/capture/scanner-connection.ts'
import { scoreFinger } from '../../recording/finger/finger-quality.ts'
import { scannerWords } from './describe-scanner.ts'
import type { DeviceUnderTest } from './device-under-test.ts'
import { type Finding, good, problem, unseen } from './finding.ts'
import type { Guide } from './guide.ts'
import type { ProblemName } from './problem.ts'

// A press that a student's kiosk would take gladly.
const leastScore = 40
const leastPixels = 30_000
const personMs = 20_000

/** Opens the scanner, reads what it is, and takes one real image of the person at the box. */
export async function checkScanner(
  { clock, openScanner }: DeviceUnderTest,
  guide: Guide,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const opened = await openScanner(signal)
  if (!opened.ok) return [scannerTrouble(opened.fault)]
  const scanner = opened.value
  const found = await library(scanner, signal)
  const attended = found.state === 'good' && guide.attended
  const dark = attended ? await checkLight(scanner, clock, guide, signal) : undefined
  const press = attended ? await checkPress(scanner, clock, guide, signal) : nobodyPressed
  await scanner.close()
  return [found, ...(dark ? [dark] : []), press]
}

// A part acknowledges a light that it does not have.
async function checkLight(
  scanner: FingerprintScanner,
  clock: Clock,
  guide: Guide,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  if (scanner.lights !== 'in-colour') return undefined
  await scanner.light('place')
  using deadline = clock.deadline(personMs, signal)
  return (await guide.ask('scanner-light', deadline.signal)) === false
    ? problem('scanner', 'scanner-dark')
    : undefined
}

const nobodyPressed = unseen('press', 'Belum ada jari yang ditekan: ulangi di layar, dari menu petugas.')

// A kiosk leaves no template in the part: one that is there came from somewhere else, or should be gone.
async function library(scanner: FingerprintScanner, signal: AbortSignal): Promise<Finding> {
  const stored = await scanner.stored?.(signal)
  if (stored && !stored.ok) return scannerTrouble(stored.fault, 'scanner', scanner.identity.model)
  if (stored && stored.value.length > 0) return problem('scanner', 'scanner-stores', stored.value.length)
  const { maker, model, widthPx, heightPx, dpi } = scanner.identity
  // An office learns here, and not after a year of visits, whether MOSIP's registration can load what this box takes.
  const use = fitsMosip(dpi)
    ? 'untuk MOSIP: --format mosip'
    : `MOSIP menolak di luar ${mosipDpi.least}-${mosipDpi.most} dpi, an2 dan cbeff tetap bisa`
  return good('scanner', `${maker} ${model}, ${widthPx} x ${heightPx}, ${dpi} dpi; ${use}`)
}

async function checkPress(
  scanner: FingerprintScanner,
  clock: Clock,
  guide: Guide,
  signal: AbortSignal,
): Promise<Finding> {
  await scanner.light('place')
  guide.tell('press-finger')
  const { taken, isTaken } = await capturePress(scanner, clock, signal)
  guide.rest()
  await scanner.light('off')
  if (!taken.ok)
    return taken.fault.kind === 'cancelled'
      ? problem('press', isTaken ? 'press-slow' : 'press-missing')
      : scannerTrouble(taken.fault, 'press', scanner.identity.model)
  const { pixels, transferMs, widthPx, heightPx } = taken.value
  // Small sensors see a part of the finger only: their image is looked at, not scored.
  const score = pixels.length < leastPixels ? undefined : scoreFinger(taken.value).score
  pixels.fill(0)
  await awaitLift(scanner, signal)
  if (score !== undefined && score < leastScore) return problem('press', 'press-weak', score)
  return good('press', `gambar ${widthPx} x ${heightPx} dalam ${(transferMs / 1_000).toFixed(1)} detik`)
}

/** A finger has its time to come, and what is left is the wire's: at 9,600 baud it needs most of a minute. */
async function capturePress(scanner: FingerprintScanner, clock: Clock, signal: AbortSignal) {
  const [missed, come] = [new AbortController(), new AbortController()]
  void clock.sleep(personMs, AbortSignal.any([signal, come.signal])).then(() => {
    if (!come.signal.aborted) missed.abort()
  })
  const taken = await scanner.capture(AbortSignal.any([signal, missed.signal]), () => come.abort())
  const isTaken = come.signal.aborted
  come.abort()
  return { taken, isTaken }
}

function scannerTrouble(fault: ScannerFault, part: 'scanner' | 'press' = 'scanner', model = ''): Finding {
  const value = fault.kind === 'refused' && fault.by === 'part' ? fault.code : 0
  // A part that did not answer in its time was not stopped by a person.
  return problem(
    part,
    troubleName(fault),
    value,
    fault.kind === 'cancelled' ? undefined : scannerWords(fault, model),
  )
}

function troubleName(fault: ScannerFault): ProblemName {
  switch (fault.kind) {
    case 'refused':
      if (fault.by === 'part') return 'scanner-refused'
      return fault.cause === 'busy' ? 'scanner-busy' : 'scanner-settings'
    case 'bad-press':
      return 'press-missing'
    case 'cancelled':
      return 'scanner-silent'
    default:
      return `scanner-${fault.kind}`
  }
}
