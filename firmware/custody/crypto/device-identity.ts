import { sha256Hex } from '../../core/hash.ts'
import type { SigningKey } from './signing-key.ts'

/** The identity of this kiosk for the registry. */
export interface DeviceIdentity {
  /** Such as `rk-4f0c9a1b22`: derived from the public key, so that it cannot be claimed by another. */
  readonly device: string
  readonly key: SigningKey
}

export function deviceIdentity(key: SigningKey): DeviceIdentity {
  return { device: deviceName(key.publicKey), key }
}

/** The device's name for a public key: `rk-` and the first ten hexadecimal digits of its SHA-256. */
export function deviceName(publicKey: string): string {
  return `rk-${sha256Hex(Buffer.from(publicKey, 'base64')).slice(0, 10)}`
}
