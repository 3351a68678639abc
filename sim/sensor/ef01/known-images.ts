import type { Features } from '../twin-template.ts'

/** Which finger is in which picture, so that a picture sent back gives the same features as when it was taken. */
export interface KnownImages {
  remember(packed: Uint8Array, features: Features | undefined): void
  featuresOf(packed: Uint8Array): Features | undefined
}

const most = 64

export function createKnownImages(): KnownImages {
  const known = new Map<string, Features>()
  return {
    remember(packed, features) {
      if (!features) return
      known.set(digest(packed), features)
      const [oldest] = known.keys()
      if (known.size > most && oldest !== undefined) known.delete(oldest)
    },
    featuresOf: (packed) => known.get(digest(packed)),
  }
}

// Not for secrets: enough to tell sixty-four pictures apart.
function digest(bytes: Uint8Array): string {
  let [a, b] = [0x811c9dc5, 0x2545f491]
  for (const byte of bytes) {
    a = Math.imul(a ^ byte, 0x01000193)
    b = Math.imul(b ^ byte, 0x85ebca6b) + 1
  }
  return `${bytes.length}/${a >>> 0}/${b >>> 0}`
}
