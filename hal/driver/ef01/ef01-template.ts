import type { ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import { answerMs, code, command, refusal } from './ef01-command.ts'
import type { Ask, Ef01Link } from './ef01-link.ts'
import type { Ef01Data } from './ef01-transfer.ts'

// Templates of 512 to 1,536 bytes are known; any length is taken.
const mostTemplateBytes = 4_096
const templateTries = 3

// All known templates are so many of these; what lacks a frame hardly is.
const templateUnitBytes = 256

/**
 * Reads the features in a buffer of the part, whatever their length. A transfer that ends without a last frame is whole
 * when it is as long as the part said; where it said nothing, when the part sends the very same again and it is as long
 * as templates are.
 */
export function createEf01TemplateReader(
  link: Ef01Link,
  ask: Ask,
  toldBytes: number | undefined,
): (buffer: number, signal: AbortSignal) => Promise<Result<Uint8Array, ScannerFault>> {
  let wholeBytes = toldBytes
  const fetch = async (buffer: number, signal: AbortSignal): Promise<Result<Ef01Data, ScannerFault>> => {
    const started = await ask(command.upTemplate(buffer), answerMs.work, signal)
    if (!started.ok) return started
    if (started.value.code !== code.ok) return err(refusal(started.value.code, 'UpChar'))
    const mostBytes = mostTemplateBytes
    return link.collect({ mostBytes, wholeBytes: wholeBytes ?? mostBytes }, signal)
  }
  return async (buffer, signal) => {
    let last: ScannerFault = { kind: 'silent' }
    let before: Uint8Array | undefined
    for (let attempt = 0; attempt < templateTries; attempt += 1) {
      const data = await fetch(buffer, signal)
      if (data.ok) {
        const { bytes, end } = data.value
        const isLikely = toldBytes === undefined && bytes.length % templateUnitBytes === 0
        if (end === 'last-frame' || bytes.length === wholeBytes || (isLikely && isSame(bytes, before))) {
          wholeBytes = bytes.length
          return ok(bytes)
        }
        before = bytes
        last = { kind: 'garbled', damage: 'short', bytes: bytes.length }
      } else {
        last = data.fault
        if (last.kind !== 'garbled') return data
      }
      await link.drain(signal)
      if (signal.aborted) return err({ kind: 'cancelled' })
    }
    return err(last)
  }
}

function isSame(bytes: Uint8Array, before: Uint8Array | undefined): boolean {
  return before?.length === bytes.length && bytes.every((byte, at) => byte === before[at])
}
