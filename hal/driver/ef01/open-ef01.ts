import type { Clock } from '../../contract/clock.ts'
import type { FingerprintScanner, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { ok, type Result } from '../../contract/result.ts'
import type { OpenSerialLine } from '../../contract/serial-line.ts'
import type { Geometry } from '../scanner/geometry.ts'
import type { TouchSense } from '../scanner/touch-sense.ts'
import { askEf01Model } from './ask-ef01-model.ts'
import { askWithRecovery } from './ef01-ask.ts'
import { createEf01Capabilities, type Ef01Capabilities } from './ef01-capability.ts'
import { code, command } from './ef01-command.ts'
import { createEf01Geometry } from './ef01-geometry.ts'
import { createEf01Presence, imageEx } from './ef01-presence.ts'
import { readProductInfo } from './ef01-product-info.ts'
import type { Ef01Profile } from './ef01-profile.ts'
import { createEf01Scanner, type Ef01Part } from './ef01-scanner.ts'
import { type Ef01Options, findEf01 } from './find-ef01.ts'

// A part that takes an image to answer needs longer than for a plain question.
const learnMs = 1_000

export interface OpenEf01Options extends Ef01Options {
  readonly touch?: TouchSense | undefined
  /** A technician's word on the part, which nothing overrules. */
  readonly size?: Geometry | undefined
  readonly dpi?: number | undefined
  /** The profile is a guess: the part is asked what it is. */
  readonly asksModel?: boolean
}

/** Finds the part at whatever rate it speaks, unlocks it, and learns from it what it is and what it can. */
export async function openEf01(
  openLine: OpenSerialLine,
  clock: Clock,
  options: OpenEf01Options,
  signal: AbortSignal,
): Promise<Result<FingerprintScanner, ScannerFault>> {
  const found = await findEf01(openLine, clock, options, signal)
  if (!found.ok) return found
  const { link, password } = found.value
  const { touch } = options
  const asker = (profile: Ef01Profile) => {
    const ask = askWithRecovery(link, clock, { password, hasSoftReset: profile.hasSoftReset })
    return { ask, capabilities: createEf01Capabilities(link, clock, ask, password) }
  }
  const first = asker(options.profile)
  const profile = options.asksModel ? await askEf01Model(first.capabilities, signal) : ok(options.profile)
  const { ask, capabilities } = profile.ok ? asker(profile.value) : first
  const part = profile.ok
    ? await learnPart(capabilities, { ...options, profile: profile.value }, signal)
    : profile
  if (!part.ok) {
    await link.line.close()
    return part
  }
  const presence = createEf01Presence(ask, clock, capabilities, touch)
  return ok(createEf01Scanner(link, clock, ask, presence, part.value))
}

async function learnPart(
  capabilities: Ef01Capabilities,
  { profile, touch, size, dpi = profile.dpi }: OpenEf01Options,
  signal: AbortSignal,
): Promise<Result<Ef01Part, ScannerFault>> {
  // The part's answer to a question that not every part understands; nothing where it does not.
  const tell = async (
    what: string,
    promised: boolean,
    payload: readonly number[],
  ): Promise<Result<Uint8Array | undefined, ScannerFault>> => {
    if (!promised) return ok(undefined)
    const answer = await capabilities.ask(what, payload, learnMs, signal)
    if (answer.ok) return ok(answer.value.code === code.ok ? answer.value.rest : undefined)
    return answer.fault.kind === 'unsupported' ? ok(undefined) : answer
  }
  const parameters = await tell('ReadSysPara', profile.readsParameters, command.readParameters)
  if (!parameters.ok) return parameters
  const told = await tell('ReadProdInfo', profile.hasProductInfo, command.readProductInfo)
  if (!told.ok) return told
  const strict = await tell(imageEx, profile.hasImageEx, command.genImageEx)
  if (!strict.ok) return strict
  const info = told.value && readProductInfo(told.value)
  return ok({
    profile,
    identity: {
      maker: profile.maker,
      model: info?.model || profile.model,
      serial: info?.serial ?? '',
      firmware: info?.hardware ?? '',
      dpi,
      bitDepth: 4,
      certified: false,
    },
    geometry: createEf01Geometry({ given: size, told: info?.geometry, supposed: profile.fallback }),
    templateBytes: info?.templateBytes || undefined,
    frameBytes: frameBytesOf(parameters.value),
    sense: touch ? 'touch' : 'image',
  })
}

// Code 2, 128 bytes, is the factory's; only what we send depends on it.
const factorySizeCode = 2

export function frameBytesOf(parameters: Uint8Array | undefined): number {
  const sizeCode =
    parameters && parameters.length >= 16 ? (parameters[13] ?? factorySizeCode) : factorySizeCode
  return 32 << Math.min(3, sizeCode)
}
