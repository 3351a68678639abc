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
  const accepted: string[] = []
  for (const [path, bytes] of box) {
    if (!/^receipt\/.*\.json$/.test(path)) continue
    const receipt = jsonOf(bytes) as { accepted?: string[] } | undefined
    accepted.push(...(receipt?.accepted ?? []))
  }
  return new Set(accepted)
}

/** Hashes of the packets that the office has taken in, one for every student's folder. */
export function takenInAt(office: Files): readonly string[] {
  return [...office].flatMap(([path, bytes]) => {
    if (!/^out\/student\/[^/]+\/intake\.json$/.test(path)) return []
    const packet = (jsonOf(bytes) as { packet?: string } | undefined)?.packet
    return packet ? [packet] : []
  })
}

/** What a file says that holds one JSON object; nothing for any other, and for one that rotted. */
export function jsonOf(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes).toString('utf8')
  if (!text.startsWith('{') || !text.trimEnd().endsWith('}')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
