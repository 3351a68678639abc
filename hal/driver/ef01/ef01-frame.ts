/**
 * Frames of the EF01 sensor family (Grow/ZhianTec/Synochip; R503 manual V1.2.1 and ZFM-20 manual):
 * `EF 01`, address, packet kind, length, payload, checksum over kind, length and payload; big-endian.
 */
export type Ef01Kind = 'command' | 'data' | 'acknowledge' | 'last-data'

const kindCodes = { command: 0x01, data: 0x02, acknowledge: 0x07, 'last-data': 0x08 } as const
const kinds: Readonly<Record<number, Ef01Kind>> = {
  0x01: 'command',
  0x02: 'data',
  0x07: 'acknowledge',
  0x08: 'last-data',
}

export const defaultAddress = 0xffffffff
export const frameOverheadBytes = 11

export interface Ef01Frame {
  readonly kind: Ef01Kind
  /** Not covered by the checksum: the reader of a frame compares it. */
  readonly address: number
  /** Lasts until the next `push`. */
  readonly payload: Uint8Array
}

/** The parser's findings in the stream, in order. */
export type Ef01Finding =
  | { readonly found: 'frame'; readonly frame: Ef01Frame }
  /** Bytes that belong to no valid frame: noise, a ready byte, a damaged frame. */
  | {
      readonly found: 'garbage'
      readonly bytes: number
      readonly why: 'noise' | 'checksum' | 'length' | 'kind'
    }

export function encodeFrame(
  kind: Ef01Kind,
  payload: Uint8Array | readonly number[],
  address = defaultAddress,
): Uint8Array {
  const bytes = new Uint8Array(frameOverheadBytes + payload.length)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0xef01)
  view.setUint32(2, address)
  view.setUint8(6, kindCodes[kind])
  view.setUint16(7, payload.length + 2)
  bytes.set(payload, 9)
  view.setUint16(9 + payload.length, checksum(bytes, 0, payload.length))
  return bytes
}

function checksum(bytes: Uint8Array, start: number, payloadLength: number): number {
  let sum = 0
  for (let at = start + 6; at < start + 9 + payloadLength; at += 1) sum += bytes[at] ?? 0
  return sum & 0xffff
}

// A data frame carries 256 bytes at most, and its length field counts the checksum.
const longestLength = 258
const roomBytes = 4096

/**
 * Walks a stream by length, in any portions; after damage it looks for the next header. Holds at most one
 * unfinished frame and the last portion.
 */
export interface Ef01Parser {
  push(bytes: Uint8Array): void
  /** The next finding in what was pushed, or nothing until more is. */
  next(): Ef01Finding | undefined
  /** Forgets what was not taken, as after a line was quiet for too long. */
  reset(): void
}

export function createEf01Parser(): Ef01Parser {
  let held = new Uint8Array(roomBytes)
  let start = 0
  let end = 0
  const skip = (bytes: number, why: 'noise' | 'checksum' | 'length' | 'kind'): Ef01Finding => {
    start += bytes
    return { found: 'garbage', bytes, why }
  }
  return {
    push(bytes) {
      const pending = end - start
      if (end + bytes.length > held.length) {
        const room = Math.max(roomBytes, pending + bytes.length)
        const next = room > held.length || held.length > 2 * room ? new Uint8Array(room) : held
        next.set(held.subarray(start, end))
        held = next
        start = 0
        end = pending
      }
      held.set(bytes, end)
      end += bytes.length
    },
    next() {
      const noise = leadingNoise(held, start, end)
      if (noise > 0) return skip(noise, 'noise')
      if (end - start < 9) return undefined
      const kind = kinds[held[start + 6] ?? 0]
      if (!kind) return skip(2, 'kind')
      const length = ((held[start + 7] ?? 0) << 8) | (held[start + 8] ?? 0)
      if (length > longestLength || length < shortestLength(kind)) return skip(2, 'length')
      const total = 9 + length
      if (end - start < total) return undefined
      const stated = ((held[start + total - 2] ?? 0) << 8) | (held[start + total - 1] ?? 0)
      if (stated !== checksum(held, start, length - 2)) return skip(2, 'checksum')
      const frame = {
        kind,
        address: addressAt(held, start + 2),
        payload: held.subarray(start + 9, start + total - 2),
      }
      start += total
      return { found: 'frame', frame }
    },
    reset() {
      start = 0
      end = 0
    },
  }
}

// Only data may be empty: a command has its instruction, an answer its code.
function shortestLength(kind: Ef01Kind): number {
  return kind === 'data' || kind === 'last-data' ? 2 : 3
}

function addressAt(held: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = [held[at], held[at + 1], held[at + 2], held[at + 3]]
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
}

function leadingNoise(held: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && !(held[at] === 0xef && (at + 1 >= end || held[at + 1] === 0x01))) at += 1
  return at - start
}
