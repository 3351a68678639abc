import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Upload, type UploadOptions } from 'tus-js-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readReceipt, receiptName } from '../../firmware/custody/chain/receipt.ts'
import { TusClient } from '../../firmware/exchange/link/tus-client.ts'
import { uploadFile } from '../../firmware/exchange/link/upload-file.ts'
import type { BatchOutcome } from '../../firmware/registry/intake/intake-folder.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { eventually } from '../../test/eventually.ts'
import { announced, metadataHeader } from '../../test/stand/announced.ts'
import {
  kiosks,
  openDesk,
  putBatch,
  receiptKey,
  studentId,
  studentPacket,
} from '../../test/stand/intake-stand.ts'
import { openOffice } from '../../test/stand/open-office.ts'
import { MemoryDisk } from '../disk/memory-disk.ts'
import type { District } from './district.ts'

let folder = ''
let office: District
let http: ReturnType<typeof createNodeHttp>
let outcomes: BatchOutcome[]
let told: () => void
const never = new AbortController().signal
const { device } = kiosks.own

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekam-district-'))
  http = createNodeHttp()
  outcomes = []
  told = () => undefined
  office = await open()
})

afterEach(async () => {
  http.close()
  await office.close()
})

function open(): Promise<District> {
  return openOffice(folder, openDesk(createNodeDisk(join(folder, 'out'))), (outcome) => {
    outcomes.push(outcome)
    told()
  })
}

// Of the batch that was made last.
let batchWord = 'a'.repeat(16)

const wordsFor = (name: string, bytes: Uint8Array, by = kiosks.own) => announced(by, batchWord, name, bytes)

// Files of a true batch in the order a kiosk sends them.
async function batchFiles(): Promise<readonly (readonly [name: string, bytes: Uint8Array])[]> {
  const source = new MemoryDisk()
  const packets = [await studentPacket(1), await studentPacket(2)]
  const { batch, hash } = await putBatch(source, packets)
  batchWord = hash.slice(0, 16)
  return [
    ...packets.map(({ sha256, bytes }) => [`${sha256}.packet`, bytes] as const),
    ['batch.sig', Buffer.from(batch.signature)],
    ['batch.json', batch.bytes],
  ]
}

/** Sends with the reference client; resolves with the upload's address. */
function sendByReference(name: string, bytes: Uint8Array, options: UploadOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(Buffer.from(bytes), {
      endpoint: `${office.url}tus`,
      metadata: options.metadata ?? wordsFor(name, bytes),
      retryDelays: null,
      storeFingerprintForResuming: false,
      onError: reject,
      onSuccess: () => resolve(upload.url ?? ''),
      ...options,
    })
    upload.start()
  })
}

function sendByKiosk(name: string, bytes: Uint8Array, knownUrl?: string) {
  const upload = { metadata: wordsFor(name, bytes), bytes, knownUrl, remember: async () => undefined }
  const clock = createRealClock()
  return uploadFile(new TusClient(http, clock, `${office.url}tus`), clock, upload, never)
}

async function receipt() {
  const get = async (ending: string) => {
    const url = `${office.url}receipt/${receiptName(device, 1)}.${ending}`
    const answer = await http.send({ method: 'GET', url }, never)
    if (!answer.ok || answer.value.status !== 200) throw new Error(`no ${ending}`)
    return answer.value.body
  }
  const [bytes, signature] = [await get('json'), await get('sig')]
  return readReceipt(bytes, Buffer.from(signature).toString('latin1'), [receiptKey.publicKey])
}

const takenIn = () =>
  new Promise<void>((resolve) => {
    if (outcomes.some(({ result }) => result.ok)) return resolve()
    told = () => {
      if (outcomes.some(({ result }) => result.ok)) resolve()
    }
  })

const inMail = (name: string) => readFileSync(join(folder, 'mail', device, `1-${batchWord}`, name))

