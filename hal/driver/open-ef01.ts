import type { Clock } from '../contract/clock.ts'
import type { FingerprintScanner, ScannerFault } from '../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../contract/result.ts'
import type { OpenSerialLine, SerialFault } from '../contract/serial-line.ts'
import { code, command, refusal } from './ef01-command.ts'
import { createEf01Link, type Ef01Link } from './ef01-link.ts'
import type { Ef01Profile } from './ef01-profile.ts'
import { createEf01Scanner, type Ef01Part } from './ef01-scanner.ts'

export interface Ef01Options {
  readonly path: string
  readonly profile: Ef01Profile
  /** Rate the part was commissioned to; the others are tried after it. */
  readonly baud: number
}

/**
 * Finds the part at whatever rate it speaks, unlocks it, and learns geometry and packet size from it.
 * Two tries a rate of at most 300 ms each.
 */
export async function openEf01(
  openLine: OpenSerialLine,
  clock: Clock,
  options: Ef01Options,
  signal: AbortSignal,
): Promise<Result<FingerprintScanner, ScannerFault>> {
  const opened = await openLine(options.path, options.baud)
  if (!opened.ok) return err(openFault(opened.fault))
  const link = createEf01Link(opened.value, clock)
  const found = await findRate(link, options, signal)
  const part = found.ok ? await learnPart(link, options.profile, signal) : found
  if (!part.ok) {
    await opened.value.close()
    return part
  }
  return ok(createEf01Scanner(link, clock, part.value))
}

function openFault(fault: SerialFault): ScannerFault {
  if (fault.kind === 'missing' || fault.kind === 'gone') return { kind: 'unplugged' }
  return { kind: 'refused', code: 0, during: fault.kind === 'busy' ? 'open: port busy' : 'open' }
}

async function findRate(
  link: Ef01Link,
  options: Ef01Options,
  signal: AbortSignal,
): Promise<Result<void, ScannerFault>> {
  const rates = [options.baud, ...options.profile.baudRates.filter((rate) => rate !== options.baud)]
  let worst: ScannerFault = { kind: 'silent' }
  for (const rate of rates) {
    const set = link.line.baud === rate ? ok() : await link.line.setBaud(rate)
    if (!set.ok && set.fault.kind === 'gone') return err({ kind: 'unplugged' })
    if (!set.ok) continue
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const answer = await link.probe(Uint8Array.from(command.verifyPassword(0)), 300, signal)
      if (signal.aborted) return err({ kind: 'cancelled' })
      if (answer.ok && answer.value.code === code.ok) return ok()
      if (answer.ok) return err(refusal(answer.value.code, 'VfyPwd'))
      if (answer.fault.kind === 'unplugged') return answer
      if (answer.fault.kind !== 'garbled') continue
      // It was asked twice already, with a quiet line between.
      worst = answer.fault
      break
    }
  }
  return err(worst)
}

async function learnPart(
  link: Ef01Link,
  profile: Ef01Profile,
  signal: AbortSignal,
): Promise<Result<Ef01Part, ScannerFault>> {
  const parameters = await link.ask(Uint8Array.from(command.readParameters), 500, signal)
  if (!parameters.ok) return parameters
  const sizeCode = parameters.value.code === code.ok ? (parameters.value.rest[13] ?? 0) : 0
  const info = profile.hasProductInfo
    ? await link.ask(Uint8Array.from(command.readProductInfo), 500, signal)
    : undefined
  const known = info?.ok && info.value.code === code.ok ? readProductInfo(info.value.rest) : undefined
  return ok({
    identity: {
      maker: profile.maker,
      model: known?.model || profile.model,
      serial: known?.serial ?? '',
      firmware: known?.hardware ?? '',
      dpi: profile.dpi,
      widthPx: known?.widthPx || profile.fallback.widthPx,
      heightPx: known?.heightPx || profile.fallback.heightPx,
      bitDepth: 4,
      certified: false,
    },
    hasRing: profile.hasRing,
    templateBytes: known?.templateBytes || profile.templateBytes,
    frameBytes: 32 << Math.min(3, sizeCode),
  })
}

interface ProductInfo {
  readonly model: string
  readonly serial: string
  readonly hardware: string
  readonly widthPx: number
  readonly heightPx: number
  readonly templateBytes: number
}

// 46 bytes: model 16, batch 4, serial 8, hardware 2, sensor 8, width, height, template and library size.
function readProductInfo(rest: Uint8Array): ProductInfo | undefined {
  if (rest.length < 46) return undefined
  const view = new DataView(rest.buffer, rest.byteOffset, rest.byteLength)
  const text = (from: number, to: number) =>
    Buffer.from(rest.subarray(from, to))
      .toString('latin1')
      .replace(/[^\x20-\x7e]/g, '')
      .trim()
  return {
    model: text(0, 16),
    serial: text(20, 28),
    hardware: `${rest[28]}.${rest[29]}`,
    widthPx: view.getUint16(38),
    heightPx: view.getUint16(40),
    templateBytes: view.getUint16(42),
  }
}
