import type { FingerImage, ScannerFault } from '../../hal/contract/fingerprint-scanner.ts'
import type { Result } from '../../hal/contract/result.ts'
import type { Host } from '../kiosk/host.ts'
import { createScannerConnection, type ScannerConnection } from '../recording/capture/scanner-connection.ts'
import { scannerWords } from '../service/diagnostics/describe-scanner.ts'
import type { Boards } from './boards.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { placeOf, type SensorOptions } from './sensor-options.ts'

/** How long one capture may wait for a finger. */
const fingerMs = 30_000
/** Before a scanner that failed is opened again. */
const pauseMs = 1_000
/** Captures without a finger in a row, after which the person counts as gone. */
const mostIdle = 2

interface Tally {
  attempts: number
  idle: number
  repeats: number
  readonly transfersMs: number[]
  readonly ratios: number[]
  readonly faults: Map<string, { count: number; readonly words: string }>
}

/** Takes image after image and counts what went wrong; a scanner that failed is opened again. */
export async function stressSensor(
  world: Host & Boards,
  options: SensorOptions & { readonly count: number },
): Promise<ExitCode> {
  const connection = createScannerConnection(world.scanners.at(placeOf(options)))
  const opened = await connection.use(world.stopped)
  if (!opened.ok) {
    world.say(scannerWords(opened.fault, options.model))
    return opened.fault.kind === 'unplugged' || opened.fault.kind === 'silent' ? exit.absent : exit.fault
  }
  world.say(`Letakkan satu jari dan biarkan menempel: ${options.count} gambar diambil.`)
  const tally: Tally = { attempts: 0, idle: 0, repeats: 0, transfersMs: [], ratios: [], faults: new Map() }
  while (tally.attempts < options.count && tally.idle < mostIdle && !world.stopped.aborted) {
    const taken = await attempt(world, connection)
    if (world.stopped.aborted) break
    count(tally, taken, options.model)
    const { transfersMs, attempts } = tally
    world.progress?.(
      `${attempts} dari ${options.count}: ${transfersMs.length} gambar, ${attempts - transfersMs.length} gangguan`,
    )
    if (taken !== 'no-finger' && !taken.ok) await settle(world, connection, taken.fault)
  }
  world.progress?.('')
  await connection.close()
  const { model } = opened.value.identity
  if (options.json) world.print(JSON.stringify(summary(model, tally)))
  else for (const line of lines(tally)) world.print(line)
  if (tally.idle >= mostIdle) world.say('Tidak ada jari di sensor. Letakkan jari, lalu ulangi.')
  return tally.transfersMs.length === options.count ? exit.done : exit.fault
}

type ImportResult = Result<FingerImage, ScannerFault> | 'no-finger'

async function attempt(world: Host & Boards, connection: ScannerConnection): Promise<ImportResult> {
  const scanner = await connection.use(world.stopped)
  if (!scanner.ok) return scanner
  using deadline = world.clock.deadline(fingerMs, world.stopped)
  const taken = await scanner.value.capture(deadline.signal)
  return !taken.ok && taken.fault.kind === 'cancelled' && deadline.expired ? 'no-finger' : taken
}

async function settle(
  world: Host & Boards,
  connection: ScannerConnection,
  fault: ScannerFault,
): Promise<void> {
  await connection.failed(fault)
  if (fault.kind !== 'bad-press') await world.clock.sleep(pauseMs, world.stopped)
}

function count(tally: Tally, taken: ImportResult, model: string): void {
  tally.attempts += 1
  tally.idle = taken === 'no-finger' ? tally.idle + 1 : 0
  if (taken !== 'no-finger' && taken.ok) {
    const { transferMs, wireMs, repeats = 0 } = taken.value
    tally.transfersMs.push(transferMs)
    tally.repeats += repeats
    if (wireMs && repeats === 0) tally.ratios.push(transferMs / wireMs)
    return
  }
  const kind = taken === 'no-finger' ? taken : faultName(taken.fault)
  const words = taken === 'no-finger' ? 'Tidak ada jari.' : scannerWords(taken.fault, model)
  const before = tally.faults.get(kind)
  if (before) before.count += 1
  else tally.faults.set(kind, { count: 1, words })
}

function faultName(fault: ScannerFault): string {
  switch (fault.kind) {
    case 'garbled':
      return `garbled ${fault.damage}`
    case 'bad-press':
      return `bad-press ${fault.reason}`
    case 'refused':
      return fault.by === 'port' ? `port ${fault.cause}` : `refused ${fault.code.toString(16)}`
    case 'locked':
      return `locked by ${fault.by}`
    default:
      return fault.kind
  }
}

function summary(model: string, tally: Tally) {
  const { attempts, transfersMs, ratios, repeats } = tally
  return {
    model,
    attempts,
    images: transfersMs.length,
    repeats,
    faults: Object.fromEntries([...tally.faults].map(([kind, fault]) => [kind, fault.count])),
    transferMs: { median: share(transfersMs, 0.5), p95: share(transfersMs, 0.95) },
    wireRatio: { median: share(ratios, 0.5), p95: share(ratios, 0.95) },
  }
}

function lines(tally: Tally): string[] {
  const { attempts, images, repeats, transferMs, wireRatio } = summary('', tally)
  const faults = [...tally.faults].map(([kind, fault]) => `${fault.count} x ${kind}: ${fault.words}`)
  return [
    `${attempts} kali: ${images} gambar utuh, ${attempts - images} gangguan, ${repeats} kiriman diulang`,
    ...faults,
    ...(images === 0
      ? []
      : [`Kiriman: median ${transferMs.median?.toFixed(0)} ms, p95 ${transferMs.p95?.toFixed(0)} ms`]),
    ...(wireRatio.median === undefined
      ? []
      : [`Terhadap waktu kabel: median ${wireRatio.median.toFixed(3)}, p95 ${wireRatio.p95?.toFixed(3)}`]),
  ]
}

function share(values: readonly number[], part: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
  return value === undefined ? undefined : Math.round(value * 1_000) / 1_000
}
