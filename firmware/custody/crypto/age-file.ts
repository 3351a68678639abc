import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { err, ok, type Result } from '../../../hal/contract/result.ts'

/**
 * Seals bytes to every recipient as one binary age file (age-encryption.org/v1), in memory.
 * The kiosk holds no identity, so nothing sealed can be opened with anything on it.
 */
export async function sealToRecipients(
  recipients: readonly string[],
  plain: Uint8Array,
): Promise<Uint8Array> {
  if (recipients.length === 0) throw new Error('sealing needs a recipient')
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return encrypter.encrypt(plain)
}

type Opened = Result<Uint8Array, { readonly kind: 'cannot-open' }>

/** The registry's side: opens age files with any of its identities, or says that it cannot. Throws on what is none. */
export function sealOpener(identities: readonly string[]): (sealed: Uint8Array) => Promise<Opened> {
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  return (sealed) =>
    decrypter.decrypt(sealed).then(
      (plain) => ok(plain),
      () => err({ kind: 'cannot-open' }),
    )
}

/** Opens one age file. */
export async function openSealed(identity: string, sealed: Uint8Array): Promise<Opened> {
  return sealOpener([identity])(sealed)
}

/** A new X25519 identity. */
export function createIdentity(): Promise<string> {
  return generateX25519Identity()
}

/** Whom to seal for, so that an identity can open it. */
export function recipientOf(identity: string): Promise<string> {
  return identityToRecipient(identity)
}

/** Whether a text is an X25519 identity as `age-keygen` prints it. */
export function isIdentity(text: string): boolean {
  return /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/.test(text)
}

/** Whether a text is an X25519 recipient as `age-keygen` prints it. */
export function isRecipient(text: string): boolean {
  return /^age1[02-9ac-hj-np-z]{58}$/.test(text)
}
