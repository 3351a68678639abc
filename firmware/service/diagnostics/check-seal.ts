import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { openSealed, sealToRecipients } from '../../custody/crypto/age-file.ts'
import type { DeviceUnderTest } from './device-under-test.ts'
import { type Finding, good, trouble } from './finding.ts'

/** Seals and opens with a key of its own, in the same way as students' pieces. */
export async function checkSeal({ entropy }: DeviceUnderTest): Promise<Finding> {
  const identity = await generateX25519Identity()
  const plain = entropy.bytes(1_000)
  const sealed = await sealToRecipients([await identityToRecipient(identity)], plain)
  const opened = await openSealed(identity, sealed)
  const same = opened.ok && Buffer.from(opened.value).equals(Buffer.from(plain))
  return same ? good('seal', 'segel dan buka dengan kunci uji') : trouble('seal', 'seal-broken')
}
