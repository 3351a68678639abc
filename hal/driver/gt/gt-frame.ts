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
  /** The next finding. A data frame is only taken by `takeData`: nothing in it says how long it is. */
  next(): GtFinding | undefined
  /** Bytes that came and were not taken. */
  readonly heldBytes: number
  /** Whether a data frame begins here. */
  readonly atData: boolean
  /** A data frame of `dataBytes`, or of all that has come, if its sum is right. Lasts until the next `push`. */
  takeData(dataBytes?: number): Uint8Array | undefined
  reset(): void
}

export function createGtParser(): GtParser {
  return new OpenParser()
}

class OpenParser implements GtParser {
  #held = new Uint8Array(roomBytes)
  #start = 0
  #end = 0

  get heldBytes(): number {
    return this.#end - this.#start
  }

  get atData(): boolean {
    return this.#held[this.#start] === 0x5a && (this.heldBytes < 2 || this.#held[this.#start + 1] === 0xa5)
  }

  push(bytes: Uint8Array): void {
    const pending = this.heldBytes
    if (this.#end + bytes.length > this.#held.length) {
      const room = Math.max(roomBytes, 2 * pending, pending + bytes.length)
      const isOutgrown = room > this.#held.length || this.#held.length > 4 * room
      const next = isOutgrown ? new Uint8Array(room) : this.#held
      next.set(this.#held.subarray(this.#start, this.#end))
      this.#held = next
      this.#start = 0
      this.#end = pending
    }
    this.#held.set(bytes, this.#end)
    this.#end += bytes.length
  }

  next(): GtFinding | undefined {
    const noise = leadingNoise(this.#held, this.#start, this.#end)
    if (noise > 0) return this.#skip(noise, 'noise')
    if (this.heldBytes < 2) return undefined
    if (this.#held[this.#start] === 0x5a) return this.#skip(2, 'kind')
    if (this.heldBytes < gtCommandBytes) return undefined
    const frame = this.#take(gtCommandBytes)
    return frame ? responseOf(frame) : this.#skip(2, 'checksum')
  }

  takeData(dataBytes = this.heldBytes - gtDataOverheadBytes): Uint8Array | undefined {
    const total = dataBytes + gtDataOverheadBytes
    if (!this.atData || dataBytes < 1 || this.heldBytes < total) return undefined
    return this.#take(total)?.subarray(4, -2)
  }

  reset(): void {
    this.#start = 0
    this.#end = 0
  }

  #skip(bytes: number, why: 'noise' | 'checksum' | 'kind'): GtFinding {
    this.#start += bytes
    return { found: 'garbage', bytes, why }
  }

  #take(total: number): Uint8Array | undefined {
    const last = this.#start + total
    const stated = (this.#held[last - 2] ?? 0) | ((this.#held[last - 1] ?? 0) << 8)
    if (stated !== sum(this.#held, this.#start, last - 2)) return undefined
    const frame = this.#held.subarray(this.#start, last)
    this.#start = last
    return frame
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
