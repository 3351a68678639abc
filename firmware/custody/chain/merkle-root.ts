import { createHash } from 'node:crypto'

/**
 * Merkle root over SHA-256 names, sorted: leaf = SHA-256(00 || name), node = SHA-256(01 || left || right),
 * an odd node goes up unchanged (RFC 6962 hashing). Hexadecimal in and out; no names gives the hash of nothing.
 */
export function merkleRoot(names: readonly string[]): string {
  let level = [...names].sort().map((name) => digest(0, Buffer.from(name, 'hex')))
  if (level.length === 0) return createHash('sha256').digest('hex')
  while (level.length > 1) {
    const above: Buffer[] = []
    for (let index = 0; index < level.length; index += 2) {
      const [left, right] = [level[index], level[index + 1]]
      if (left) above.push(right ? digest(1, left, right) : left)
    }
    level = above
  }
  return level[0]?.toString('hex') ?? ''
}

function digest(prefix: 0 | 1, ...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256').update(Uint8Array.of(prefix))
  for (const part of parts) hash.update(part)
  return hash.digest()
}
