/**
 * The sensor's own way of packing and reading frames, written from the manuals and sharing nothing with the
 * driver: a mistake made twice alike would stay invisible.
 */
export const packetId = { command: 0x01, data: 0x02, answer: 0x07, end: 0x08 } as const

export function packFrame(
  id: number,
  content: readonly number[] | Uint8Array,
  address = 0xffffffff,
): Uint8Array {
  const size = content.length + 2
  const frame = new Uint8Array(11 + content.length)
  const view = new DataView(frame.buffer)
  view.setUint16(0, 0xef01)
  view.setUint32(2, address)
  frame[6] = id
  view.setUint16(7, size)
  frame.set(content, 9)
  let sum = id + (size >> 8) + (size & 0xff)
  for (const byte of content) sum += byte
  view.setUint16(9 + content.length, sum & 0xffff)
  return frame
}

export interface HostFrame {
  readonly id: number
  readonly content: Uint8Array
  readonly address: number
}

export interface FrameReader {
  /** A whole frame, or `bad` for one whose length or checksum is wrong. */
  read(byte: number): HostFrame | 'bad' | undefined
  reset(): void
}

const headBytes = 9
const mostSize = 258

/** Collects host bytes into frames; holds at most one. */
export function createFrameReader(): FrameReader {
  const bytes = new Uint8Array(headBytes + mostSize)
  const view = new DataView(bytes.buffer)
  let filled = 0
  return {
    read(byte) {
      if (filled === 0 && byte !== 0xef) return undefined
      if (filled === 1 && byte !== 0x01) {
        filled = byte === 0xef ? 1 : 0
        return undefined
      }
      bytes[filled] = byte
      filled += 1
      if (filled < headBytes) return undefined
      const size = view.getUint16(7)
      if (size < 2 || size > mostSize) {
        filled = 0
        return 'bad'
      }
      if (filled < headBytes + size) return undefined
      filled = 0
      const end = headBytes + size - 2
      const sum = bytes.subarray(6, end).reduce((total, one) => total + one, 0)
      if ((sum & 0xffff) !== view.getUint16(end)) return 'bad'
      return { id: bytes[6] ?? 0, content: bytes.slice(headBytes, end), address: view.getUint32(2) }
    },
    reset() {
      filled = 0
    },
  }
}
