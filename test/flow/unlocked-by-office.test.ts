import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mostUnlockBytes, readUnlockAnswer, signUnlockRequest } from '../../firmware/custody/chain/unlock.ts'
import { createIdentity, recipientOf } from '../../firmware/custody/crypto/age-file.ts'
import type { DeviceIdentity } from '../../firmware/custody/crypto/device-identity.ts'
import { keyFromOffice } from '../../firmware/service/unlock/ask-office.ts'
import { type LockSlot, officeSlot, slotOf } from '../../firmware/service/unlock/lock-document.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { createRealEntropy } from '../../hal/linux/real-entropy.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import type { District } from '../../sim/district/district.ts'
import { kiosks, openDesk, receiptKey, registryIdentity } from '../stand/intake-stand.ts'
import { openOffice } from '../stand/open-office.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekam-unlock-'))
const entropy = createRealEntropy()
const http = createNodeHttp()
const key = entropy.bytes(32)
const never = new AbortController().signal
let office: District
let slot: Extract<LockSlot, { type: 'office' }>

beforeAll(async () => {
  office = await openOffice(folder, openDesk(createNodeDisk(join(folder, 'out'))), () => undefined)
  const made = await officeSlot(key, [await recipientOf(registryIdentity)], entropy)
  const found = slotOf({ v: 1, slots: [made], order: 0, failures: 0 }, 'office')
  if (!found) throw new Error('no slot')
  slot = found
})

afterAll(async () => {
  http.close()
  await office.close()
})

/** One question, and no patience for a second one. */
async function ask(identity: DeviceIdentity, receiptKeys = [receiptKey.publicKey]) {
  const clock = createHandClock()
  const enough = new AbortController()
  const once = {
    ...clock,
    sleep: async () => enough.abort(),
  }
  const parts = {
    clock: once,
    entropy,
    http,
    identity,
    registryUrl: office.url,
    receiptKeys: () => receiptKeys,
  }
  return keyFromOffice(parts, slot, enough.signal)
}

async function post(body: Uint8Array): Promise<{ readonly status: number; readonly body: Uint8Array }> {
  const answer = await http.send({ method: 'POST', url: `${office.url}unlock`, body }, never, mostUnlockBytes)
  if (!answer.ok) throw new Error(answer.fault.kind)
  return answer.value
}

test('the office gives an enrolled box the share that unlocks its card', async () => {
  expect(Buffer.from((await ask(kiosks.own)) ?? []).equals(Buffer.from(key))).toBe(true)
})

test.each([
  ['was shut out', kiosks.revoked],
  ['nobody knows', kiosks.unknown],
])('a box that %s gets nothing', async (_what, identity) => {
  expect(await ask(identity)).toBeUndefined()
})

test('an answer that no receipt key has signed opens nothing', async () => {
  expect(await ask(kiosks.own, [kiosks.own.key.publicKey])).toBeUndefined()
})

test('a question that was heard on the way is of no use to another listener, nor its answer for another question', async () => {
  const once = await createIdentity()
  const { device } = kiosks.own
  const question = {
    v: 1,
    device,
    nonce: '0'.repeat(32),
    recipient: await recipientOf(once),
    share: slot.share,
  } as const
  const body = signUnlockRequest(question, kiosks.own.key)
  const { status, body: answer } = await post(body)
  expect(status).toBe(200)
  // Sealed for the key of that question, which never left the box.
  expect(Buffer.from(answer).includes(Buffer.from(key))).toBe(false)
  const other = readUnlockAnswer(answer, { device, nonce: '1'.repeat(32) }, [receiptKey.publicKey])
  expect(other).toMatchObject({ ok: false, fault: { kind: 'other-question' } })
  const spoiled = Buffer.from(body)
  spoiled[40] = (spoiled[40] ?? 0) ^ 1
  expect((await post(spoiled)).status).toBe(403)
  expect((await post(signUnlockRequest(question, kiosks.unknown.key))).status).toBe(403)
})

test('what is no question is refused, and what is too long is not read to its end', async () => {
  expect((await post(Buffer.from('{}\n'))).status).toBe(403)
  const long = await http.send(
    { method: 'POST', url: `${office.url}unlock`, body: new Uint8Array(mostUnlockBytes * 4) },
    never,
  )
  expect(long.ok ? long.value.status : 'cut').not.toBe(200)
})
