// RFC 9285 section 4.2: also the alphanumeric alphabet of a QR code (ISO/IEC 18004).
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** Base45 (RFC 9285): two bytes in three characters, a last single byte in two. */
export function encodeBase45(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const alone = at + 1 === bytes.length
    let value = alone ? (bytes[at] ?? 0) : (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
    for (let digit = alone ? 2 : 3; digit > 0; digit -= 1) {
      text += alphabet[value % 45]
      value = Math.floor(value / 45)
    }
  }
  return text
}

/** Strict: `undefined` for any other character, a length that cannot be, or a group that encodes no bytes. */
export function decodeBase45(text: string): Uint8Array | undefined {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const digits = Array.from(text.slice(at, at + 3), (letter) => alphabet.indexOf(letter))
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0)
    const most = [0, 0, 0xff, 0xffff][digits.length] ?? 0
    if (digits.length < 2 || digits.includes(-1) || value > most) return undefined
    if (digits.length === 3) bytes.push(value >> 8)
    bytes.push(value & 0xff)
  }
  return Uint8Array.from(bytes)
}
