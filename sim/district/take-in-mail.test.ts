import { beforeEach, expect, test } from 'vitest'
import { readHello } from '../../firmware/custody/chain/hello.ts'
import { answerHello } from '../../firmware/registry/intake/answer-hello.ts'
import { kiosks, openDesk, putBatch, receiptKey, studentPacket } from '../../test/stand/intake-stand.ts'
import { MemoryDisk } from '../disk/memory-disk.ts'
import { takeInMail } from './take-in-mail.ts'

const { device } = kiosks.own

let mail: MemoryDisk
let out: MemoryDisk
let place: string
let hash: string
beforeEach(async () => {
  mail = new MemoryDisk()
  out = new MemoryDisk()
  const put = await putBatch(mail, [await studentPacket(1)])
  hash = put.hash.slice(0, 16)
  place = `${device}/1-${hash}`
  await mail.rename(put.directory, place)
})

const takeIn = async () => {
  const told: string[] = []
  await takeInMail(openDesk(out), mail, ({ result }) => told.push(result.ok ? 'ok' : result.fault.kind))
  return told
}

const read = async (path: string) => {
  const file = await mail.read(path)
  if (!file.ok) throw new Error(file.fault.kind)
  return file.value
}

async function spoil(name: string): Promise<void> {
  const path = `${place}/${name}`
  const bytes = await read(path)
  await mail.write(path, bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1))
}

const asideOf = () =>
  Object.keys(mail.files())
    .filter((path) => path.includes('.aside-'))
    .map((path) => path.replace(/-[0-9a-f]{16}$/, '').slice(place.length + 1))

async function held(): Promise<readonly unknown[]> {
  const nonce = 'ab'.repeat(16)
  const desk = { ...openDesk(out), mail, published: new MemoryDisk() }
  const body = (await answerHello(desk, { device, nonce })) ?? new Uint8Array()
  const hello = readHello(body, { device, nonce }, [receiptKey.publicKey])
  return hello.ok ? hello.value.holding : [hello.fault]
}

/** The kiosk sends the two files once more. */
async function sendAgain(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) await mail.write(`${place}/${name}`, bytes)
}

test.each(['batch.json', 'batch.sig'])(
  'a spoiled %s makes room for the true one, and nothing is deleted',
  async (name) => {
    const sound = {
      'batch.sig': await read(`${place}/batch.sig`),
      'batch.json': await read(`${place}/batch.json`),
    }
    await spoil(name)
    const before = new Set(Object.values(mail.files()))
    expect(await takeIn()).not.toEqual(['ok'])
    expect(asideOf()).toEqual(['batch.json.aside', 'batch.sig.aside'])
    expect(new Set(Object.values(mail.files()))).toEqual(before)
    expect(await held()).toEqual([])
    expect(await takeIn()).toEqual([])
    await sendAgain(sound)
    expect(await takeIn()).toEqual(['ok'])
  },
)

test('the same spoiled files again and again are kept once', async () => {
  const sig = await read(`${place}/batch.sig`)
  const json = await read(`${place}/batch.json`)
  await spoil('batch.sig')
  const spoiled = await read(`${place}/batch.sig`)
  await takeIn()
  await sendAgain({ 'batch.sig': spoiled, 'batch.json': json })
  await takeIn()
  expect(asideOf().length).toBe(2)
  await sendAgain({ 'batch.sig': sig, 'batch.json': json })
  expect(await takeIn()).toEqual(['ok'])
})

test.each([kiosks.neighbour, kiosks.unknown])(
  'a true batch of another kiosk in this place makes room too',
  async (by) => {
    await mail.remove(place)
    const other = await putBatch(mail, [await studentPacket(2, by, { school: '30300002' })], { by })
    await mail.rename(other.directory, place)
    await takeIn()
    expect(asideOf()).toEqual(['batch.json.aside', 'batch.sig.aside'])
  },
)

test('what only waits, or is evidence, stays where it is', async () => {
  const signature = `${place}/batch.sig`
  const bytes = await read(signature)
  await mail.remove(signature)
  expect(await takeIn()).toEqual(['missing-signature'])
  await mail.write(signature, bytes)
  const [packet = ''] = Object.keys(mail.files()).filter((path) => path.endsWith('.packet'))
  await mail.rename(packet, 'elsewhere')
  expect(await takeIn()).toEqual(['missing-packets'])
  await mail.rename('elsewhere', packet)
  expect(await takeIn()).toEqual(['ok'])
  const fork = await putBatch(mail, [await studentPacket(2)])
  await mail.rename(fork.directory, `${device}/1-${fork.hash.slice(0, 16)}`)
  expect((await takeIn()).sort()).toEqual(['fork', 'ok'])
  expect(asideOf()).toEqual([])
})

test('files on a stick of another layout are left alone', async () => {
  await spoil('batch.json')
  await mail.makeDirectory('stick')
  await mail.rename(place, 'stick/1')
  expect(await takeIn()).toEqual([expect.stringMatching(/bad-signature|malformed/)])
  expect(Object.keys(mail.files()).some((path) => path.includes('aside'))).toBe(false)
})
