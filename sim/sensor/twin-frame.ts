/**
 * The sensor's own way of packing and reading frames, written from the R503 manual and sharing nothing with
 * the driver: a mistake made twice alike would stay invisible.
 */
export const packetId = { command: 0x01, data: 0x02, answer: 0x07, end: 0x08 } as const

export function packFrame(
  id: number,
  content: readonly number[] | Uint8Array,
  address = 0xffffffff,
): number[] {
  const size = content.length + 2
  let sum = id + (size >> 8) + (size & 0xff)
  for (const byte of content) sum += byte
  const addressBytes = [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff)
  return [0xef, 0x01, ...addressBytes, id, size >> 8, size & 0xff, ...content, (sum >> 8) & 0xff, sum & 0xff]
}

export interface HostFrame {
  readonly id: number
  readonly content: readonly number[]
  readonly address: number
}

/** Collects host bytes into frames; `bad` is a frame whose checksum is wrong. */
export function createFrameReader(): (byte: number) => HostFrame | 'bad' | undefined {
  let bytes: number[] = []
  return (byte) => {
    bytes.push(byte)
    if (bytes.length === 1 && byte !== 0xef) bytes = []
    if (bytes.length === 2 && byte !== 0x01) bytes = byte === 0xef ? [0xef] : []
    if (bytes.length < 9) return undefined
    const size = ((bytes[7] ?? 0) << 8) + (bytes[8] ?? 0)
    if (size < 2 || size > 258) {
      bytes = []
      return 'bad'
    }
    if (bytes.length < 9 + size) return undefined
    const frame = bytes
    bytes = []
    let sum = 0
    for (const one of frame.slice(6, -2)) sum += one
    const given = ((frame.at(-2) ?? 0) << 8) + (frame.at(-1) ?? 0)
    if ((sum & 0xffff) !== given) return 'bad'
    const address = frame.slice(2, 6).reduce((total, one) => total * 256 + one, 0)
    return { id: frame[6] ?? 0, content: frame.slice(9, -2), address }
  }
}
