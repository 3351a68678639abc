import type { Files } from '../box.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The seven characters that name a packet on a receipt: the first 35 bits of its hash. */
export function namingCharacters(sha256: string): string {
  const bits = BigInt(`0x${sha256.slice(0, 10)}`) >> 5n
  return Array.from({ length: 7 }, (_, at) => alphabet[Number((bits >> BigInt(30 - 5 * at)) & 31n)]).join('')
}

/** Hashes of the packets on a kiosk's card, wherever they lie. */
export function packetsOn(box: Files): ReadonlySet<string> {
  const names = [...box.keys()].map((path) => /([0-9a-f]{64})\.packet$/.exec(path)?.[1])
  return new Set(names.filter((name) => name !== undefined))
}

/** Hashes that a receipt on the kiosk's card names as accepted. */
export function receiptedOn(box: Files): ReadonlySet<string> {
  const accepted = [...box.values()].map(
    (bytes) => /"accepted":\[([^\]]*)\]/.exec(jsonText(bytes))?.[1] ?? '',
  )
  return new Set(accepted.flatMap((hashes) => hashes.match(/[0-9a-f]{64}/g) ?? []))
}

/** Hashes of the packets that the office has taken in, one for every student's folder. */
export function takenInAt(office: Files): readonly string[] {
  return [...office.values()].flatMap((bytes) => fieldOf(bytes, 'packet') ?? [])
}

/** A word or a number under `name` in a file of JSON, rotten or not; nothing in any other file. */
export function fieldOf(bytes: Uint8Array, name: string): string | undefined {
  return new RegExp(`"${name}":\\s*"?([^",\\]}]*)`).exec(jsonText(bytes))?.[1]
}

// Files are large and most are sealed: those are not turned into text.
function jsonText(bytes: Uint8Array): string {
  return bytes[0] === 0x7b ? Buffer.from(bytes).toString('utf8') : ''
}
