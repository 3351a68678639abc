import { scrypt } from 'node:crypto'
import { z } from 'zod'
import type { Entropy } from '../../../hal/contract/entropy.ts'
import { sealToRecipients } from '../../custody/crypto/age-file.ts'
import { type LockKey, lockRecord, unlockFile } from '../../custody/crypto/locked-file.ts'
import { versioned } from '../../custody/document/versioned.ts'

const base64 = z.base64()

/** One way to the key of a card, as in LUKS: the key stands in each slot, wrapped in another. */
const slotSchema = z.discriminatedUnion('type', [
  /** The attendant's PIN with the secret on the key stick. Neither says anything about the other. */
  z.strictObject({ type: z.literal('stick'), salt: base64, wrapped: base64 }),
  /** A share that only the registry opens; it is asked for it over the link, and does not give it for a lost box. */
  z.strictObject({ type: z.literal('office'), share: base64, wrapped: base64 }),
  /** Sealed by a secure element or TPM of the board. */
  z.strictObject({ type: z.literal('element'), sealed: base64 }),
])

export type LockSlot = z.infer<typeof slotSchema>

export const lockPath = 'state/lock.json'

/** The document `state/lock.json`, in the clear: without a slot nothing is locked. */
const lockSchema = z.strictObject({
  v: z.literal(1),
  slots: z.array(slotSchema),
  /** Number of the order in force when the PIN was chosen: a later one that asks makes it be chosen again. */
  order: z.int().nonnegative(),
  /** Wrong PINs since the last right one. */
  failures: z.int().nonnegative(),
})

export type Lock = z.infer<typeof lockSchema>

export const noLock: Lock = { v: 1, slots: [], order: 0, failures: 0 }

export const parseLock = versioned<Lock>(1, lockSchema)

/** The slot of one type. */
export function slotOf<Type extends LockSlot['type']>(
  { slots }: Lock,
  type: Type,
): Extract<LockSlot, { type: Type }> | undefined {
  return slots.find((slot): slot is Extract<LockSlot, { type: Type }> => slot.type === type)
}

export async function stickSlot(
  key: LockKey,
  secret: Uint8Array,
  pin: string,
  entropy: Entropy,
): Promise<LockSlot> {
  const salt = entropy.bytes(16)
  const wrapped = lockRecord(await keyOfPin(pin, secret, salt), key, entropy)
  return { type: 'stick', salt: toText(salt), wrapped: toText(wrapped) }
}

/** The key, when PIN and stick are both right; one wrong answer looks like the other. */
export async function openStickSlot(
  { salt, wrapped }: Extract<LockSlot, { type: 'stick' }>,
  secret: Uint8Array,
  pin: string,
): Promise<LockKey | undefined> {
  return unwrap(await keyOfPin(pin, secret, fromText(salt)), wrapped)
}

export async function officeSlot(
  key: LockKey,
  recipients: readonly string[],
  entropy: Entropy,
): Promise<LockSlot> {
  const half = entropy.bytes(keyBytes)
  const share = await sealToRecipients(recipients, half)
  return { type: 'office', share: toText(share), wrapped: toText(lockRecord(half, key, entropy)) }
}

/** The key, from the share that the registry has opened. */
export async function openOfficeSlot(
  { wrapped }: Extract<LockSlot, { type: 'office' }>,
  half: Uint8Array,
): Promise<LockKey | undefined> {
  return half.length === keyBytes ? unwrap(half, wrapped) : undefined
}

export const keyBytes = 32

export function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

export function fromText(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'))
}

async function unwrap(wrapping: LockKey, wrapped: string): Promise<LockKey | undefined> {
  const key = await unlockFile(wrapping, fromText(wrapped))
  return key.length === keyBytes ? key : undefined
}

// The secret on the stick has 256 bits of its own: the cost is for a thief who has stick and card.
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1_024 * 1_024 } as const

function keyOfPin(pin: string, secret: Uint8Array, salt: Uint8Array): Promise<LockKey> {
  const salted = Buffer.concat([salt, secret])
  return new Promise((resolve, reject) => {
    scrypt(pin, salted, keyBytes, cost, (fault, key) => (fault ? reject(fault) : resolve(key)))
  })
}