test('a batch sent by the reference client gets its receipt', async () => {
  const files = await batchFiles()
  for (const [name, bytes] of files) await sendByReference(name, bytes, { chunkSize: 700 })
  await takenIn()
  const signed = await receipt()
  expect(signed.ok && [signed.value.accepted.length, signed.value.rejected.length]).toEqual([2, 0])
  expect(readdirSync(join(folder, 'out/student'))).toEqual([studentId(1), studentId(2)])
  for (const [name, bytes] of files) expect(inMail(name).equals(bytes)).toBe(true)
})

test('an upload begun by the reference client is finished by the kiosk, and the other way round', async () => {
  const [[name, bytes] = ['', new Uint8Array()]] = await batchFiles()
  let url = ''
  await new Promise<void>((resolve, reject) => {
    const upload: Upload = new Upload(Buffer.from(bytes), {
      endpoint: `${office.url}tus`,
      metadata: wordsFor(name, bytes),
      chunkSize: 1_000,
      onError: reject,
      onChunkComplete: () => {
        url = upload.url ?? ''
        void upload.abort().then(resolve)
      },
    })
    upload.start()
  })
  expect(existsSync(join(folder, 'mail', device, `1-${batchWord}`, name))).toBe(false)
  expect((await sendByKiosk(name, bytes, url)).ok).toBe(true)
  expect(inMail(name).equals(bytes)).toBe(true)
  expect(await sendByReference(name, bytes, { uploadUrl: url })).toBe(url)
})

test('a file announced again after it was finished never spoils the one in the mail room', async () => {
  const [[name, bytes] = ['', new Uint8Array()]] = await batchFiles()
  await sendByKiosk(name, bytes)
  const headers = {
    'tus-resumable': '1.0.0',
    'upload-length': String(bytes.length),
    'upload-metadata': metadataHeader(wordsFor(name, bytes)),
  }
  const created = await http.send({ method: 'POST', url: `${office.url}tus`, headers }, never)
  expect(created.ok && created.value.status).toBe(201)
  expect(inMail(name).equals(bytes)).toBe(true)
  // A kiosk that lost its memory sends all of it once more: still one file, still whole.
  expect((await sendByKiosk(name, bytes)).ok).toBe(true)
  expect(readdirSync(join(folder, 'mail', device, `1-${batchWord}`))).toEqual([name])
  expect(inMail(name).equals(bytes)).toBe(true)
})

test('a batch sent twice over, with all answers forgotten, is taken in once', async () => {
  const files = await batchFiles()
  for (const [name, bytes] of files) await sendByKiosk(name, bytes)
  await takenIn()
  const first = await receipt()
  for (const [name, bytes] of files) await sendByKiosk(name, bytes)
  await office.close()
  office = await open()
  expect(await receipt()).toEqual(first)
  expect(readdirSync(join(folder, 'out/student')).length).toBe(2)
  const again = outcomes.filter(({ result }) => result.ok && result.value.again)
  expect(again.length).toBe(outcomes.length - 1)
})

test('an office cut between the last byte and the mail room asks for the file again', async () => {
  const [[name, bytes] = ['', new Uint8Array()]] = await batchFiles()
  const url = await sendByReference(name, bytes)
  await office.close()
  rmSync(join(folder, 'mail'), { recursive: true })
  office = await open()
  const { pathname } = new URL(url)
  expect((await sendByKiosk(name, bytes, pathname)).ok).toBe(true)
  expect(inMail(name).equals(bytes)).toBe(true)
})

test('a file that was put aside is one that the office does not know, and comes once more', async () => {
  const [, , [name, bytes] = ['', new Uint8Array()]] = await batchFiles()
  const url = new URL(await sendByReference(name, bytes)).pathname
  expect((await sendByKiosk(name, bytes, url)).ok).toBe(true)
  const batch = join(folder, 'mail', device, `1-${batchWord}`)
  renameSync(join(batch, name), join(batch, `${name}.aside-0`))
  expect((await sendByKiosk(name, bytes, url)).ok).toBe(true)
  expect(inMail(name).equals(bytes)).toBe(true)
})

