import type { ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { ok, type Result } from '../../contract/result.ts'
import type { Ef01Capabilities } from './ef01-capability.ts'
import { answerMs, code, command } from './ef01-command.ts'
import { readProductInfo } from './ef01-product-info.ts'
import { type Ef01Profile, ef01Profiles } from './ef01-profile.ts'

/**
 * The profile of a part of unknown model, by what it tells of itself. Two questions, in an order in which neither can do
 * harm: Synochip's GetImageInfo is Grow's soft reset and its light is Grow's ReadProdInfo, so the handshakes come first.
 * Code 40 is Grow's and 35 without parameters is Synochip's; only a part that shook hands as Grow's do is asked for its
 * product. Any other keeps the profile that promises nothing.
 */
export async function askEf01Model(
  capabilities: Ef01Capabilities,
  signal: AbortSignal,
): Promise<Result<Ef01Profile, ScannerFault>> {
  const grow = await shakes(capabilities, 'HandShake', command.growHandshake, signal)
  if (!grow.ok) return grow
  if (grow.value) {
    const told = await capabilities.ask('ReadProdInfo', command.readProductInfo, answerMs.work, signal)
    if (!told.ok) return told.fault.kind === 'unsupported' ? ok(ef01Profiles.EF01) : told
    const name = told.value.code === code.ok ? readProductInfo(told.value.rest)?.model : undefined
    return ok(profileNamed(name ?? '') ?? ef01Profiles.EF01)
  }
  const synochip = await shakes(capabilities, 'Synochip HandShake', command.synochipHandshake, signal)
  if (!synochip.ok) return synochip
  // Which of them, none tells: all have one profile but for the size of their images, which shows itself.
  return ok(synochip.value ? ef01Profiles.FPM383C : ef01Profiles.EF01)
}

async function shakes(
  capabilities: Ef01Capabilities,
  what: string,
  payload: readonly number[],
  signal: AbortSignal,
): Promise<Result<boolean, ScannerFault>> {
  const answer = await capabilities.ask(what, payload, answerMs.query, signal)
  if (answer.ok) return ok(answer.value.code === code.ok)
  return answer.fault.kind === 'unsupported' ? ok(false) : answer
}

// A part may carry a variant in its name, as `R503-S` or `R503_RGB`; the longest name that fits is its model.
function profileNamed(told: string): Ef01Profile | undefined {
  const name = told.toUpperCase()
  return Object.values<Ef01Profile>(ef01Profiles)
    .filter(({ model }) => name.startsWith(model.toUpperCase()))
    .sort((one, other) => other.model.length - one.model.length)[0]
}
