import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server as TusServer } from '@tus/server'
import { Upload } from 'tus-js-client'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TusClient } from '../../firmware/exchange/link/tus-client.ts'
import { uploadFile } from '../../firmware/exchange/link/upload-file.ts'
import type { Http } from '../../hal/contract/http.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createSeededRandom } from '../../sim/random/seeded-random.ts'
import { announced, metadataHeader } from '../stand/announced.ts'
import { kiosks, openDesk } from '../stand/intake-stand.ts'
import { openOffice } from '../stand/open-office.ts'

const never = new AbortController().signal
const clock = createRealClock()
const http = createNodeHttp()
const bytes = createSeededRandom(6).bytes(120_000)
const [batch, name] = ['b'.repeat(16), `${'a'.repeat(64)}.packet`]
const metadata = announced(kiosks.own, batch, name, bytes)
afterAll(() => http.close())

/** A server of tus, and how to read what it has of the one file. */
interface TusPeer {
  readonly endpoint: string
  stored(): Buffer
  close(): Promise<void>
}

/** `@tus/server` with its `FileStore` and nothing set; `seen` gets every request. */
async function openStock(seen: IncomingMessage[] = []): Promise<TusPeer> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-stock-'))
  const tus = new TusServer({ path: '/files', datastore: new FileStore({ directory: folder }) })
  const server: Server = createServer((request, response) => {
    seen.push(request)
    void tus.handle(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/files`,
    stored: () =>
      readFileSync(join(folder, readdirSync(folder).find((name) => !name.endsWith('.json')) ?? '')),
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function openDistrictPeer(): Promise<TusPeer> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-peer-'))
  const office = await openOffice(folder, openDesk(createNodeDisk(join(folder, 'out'))))
  return {
    endpoint: `${office.url}tus`,
    stored: () => readFileSync(join(folder, 'mail', kiosks.own.device, `1-${batch}`, name)),
    close: () => office.close(),
  }
}

function sendByKiosk(endpoint: string, over: Http = http, remember = (_url: string): void => undefined) {
  const office = new TusClient(over, clock, endpoint)
  const file = { metadata, bytes, knownUrl: undefined, remember: async (url: string) => remember(url) }
  return uploadFile(office, clock, file, never)
}

function sendByReference(endpoint: string, uploadUrl?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { endpoint, metadata, retryDelays: null, storeFingerprintForResuming: false }
    const where = uploadUrl ? { uploadUrl } : {}
    const ends = { onSuccess: () => resolve(), onError: reject }
    new Upload(Buffer.from(bytes), { ...options, ...where, ...ends, chunkSize: 50_000 }).start()
  })
}

describe.each([
  ['a stock @tus/server', openStock],
  ['our district', openDistrictPeer],
] as const)('%s', (_name, open) => {
  let peer: TusPeer
  beforeEach(async () => {
    peer = await open()
  })
  afterEach(() => peer.close())

  const ask = async (
    method: 'HEAD' | 'OPTIONS' | 'POST' | 'PATCH',
    url: string,
    headers = {},
    body?: Uint8Array,
  ) => {
    const answer = await http.send({ method, url, headers, ...(body && { body }) }, never)
    if (!answer.ok) throw new Error(answer.fault.kind)
    return answer.value
  }
  const tus = { 'tus-resumable': '1.0.0' }
  const words = metadataHeader(metadata)
  const create = async () => {
    const headers = { ...tus, 'upload-length': String(bytes.length), 'upload-metadata': words }
    const { status, headers: given } = await ask('POST', peer.endpoint, headers)
    expect(status).toBe(201)
    return new URL(given['location'] ?? '', peer.endpoint).href
  }
  const type = { 'content-type': 'application/offset+octet-stream' }

  test('our sender sends to it', async () => {
    expect(await sendByKiosk(peer.endpoint)).toEqual({ ok: true, value: undefined })
    expect(peer.stored().equals(Buffer.from(bytes))).toBe(true)
  })

  test('tus-js-client sends to it', async () => {
    await sendByReference(peer.endpoint)
    expect(peer.stored().equals(Buffer.from(bytes))).toBe(true)
  })

  test('what one client began the other finds finished, over the same address', async () => {
    let url = ''
    await sendByKiosk(peer.endpoint, http, (given) => (url = new URL(given, peer.endpoint).href))
    await sendByReference(peer.endpoint, url)
    expect(peer.stored().equals(Buffer.from(bytes))).toBe(true)
  })

  test('OPTIONS tells what it can, without a version asked for', async () => {
    const { status, headers } = await ask('OPTIONS', peer.endpoint)
    expect([200, 204]).toContain(status)
    expect(headers['tus-version']).toContain('1.0.0')
    expect(headers['tus-extension']).toContain('creation')
  })

  test('HEAD tells offset and length, and forbids to keep the answer', async () => {
    const url = await create()
    const first = await ask('HEAD', url, tus)
    expect(first).toMatchObject({
      status: 200,
      headers: { 'upload-offset': '0', 'cache-control': 'no-store' },
    })
    await ask('PATCH', url, { ...tus, ...type, 'upload-offset': '0' }, bytes.subarray(0, 7_000))
    const { headers } = await ask('HEAD', url, tus)
    expect([headers['upload-offset'], headers['upload-length']]).toEqual(['7000', String(bytes.length)])
  })

  test.each([
    ['another offset', { ...tus, ...type, 'upload-offset': '5' }, 409],
    ['no offset', { ...tus, ...type }, 403],
    ['another type', { ...tus, 'content-type': 'text/plain', 'upload-offset': '0' }, 400],
    ['no version', { ...type, 'upload-offset': '0' }, 412],
  ])('PATCH with %s changes nothing', async (_what, headers, status) => {
    const url = await create()
    expect((await ask('PATCH', url, headers, bytes.subarray(0, 100))).status).toBe(status)
    expect((await ask('HEAD', url, tus)).headers['upload-offset']).toBe('0')
  })

  test('an upload it does not know is 404', async () => {
    const url = `${await create()}x`
    expect((await ask('HEAD', url, tus)).status).toBe(404)
    const patch = { ...tus, ...type, 'upload-offset': '0' }
    expect((await ask('PATCH', url, patch, bytes.subarray(0, 100))).status).toBe(404)
  })
})

test('our requests carry what tus 1.0 asks of a client', async () => {
  const seen: IncomingMessage[] = []
  const peer = await openStock(seen)
  expect((await sendByKiosk(peer.endpoint)).ok).toBe(true)
  const [post, patch] = seen
  expect(seen.map(({ method }) => method)).toEqual(['POST', 'PATCH'])
  for (const { headers } of seen) expect(headers['tus-resumable']).toBe('1.0.0')
  expect(post?.headers).toMatchObject({ 'upload-length': String(bytes.length), 'content-length': '0' })
  expect(patch?.headers).toMatchObject({
    'upload-offset': '0',
    'content-type': 'application/offset+octet-stream',
    'content-length': String(bytes.length),
  })
  await peer.close()
})

test('without word of what was delivered the same file goes in chunks', async () => {
  const seen: IncomingMessage[] = []
  const peer = await openStock(seen)
  const plain: Http = { send: (...request) => http.send(...request) }
  expect((await sendByKiosk(peer.endpoint, plain)).ok).toBe(true)
  expect(seen.filter(({ method }) => method === 'PATCH').length).toBeGreaterThan(2)
  expect(peer.stored().equals(Buffer.from(bytes))).toBe(true)
  await peer.close()
})