test('a stranger who takes the place of a manifest or of a signature holds nothing up for ever', async () => {
  const files = await batchFiles()
  const forged: Record<string, Uint8Array> = {
    'batch.sig': Buffer.from('x'),
    'batch.json': Buffer.from('{}'),
  }
  for (const [name, bytes] of Object.entries(forged)) await sendByReference(name, bytes)
  const inPlace = () => readdirSync(join(folder, 'mail', device, `1-${batchWord}`))
  await eventually('both are put aside', () => inPlace().filter((name) => /aside/.test(name)).length === 2)
  for (const [name, bytes] of files) await sendByKiosk(name, bytes)
  await takenIn()
  expect((await receipt()).ok).toBe(true)
})

test.each(['batch.json', 'batch.sig'])('an empty %s is refused, so that it keeps no place', async (name) => {
  await expect(sendByReference(name, new Uint8Array())).rejects.toThrow('response code: 400')
  expect(existsSync(join(folder, 'mail', device, `1-${batchWord}`, name))).toBe(false)
})

test('a file sent three times at once arrives whole', async () => {
  const large = Buffer.alloc(8_000_000, 7)
  const name = `${'c'.repeat(64)}.packet`
  const sent = await Promise.all([1, 2, 3].map(() => sendByKiosk(name, large)))
  expect(sent.some(({ ok }) => ok)).toBe(true)
  expect(inMail(name).equals(large)).toBe(true)
})

test.each(['//', 'http://', '/%', '/tus/%e0', '/receipt/%'])(
  'an address such as %j does no harm',
  async (address) => {
    const { hostname, port } = new URL(office.url)
    const status = await new Promise((resolve, reject) => {
      const request = get({ hostname, port, path: address }, (answer) => resolve(answer.resume().statusCode))
      request.on('error', reject)
    })
    expect([400, 404]).toContain(status)
  },
)

test('a half-sent file survives a restart of the office', async () => {
  const [[name, bytes] = ['', new Uint8Array()]] = await batchFiles()
  const headers = { 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' }
  const stop = sendByReference(name, bytes, {
    uploadSize: bytes.length,
    chunkSize: 1_000,
    onChunkComplete: fail,
  })
  await expect(stop).rejects.toThrow('enough')
  const id = `${device}-1-${batchWord}-${name}`
  await office.close()
  office = await open()
  const head = await http.send({ method: 'HEAD', url: `${office.url}tus/${id}`, headers }, never)
  expect(head.ok && head.value.headers['upload-offset']).toBe('1000')
  expect((await sendByKiosk(name, bytes, `/tus/${id}`)).ok).toBe(true)
  expect(inMail(name).equals(bytes)).toBe(true)
})

function fail(): never {
  throw new Error('enough')
}

test('garbage that a stranger puts into an upload on its way costs one more try, and no verdict', async () => {
  const files = await batchFiles()
  const [name, bytes] = files[0] ?? ['', new Uint8Array()]
  // Announced by the kiosk, and heard on a network without TLS.
  const headers = {
    'tus-resumable': '1.0.0',
    'upload-length': String(bytes.length),
    'upload-metadata': metadataHeader(wordsFor(name, bytes)),
  }
  const created = await http.send({ method: 'POST', url: `${office.url}tus`, headers }, never)
  const address = created.ok ? (created.value.headers['location'] ?? '') : ''
  const garbage = {
    'tus-resumable': '1.0.0',
    'upload-offset': '0',
    'content-type': 'application/offset+octet-stream',
  }
  const url = new URL(address, office.url).href
  const put = await http.send(
    { method: 'PATCH', url, headers: garbage, body: new Uint8Array(bytes.length) },
    never,
  )
  expect(put.ok && put.value.status).toBe(460)
  expect((await sendByKiosk(name, bytes, address)).ok).toBe(true)
  for (const [other, content] of files.slice(1)) await sendByKiosk(other, content)
  await takenIn()
  const signed = await receipt()
  expect(signed.ok && [signed.value.accepted.length, signed.value.rejected.length]).toEqual([2, 0])
})
