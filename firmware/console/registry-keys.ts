import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import type { Entropy } from '../../hal/contract/entropy.ts'
import { inOrder } from '../../hal/contract/in-order.ts'
import type { Result } from '../../hal/contract/result.ts'
import { signDeviceList } from '../custody/crypto/device-list.ts'
import { type KeyList, signKeyList } from '../custody/crypto/key-list.ts'
import { ed25519 } from '../custody/crypto/public-key.ts'
import type { SignedDocument } from '../custody/crypto/signed-document.ts'
import { createSigningKey, type SigningKey } from '../custody/crypto/signing-key.ts'

/** Everything a registry needs to receive, and the one list its kiosks need. */
export interface RegistryKeys {
  /** age identities: the office's own, and the one that lies in a safe. */
  readonly identity: string
  readonly recovery: string
  /** Signs receipts every day. */
  readonly receiptKey: SigningKey
  /** Signs key lists and device lists, rarely; kept offline. */
  readonly authority: SigningKey
  readonly keyList: KeyList
}

export async function makeRegistryKeys(entropy: Entropy): Promise<RegistryKeys> {
  const identity = await generateX25519Identity()
  const recovery = await generateX25519Identity()
  const [receiptKey, authority] = [createSigningKey(entropy), createSigningKey(entropy)]
  const keyList: KeyList = {
    v: 1,
    number: 1,
    authority: { alg: ed25519, publicKey: authority.publicKey },
    recipients: [await identityToRecipient(identity), await identityToRecipient(recovery)],
    receiptKeys: [{ alg: ed25519, publicKey: receiptKey.publicKey }],
    revoked: [],
    minimumSoftware: '0.0.0',
  }
  return { identity, recovery, receiptKey, authority, keyList }
}

/** Writes all keys and both first lists into a folder, durably. Private ones are for their owner alone. */
export function storeRegistryKeys(disk: Disk, keys: RegistryKeys): Promise<Result<void, DiskFault>> {
  const { authority, keyList } = keys
  const devices = { v: 1 as const, number: 1, authority: keyList.authority, devices: [] }
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    ['registry.identity', `${keys.identity}\n`],
    ['recovery.identity', `${keys.recovery}\n`],
    ['receipt.key', keys.receiptKey.privatePem],
    ['authority.key', authority.privatePem],
    ...signedFiles('devices', signDeviceList(devices, authority)),
    ...signedFiles('key-list', signKeyList(keyList, authority)),
  ]
  return inOrder([
    () => disk.makeDirectory('.'),
    ...files.map(
      ([name, content]) =>
        () =>
          disk.write(name, Buffer.from(content)),
    ),
    () => disk.syncDirectory('.'),
  ])
}

function signedFiles(name: string, { bytes, signature }: SignedDocument) {
  return [
    [`${name}.sig`, signature],
    [`${name}.json`, bytes],
  ] as const
}
