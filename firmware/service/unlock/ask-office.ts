import type { Clock } from '../../../hal/contract/clock.ts'
import type { Entropy } from '../../../hal/contract/entropy.ts'
import type { Http } from '../../../hal/contract/http.ts'
import { mostUnlockBytes, readUnlockAnswer, signUnlockRequest } from '../../custody/chain/unlock.ts'
import { createIdentity, openSealed, recipientOf } from '../../custody/crypto/age-file.ts'
import type { DeviceIdentity } from '../../custody/crypto/device-identity.ts'
import type { LockKey } from '../../custody/crypto/locked-file.ts'
import { fromText, type LockSlot, openOfficeSlot } from './lock-document.ts'

export interface OfficeParts {
  readonly clock: Clock
  readonly entropy: Entropy
  readonly http: Http
  readonly identity: DeviceIdentity
  /** Base address of the registry, with a slash at the end. */
  readonly registryUrl: string
  readonly receiptKeys: () => readonly string[]
}

const deadlineMs = 20_000
const pauses = { firstMs: 5_000, mostMs: 300_000 }

/** Asks the registry for the share of this box, again and again, until it gives it or `signal` aborts. */
export async function keyFromOffice(
  parts: OfficeParts,
  slot: Extract<LockSlot, { type: 'office' }>,
  signal: AbortSignal,
): Promise<LockKey | undefined> {
  for (let pauseMs = pauses.firstMs; !signal.aborted; pauseMs = Math.min(pauses.mostMs, 2 * pauseMs)) {
    const key = await askOnce(parts, slot, signal)
    if (key) return key
    await parts.clock.sleep(pauseMs, signal)
  }
  return undefined
}

async function askOnce(
  { clock, entropy, http, identity, registryUrl, receiptKeys }: OfficeParts,
  slot: Extract<LockSlot, { type: 'office' }>,
  signal: AbortSignal,
): Promise<LockKey | undefined> {
  const once = await createIdentity()
  const nonce = Buffer.from(entropy.bytes(16)).toString('hex')
  const { device, key } = identity
  const request = { v: 1, device, nonce, recipient: await recipientOf(once), share: slot.share } as const
  using deadline = clock.deadline(deadlineMs, signal)
  const answer = await http.send(
    {
      method: 'POST',
      url: new URL('unlock', registryUrl).href,
      headers: { 'content-type': 'application/octet-stream' },
      body: signUnlockRequest(request, key),
    },
    deadline.signal,
    mostUnlockBytes,
  )
  if (!answer.ok || answer.value.status !== 200) return undefined
  const read = readUnlockAnswer(answer.value.body, { device, nonce }, receiptKeys())
  const half = read.ok ? await openSealed(once, fromText(read.value.share)) : undefined
  return half?.ok ? openOfficeSlot(slot, half.value) : undefined
}
