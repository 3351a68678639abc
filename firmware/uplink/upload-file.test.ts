import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server as TusServer } from '@tus/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createNodeHttp } from '../../hal/bus/node-http.ts'
import { createRealClock } from '../../hal/bus/real-clock.ts'
import { createSeededRandom } from '../../sim/random/seeded-random.ts'
import { uploadFile } from './upload-file.ts'

const bytes = createSeededRandom(8).bytes(300_000)
const never = new AbortController().signal
const clock = createRealClock()

/** Passes bytes on, and resets both sides after so many of them; then it is a good line again. */
interface CutLine {
  readonly port: number
  cutAfter: { toServer?: number; toKiosk?: number }
  passed: number
  close(): void
}

let folder = ''
let http: ReturnType<typeof createNodeHttp>
let server: Server
let line: CutLine
let finished: string[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekam-tus-'))
  finished = []
  http = createNodeHttp()
  const tus = new TusServer({
    path: '/tus',
    datastore: new FileStore({ directory: folder }),
    relativeLocation: true,
    lockDrainTimeout: 50,
    onUploadFinish: async (_request, upload) => {
      finished.push(upload.id)
      return {}
    },
  })
  server = createServer((request, response) => void tus.handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  line = await openCutLine((server.address() as AddressInfo).port)
})

afterEach(async () => {
  http.close()
  line.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function openCutLine(target: number): Promise<CutLine> {
  const sockets = new Set<Socket>()
  const tcp = createTcpServer((kiosk) => {
    const far = connect(target, '127.0.0.1')
    const reset = () => [kiosk, far].map((socket) => socket.resetAndDestroy())
    const pass = (from: Socket, to: Socket, way: 'toServer' | 'toKiosk') => {
      sockets.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
      from.on('data', (portion: Buffer) => {
        const left = opened.cutAfter[way] ?? Number.POSITIVE_INFINITY
        if (way === 'toServer') opened.passed += Math.min(left, portion.length)
        if (portion.length < left) {
          to.write(portion)
          if (left < Number.POSITIVE_INFINITY) opened.cutAfter[way] = left - portion.length
          return
        }
        delete opened.cutAfter[way]
        // What crossed before the cut has arrived.
        to.write(portion.subarray(0, left), reset)
      })
    }
    pass(kiosk, far, 'toServer')
    pass(far, kiosk, 'toKiosk')
  })
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve))
  const opened: CutLine = {
    port: (tcp.address() as AddressInfo).port,
    cutAfter: {},
    passed: 0,
    close() {
      for (const socket of sockets) socket.destroy()
      tcp.close()
    },
  }
  return opened
}

function upload(knownUrl: string | undefined, remember: (url: string) => void) {
  const file = {
    metadata: { name: 'x.packet' },
    bytes,
    knownUrl,
    remember: async (url: string) => remember(url),
  }
  return uploadFile(http, clock, `http://127.0.0.1:${line.port}/tus`, file, never)
}

const storedFiles = () => readdirSync(folder).filter((name) => !name.endsWith('.json'))
const stored = () => readFileSync(join(folder, storedFiles()[0] ?? ''))

test('on a good line the file arrives whole and once, its address kept', async () => {
  const urls: string[] = []
  expect(await upload(undefined, (url) => urls.push(url))).toEqual({ ok: true, value: undefined })
  expect(stored().equals(Buffer.from(bytes))).toBe(true)
  expect([finished.length, urls.length]).toEqual([1, 1])
})

test('cut in the middle, the next try goes on from where the server is', async () => {
  let url: string | undefined
  const remember = (given: string) => {
    url = given
  }
  let tries = 0
  for (let sent = false; !sent; tries += 1) {
    if (tries < 4) line.cutAfter.toServer = 80_000
    const result = await upload(url, remember)
    if (!result.ok) expect(result.fault.kind).toBe('unreachable')
    sent = result.ok
  }
  expect(tries).toBe(5)
  expect(stored().equals(Buffer.from(bytes))).toBe(true)
  expect(finished.length).toBe(1)
  // At most one chunk is wasted by each cut.
  expect(line.passed).toBeLessThan(bytes.length + 4 * 65_536)
})

test('after a restart of the kiosk the remembered address is enough', async () => {
  let url: string | undefined
  line.cutAfter.toServer = 150_000
  expect((await upload(undefined, (given) => (url = given))).ok).toBe(false)
  http.close()
  http = createNodeHttp()
  const before = line.passed
  expect((await upload(url, () => expect.fail('the upload was created again'))).ok).toBe(true)
  expect(stored().equals(Buffer.from(bytes))).toBe(true)
  expect(line.passed - before).toBeLessThan(bytes.length * 0.6)
})

test('a server that forgot the upload gets it again', async () => {
  let url: string | undefined
  line.cutAfter.toServer = 150_000
  await upload(undefined, (given) => (url = given))
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  const forgotten = url
  expect((await upload(url, (given) => (url = given))).ok).toBe(true)
  expect(url).not.toBe(forgotten)
  expect(stored().equals(Buffer.from(bytes))).toBe(true)
})

test('a server that lost the last bytes after saying yes gets just those', async () => {
  let url: string | undefined
  await upload(undefined, (given) => (url = given))
  truncateSync(join(folder, storedFiles()[0] ?? ''), 200_000)
  const before = line.passed
  expect((await upload(url, () => undefined)).ok).toBe(true)
  expect(stored().equals(Buffer.from(bytes))).toBe(true)
  expect(line.passed - before).toBeLessThan(120_000)
})

test('the answer to the last bytes lost: the next try sends nothing and there is one file', async () => {
  let url: string | undefined
  const remember = (given: string) => {
    url = given
    // The fifth answer from here says that all has come: it is cut at its first byte.
    cutAnswer(5)
  }
  expect((await upload(undefined, remember)).ok).toBe(false)
  expect(finished.length).toBe(1)
  const before = line.passed
  expect((await upload(url, () => expect.fail('created again'))).ok).toBe(true)
  expect([finished.length, storedFiles().length]).toEqual([1, 1])
  expect(line.passed - before).toBeLessThan(1_000)
})

function cutAnswer(number: number): void {
  let left = number
  server.on('request', () => {
    left -= 1
    if (left === 0) line.cutAfter.toKiosk = 1
  })
}

test('what had come before the kiosk was told to stop is not sent again', async () => {
  let url: string | undefined
  const stop = new AbortController()
  const file = { metadata: { name: 'x.packet' }, bytes, knownUrl: undefined }
  const remember = async (given: string) => {
    url = given
    server.once('request', () => stop.abort())
  }
  const endpoint = `http://127.0.0.1:${line.port}/tus`
  const stopped = await uploadFile(http, clock, endpoint, { ...file, remember }, stop.signal)
  expect(stopped).toEqual({ ok: false, fault: { kind: 'cancelled' } })
  expect((await upload(url, () => expect.fail('created again'))).ok).toBe(true)
  expect(stored().equals(Buffer.from(bytes))).toBe(true)
})
