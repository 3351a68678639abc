export { mostUnlockBytes } from '../../custody/chain/unlock.ts'

import { readUnlockRequest, signUnlockAnswer } from '../../custody/chain/unlock.ts'
import { sealOpener, sealToRecipients } from '../../custody/crypto/age-file.ts'
import type { IntakeContext } from './intake-context.ts'

/** The signed answer to a box that asks to be unlocked; nothing for one that is not enrolled, or was shut out. */
export async function answerUnlock(
  { key, devices, identities }: Pick<IntakeContext, 'key' | 'devices' | 'identities'>,
  body: Uint8Array,
): Promise<Uint8Array | undefined> {
  const request = readUnlockRequest(body, (device) => {
    const known = devices.get(device)
    return known?.lastSeq === undefined ? known?.publicKey : undefined
  })
  if (!request.ok) return undefined
  const { device, nonce, recipient, share } = request.value
  const half = await sealOpener(identities)(Buffer.from(share, 'base64'))
  if (!half.ok) return undefined
  const passed = await sealToRecipients([recipient], half.value)
  return signUnlockAnswer({ v: 1, device, nonce, share: Buffer.from(passed).toString('base64') }, key)
}
