import type { Clock } from '../../contract/clock.ts'
import type { FingerprintScanner, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { OpenSerialLine } from '../../contract/serial-line.ts'
import type { Geometry } from '../scanner/geometry.ts'
import { lineFault } from '../scanner/line-fault.ts'
import { askGtModel } from './ask-gt-model.ts'
import { gtAnswerMs, gtCommand } from './gt-command.ts'
import { createGtGeometry } from './gt-geometry.ts'
import { createGtLink, type GtLink } from './gt-link.ts'
import { type GtProfile, gtPowerUpBaud } from './gt-profile.ts'
import { createGtScanner } from './gt-scanner.ts'
import { createGtSession, startGtSession } from './gt-session.ts'

export interface GtOptions {
  readonly path: string
  readonly profile: GtProfile
  /** Rate to raise the part to at every opening: it forgets it when its power goes. */
  readonly baud: number
  /** A technician's word on the part, which nothing overrules. */
  readonly size?: Geometry | undefined
  readonly dpi?: number | undefined
  /** The profile is a guess: the part is asked what it is. */
  readonly asksModel?: boolean
}

// Firmware version, size of an isolated area, serial number of 16 bytes.
const infoBytes = 24

/** Finds the part at power-up rate or at the rate of an earlier opening, raises it, and reads its serial. */
export async function openGt(
  openLine: OpenSerialLine,
  clock: Clock,
  { path, profile: supposed, baud, size, dpi, asksModel = false }: GtOptions,
  signal: AbortSignal,
): Promise<Result<FingerprintScanner, ScannerFault>> {
  const opened = await openLine(path, gtPowerUpBaud)
  if (!opened.ok) return err(lineFault(opened.fault, path))
  const link = createGtLink(opened.value, clock)
  const started = await startGtSession(link, clock, baud, signal)
  const info = started.ok ? await readInfo(link, signal) : started
  const asked = info.ok && asksModel ? await askGtModel(link, signal) : ok(supposed)
  if (!info.ok || !asked.ok) await link.line.close()
  if (!info.ok) return info
  if (!asked.ok) return asked
  const { maker, model, capacity, fallback } = asked.value
  const of = { ...info.value, dpi: dpi ?? asked.value.dpi, bitDepth: 8, certified: false } as const
  const identity = { maker, model, ...of }
  const geometry = createGtGeometry(size, fallback)
  return ok(createGtScanner(createGtSession(link, clock, baud), clock, { identity, geometry, capacity }))
}

async function readInfo(
  link: GtLink,
  signal: AbortSignal,
): Promise<Result<{ serial: string; firmware: string }, ScannerFault>> {
  let last: ScannerFault = { kind: 'silent' }
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const answer = await link.ask(gtCommand.open, 1, gtAnswerMs.query, signal)
    if (!answer.ok) return answer
    // Old firmware opens but has nothing to tell.
    if (!answer.value.acknowledged) return ok({ serial: '', firmware: '' })
    const data = await link.collect({ wholeBytes: infoBytes, mostBytes: infoBytes }, signal)
    if (data.ok) return ok(infoOf(data.value))
    last = data.fault
    if (last.kind !== 'garbled') break
  }
  return err(last)
}

// A serial of zeros is what an unstable part tells: none.
function infoOf(data: Uint8Array): { serial: string; firmware: string } {
  const serial = Buffer.from(data.subarray(8)).toString('hex')
  const version = new DataView(data.buffer, data.byteOffset).getUint32(0, true)
  return { serial: /^0*$/.test(serial) ? '' : serial, firmware: version.toString(16) }
}
