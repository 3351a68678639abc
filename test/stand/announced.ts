import { sha256Hex } from '../../firmware/core/hash.ts'
import { announceUpload } from '../../firmware/custody/chain/upload.ts'
import type { DeviceIdentity } from '../../firmware/custody/crypto/device-identity.ts'

/** For tests: the metadata of a file that belongs to the first batch of a kiosk, for any client of tus. */
export function announced(
  { device, key }: DeviceIdentity,
  batch: string,
  name: string,
  content: Uint8Array,
): Record<string, string> {
  const facts = { device, seq: 1, batch, name, bytes: content.length, sha256: sha256Hex(content) }
  return { ...announceUpload(facts, key) }
}

/** The metadata as a header of tus 1.0. */
export function metadataHeader(words: Readonly<Record<string, string>>): string {
  return Object.entries(words)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')
}
