/**
 * Frames of the EF01 sensor family (Grow/ZhianTec/Synochip; R503 manual V1.2.1 and ZFM-20 manual):
 * `EF 01`, address, packet kind, length, payload, checksum over kind, length and payload; big-endian.
 */
export type Ef01Kind = 'command' | 'data' | 'acknowledge' | 'last-data'

const kindCodes = { command: 0x01, data: 0x02, acknowledge: 0x07, 'last-data': 0x08 } as const

export const defaultAddress = 0xffffffff

export interface Ef01Frame {
  readonly kind: Ef01Kind
  readonly payload: Uint8Array
}

/** What the parser finds in the stream, in order. */
export type Ef01Finding =
  | { readonly found: 'frame'; readonly frame: Ef01Frame }
  /** Bytes that belong to no valid frame: noise, a ready byte, a damaged frame. */
  | {
      readonly found: 'garbage'
      readonly bytes: number
      readonly why: 'noise' | 'checksum' | 'length' | 'kind'
    }
  /** A valid frame for another address. */
  | { readonly found: 'stranger'; readonly address: number }

export function encodeFrame(kind: Ef01Kind, payload: Uint8Array, address = defaultAddress): Uint8Array {
  const bytes = new Uint8Array(11 + payload.length)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0xef01)
  view.setUint32(2, address)
  view.setUint8(6, kindCodes[kind])
  view.setUint16(7, payload.length + 2)
  bytes.set(payload, 9)
  view.setUint16(9 + payload.length, checksum(bytes, payload.length))
  return bytes
}

function checksum(frame: Uint8Array, payloadLength: number): number {
  let sum = 0
  for (let at = 6; at < 9 + payloadLength; at += 1) sum += frame[at] ?? 0
  return sum & 0xffff
}

// A data frame carries 256 bytes at most, and its length field counts the checksum.
const longestLength = 258
const capacityBytes = 4096

/** Walks a stream by length, in any portions; after damage it looks for the next header. */
export interface Ef01Parser {
  push(bytes: Uint8Array): Ef01Finding[]
  /** Forgets a half frame, as after a line was quiet for too long. */
  reset(): void
}

export function createEf01Parser(address = defaultAddress): Ef01Parser {
  const held = new Uint8Array(capacityBytes)
  let length = 0
  const drop = (count: number) => {
    held.copyWithin(0, count, length)
    length -= count
  }
  const next = (): Ef01Finding | undefined => {
    const noise = leadingNoise(held, length)
    if (noise > 0) {
      drop(noise)
      return { found: 'garbage', bytes: noise, why: 'noise' }
    }
    if (length < 9) return undefined
    const found = readHeader(held)
    if (typeof found === 'string') {
      drop(2)
      return { found: 'garbage', bytes: 2, why: found }
    }
    const total = 11 + found.payloadLength
    if (length < total) return undefined
    const stated = ((held[total - 2] ?? 0) << 8) | (held[total - 1] ?? 0)
    if (stated !== checksum(held, found.payloadLength)) {
      drop(2)
      return { found: 'garbage', bytes: 2, why: 'checksum' }
    }
    const frame = { kind: found.kind, payload: held.slice(9, total - 2) }
    drop(total)
    return found.address === address
      ? { found: 'frame', frame }
      : { found: 'stranger', address: found.address }
  }
  return {
    push(bytes) {
      const findings: Ef01Finding[] = []
      for (let start = 0; start < bytes.length; ) {
        const portion = bytes.subarray(start, start + capacityBytes - length)
        held.set(portion, length)
        length += portion.length
        start += portion.length
        for (let finding = next(); finding; finding = next()) findings.push(finding)
      }
      return mergeNoise(findings)
    },
    reset() {
      length = 0
    },
  }
}

function leadingNoise(held: Uint8Array, length: number): number {
  let at = 0
  while (at < length && !(held[at] === 0xef && (at + 1 >= length || held[at + 1] === 0x01))) at += 1
  return at
}

function readHeader(
  held: Uint8Array,
): { address: number; kind: Ef01Kind; payloadLength: number } | 'kind' | 'length' {
  const view = new DataView(held.buffer)
  const code = held[6]
  const kind = (Object.keys(kindCodes) as Ef01Kind[]).find((name) => kindCodes[name] === code)
  if (!kind) return 'kind'
  const length = view.getUint16(7)
  if (length < 3 || length > longestLength) return 'length'
  return { address: view.getUint32(2), kind, payloadLength: length - 2 }
}

// The same stream gives the same findings however it was cut into portions, but for runs of noise.
function mergeNoise(findings: readonly Ef01Finding[]): Ef01Finding[] {
  const merged: Ef01Finding[] = []
  for (const finding of findings) {
    const last = merged.at(-1)
    if (finding.found === 'garbage' && last?.found === 'garbage' && finding.why === last.why) {
      merged[merged.length - 1] = { ...last, bytes: last.bytes + finding.bytes }
    } else merged.push(finding)
  }
  return merged
}
