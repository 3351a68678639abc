import { sha256Hex } from '../../firmware/core/hash.ts'
import type { SignedBatch } from '../../firmware/custody/chain/batch.ts'
import { type Receipt, signReceipt } from '../../firmware/custody/chain/receipt.ts'
import { deviceIdentity } from '../../firmware/custody/crypto/device-identity.ts'
import { createSigningKey } from '../../firmware/custody/crypto/signing-key.ts'
import type { Stamp } from '../../firmware/custody/packet/packet.ts'
import { openSpool } from '../../firmware/custody/spool/open-spool.ts'
import type { Spool } from '../../firmware/custody/spool/spool.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import type { Entropy } from '../../hal/contract/entropy.ts'

const countingEntropy = (first: number): Entropy => ({
  bytes: (count) => Uint8Array.from({ length: count }, (_, at) => (first + at) & 0xff),
})

/** For tests: a kiosk's key, a registry's key, and what passes between them. */
export const standIdentity = deviceIdentity(createSigningKey(countingEntropy(1)))
export const otherIdentity = deviceIdentity(createSigningKey(countingEntropy(2)))
export const registryKey = createSigningKey(countingEntropy(3))

export const standStamp: Stamp = { wallMs: 1_800_000_000_000, sinceBootMs: 5_000, boot: 3, trust: 'ntp' }

export async function openStandSpool(disk: Disk): Promise<Spool> {
  const opened = await openSpool(disk, standIdentity)
  if (!opened.ok) throw new Error(`spool not opened: ${opened.fault.kind}`)
  return opened.value
}

/** Stores packets with made-up content and returns their hashes; the spool never looks inside. */
export async function addStandPackets(spool: Spool, ...words: readonly string[]): Promise<string[]> {
  const hashes: string[] = []
  for (const word of words) {
    const bytes = Buffer.from(`packet of ${word}`)
    const added = await spool.addPacket(sha256Hex(bytes), `visit-${word}`, bytes)
    if (!added.ok) throw new Error(`packet not added: ${added.fault.kind}`)
    hashes.push(sha256Hex(bytes))
  }
  return hashes.sort()
}

/** A receipt for a batch in which all is accepted, but for what `changes` says. */
export function receiptFor(batch: SignedBatch, changes: Partial<Receipt> = {}, key = registryKey) {
  const { device, seq, root, packets } = batch.manifest
  const accepted = packets.map(({ sha256 }) => sha256)
  const filled = { v: 1 as const, device, seq, root, accepted, rejected: [], number: seq }
  return signReceipt({ ...filled, previous: '0'.repeat(64), wallMs: 1_800_000_100_000, ...changes }, key)
}
