/**
 * Frames of the GT-511 / GT-521 family (ADH-Tech, GT-511C3 datasheet V1.1): `55 AA` commands and responses
 * of 12 bytes, `5A A5` data of a length the command implies; little-endian, checksum over every byte.
 */
export const gtCommandBytes = 12
export const gtDataOverheadBytes = 6

const device = 0x0001
const acknowledged = 0x0030
const refused = 0x0031

export interface GtResponse {
  readonly acknowledged: boolean
  /** Output of the command, or its error code when it was not acknowledged. */
  readonly parameter: number
}

export type GtFinding =
  | { readonly found: 'response'; readonly response: GtResponse }
  /** `bytes` lasts until the next `push`. */
  | { readonly found: 'data'; readonly bytes: Uint8Array }
  /** A command: our own, sent back by crossed wires. */
  | { readonly found: 'echo' }
  | {
      readonly found: 'garbage'
      readonly bytes: number
      readonly why: 'noise' | 'checksum' | 'kind'
    }

export function encodeGtCommand(command: number, parameter: number): Uint8Array {
  const bytes = new Uint8Array(gtCommandBytes)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0x55aa)
  view.setUint16(2, device, true)
  view.setUint32(4, parameter, true)
  view.setUint16(8, command, true)
  view.setUint16(10, sum(bytes, 0, 10), true)
  return bytes
}

export function encodeGtData(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(gtDataOverheadBytes + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0x5aa5)
  view.setUint16(2, device, true)
  bytes.set(data, 4)
  view.setUint16(4 + data.length, sum(bytes, 0, 4 + data.length), true)
  return bytes
}

function sum(bytes: Uint8Array, start: number, end: number): number {
  let total = 0
  for (let at = start; at < end; at += 1) total += bytes[at] ?? 0
  return total & 0xffff
}

const roomBytes = 4096

/**
 * Walks a stream by length, in any portions; after damage it looks for the next header. Holds at most one
 * unfinished frame and the last portion.
 */
export interface GtParser {
  push(bytes: Uint8Array): void
  /** The next finding. A data frame is only read as such while `dataBytes` says how long it is. */
  next(dataBytes?: number): GtFinding | undefined
  reset(): void
}

export function createGtParser(): GtParser {
  let held = new Uint8Array(roomBytes)
  let start = 0
  let end = 0
  const skip = (bytes: number, why: 'noise' | 'checksum' | 'kind'): GtFinding => {
    start += bytes
    return { found: 'garbage', bytes, why }
  }
  const take = (total: number): GtFinding | Uint8Array | undefined => {
    if (end - start < total) return undefined
    const stated = (held[start + total - 2] ?? 0) | ((held[start + total - 1] ?? 0) << 8)
    if (stated !== sum(held, start, start + total - 2)) return skip(2, 'checksum')
    const frame = held.subarray(start, start + total)
    start += total
    return frame
  }
  return {
    push(bytes) {
      const pending = end - start
      if (end + bytes.length > held.length) {
        const room = Math.max(roomBytes, 2 * pending, pending + bytes.length)
        const next = room > held.length || held.length > 4 * room ? new Uint8Array(room) : held
        next.set(held.subarray(start, end))
        held = next
        start = 0
        end = pending
      }
      held.set(bytes, end)
      end += bytes.length
    },
    next(dataBytes = 0) {
      const noise = leadingNoise(held, start, end)
      if (noise > 0) return skip(noise, 'noise')
      if (end - start < 2) return undefined
      if (held[start] === 0x5a) {
        if (dataBytes === 0) return skip(2, 'kind')
        const data = take(gtDataOverheadBytes + dataBytes)
        return data instanceof Uint8Array ? { found: 'data', bytes: data.subarray(4, -2) } : data
      }
      const frame = take(gtCommandBytes)
      return frame instanceof Uint8Array ? responseOf(frame) : frame
    },
    reset() {
      start = 0
      end = 0
    },
  }
}

function responseOf(frame: Uint8Array): GtFinding {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const kind = view.getUint16(8, true)
  if (kind !== acknowledged && kind !== refused) return { found: 'echo' }
  const parameter = view.getUint32(4, true)
  return { found: 'response', response: { acknowledged: kind === acknowledged, parameter } }
}

// A header is `55 AA` or `5A A5`; the first byte alone may yet become one.
function leadingNoise(held: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at += 1) {
    const [first, second] = [held[at], at + 1 < end ? held[at + 1] : undefined]
    if (first === 0x55 && (second === undefined || second === 0xaa)) return at - start
    if (first === 0x5a && (second === undefined || second === 0xa5)) return at - start
  }
  return end - start
}
