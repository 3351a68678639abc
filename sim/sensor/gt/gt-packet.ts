/** Frames of the GT family as the part packs and reads them, written from the datasheet: low byte first. */
export const gtReply = { ack: 0x30, nack: 0x31 } as const

const deviceId = 1
const commandBytes = 12

/** Answer frame: the parameter is output, or the error code. */
export function packReply(code: number, parameter: number): Uint8Array {
  const frame = new Uint8Array(commandBytes)
  const view = new DataView(frame.buffer)
  frame.set([0x55, 0xaa])
  view.setUint16(2, deviceId, true)
  view.setUint32(4, parameter >>> 0, true)
  view.setUint16(8, code, true)
  view.setUint16(10, sumOf(frame.subarray(0, 10)), true)
  return frame
}

export function packData(data: Uint8Array): Uint8Array {
  const frame = new Uint8Array(data.length + 6)
  const view = new DataView(frame.buffer)
  frame.set([0x5a, 0xa5])
  view.setUint16(2, deviceId, true)
  frame.set(data, 4)
  view.setUint16(4 + data.length, sumOf(frame.subarray(0, 4 + data.length)), true)
  return frame
}

export type GtHeard =
  | { readonly kind: 'command'; readonly code: number; readonly parameter: number; readonly deviceId: number }
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  /** A whole frame with a wrong checksum. */
  | { readonly kind: 'bad' }

export interface GtReader {
  read(byte: number): GtHeard | undefined
  /** The next frame is data of this length; 0 when none is. */
  expectData(length: number): void
  reset(): void
}

/** Collects host bytes into frames; holds at most one. */
export function createGtReader(longestData: number): GtReader {
  const bytes = new Uint8Array(longestData + 6)
  const view = new DataView(bytes.buffer)
  let filled = 0
  let dataLength = 0
  return {
    read(byte) {
      const [first, second] = dataLength > 0 ? [0x5a, 0xa5] : [0x55, 0xaa]
      if (filled === 0 && byte !== first) return undefined
      if (filled === 1 && byte !== second) {
        filled = byte === first ? 1 : 0
        return undefined
      }
      bytes[filled] = byte
      filled += 1
      const whole = dataLength > 0 ? dataLength + 6 : commandBytes
      if (filled < whole) return undefined
      filled = 0
      const isData = dataLength > 0
      dataLength = 0
      if (view.getUint16(whole - 2, true) !== sumOf(bytes.subarray(0, whole - 2))) return { kind: 'bad' }
      if (isData) return { kind: 'data', bytes: bytes.slice(4, whole - 2) }
      return {
        kind: 'command',
        deviceId: view.getUint16(2, true),
        parameter: view.getUint32(4, true),
        code: view.getUint16(8, true),
      }
    },
    expectData(length) {
      filled = 0
      dataLength = Math.min(length, longestData)
    },
    reset() {
      filled = 0
      dataLength = 0
    },
  }
}

function sumOf(bytes: Uint8Array): number {
  let sum = 0
  for (const byte of bytes) sum += byte
  return sum & 0xffff
}
