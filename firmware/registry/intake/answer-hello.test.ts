import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { beforeEach, expect, test } from 'vitest'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { kiosks, openDesk, putBatch, receiptKey, studentPacket } from '../../../test/stand/intake-stand.ts'
import { type Hello, readHello } from '../../custody/chain/hello.ts'
import { ed25519 } from '../../custody/crypto/public-key.ts'
import { documentBytes } from '../../custody/crypto/signed-document.ts'
import { answerHello } from './answer-hello.ts'
import { intakeFolder } from './intake-folder.ts'

const { device } = kiosks.own
const nonce = 'ab'.repeat(16)

let out: MemoryDisk
let mail: MemoryDisk
beforeEach(() => {
  out = new MemoryDisk()
  mail = new MemoryDisk()
})

async function ask(published = new MemoryDisk()): Promise<Hello> {
  const context = { ...openDesk(out), mail, published }
  const body = await answerHello(context, { device, nonce })
  const hello = readHello(body ?? new Uint8Array(), { device, nonce }, [receiptKey.publicKey])
  if (!hello.ok) throw new Error(hello.fault.kind)
  return hello.value
}

async function arrive(seq: number, number: number, prev?: string) {
  return putBatch(mail, [await studentPacket(number)], { seq, ...(prev && { prev }) })
}

test('an office that knows nothing of a kiosk yet says so', async () => {
  expect(await ask()).toMatchObject({ device, nonce, receipt: 0, keyList: 0, holding: [] })
})

test('the number of the key list that can be fetched is told; one that rotted counts for none', async () => {
  const published = new MemoryDisk()
  const known = { alg: ed25519, publicKey: receiptKey.publicKey }
  const recipients = [await identityToRecipient(await generateX25519Identity())]
  const list = { v: 1, number: 7, authority: known, recipients, receiptKeys: [known], revoked: [] }
  const bytes = documentBytes({ ...list, minimumSoftware: '0.1.0' })
  await published.write('key-list.json', bytes)
  expect((await ask(published)).keyList).toBe(7)
  await published.write('key-list.json', bytes.subarray(1))
  expect((await ask(published)).keyList).toBe(0)
})

test('a batch that came is held, with what is missing, until it is signed for', async () => {
  const first = await arrive(1, 1)
  const batch = first.hash.slice(0, 16)
  expect((await ask()).holding).toEqual([{ seq: 1, batch, missing: [] }])
  const [{ sha256 } = { sha256: '' }] = first.batch.manifest.packets
  const path = `${device}/1/${sha256}.packet`
  const packet = await mail.read(path)
  await mail.remove(path)
  expect((await ask()).holding).toEqual([{ seq: 1, batch, missing: [sha256] }])
  if (packet.ok) await mail.write(path, packet.value)
  await intakeFolder(openDesk(out), mail)
  expect(await ask()).toMatchObject({ receipt: 1, holding: [] })
  await arrive(2, 2, first.hash)
  expect(await ask()).toMatchObject({ receipt: 1, holding: [{ seq: 2, missing: [] }] })
})

test('a batch without its signature, or without its manifest, is not held: the kiosk sends it again', async () => {
  for (const name of ['batch.sig', 'batch.json']) {
    await arrive(1, 1)
    await mail.remove(`${device}/1/${name}`)
    expect([name, (await ask()).holding]).toEqual([name, []])
  }
})

test('a copy of a batch without its receipt is not yet signed for', async () => {
  await arrive(1, 1)
  await intakeFolder(openDesk(out), mail)
  await out.remove('receipt')
  expect((await ask()).receipt).toBe(0)
})

test('whoever is not enrolled, or asks something else, gets no answer', async () => {
  const context = { ...openDesk(out), mail, published: new MemoryDisk() }
  expect(await answerHello(context, { device: kiosks.unknown.device, nonce })).toBeUndefined()
  expect(await answerHello(context, { device, nonce: 'zz' })).toBeUndefined()
})
