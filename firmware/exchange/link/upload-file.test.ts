import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server as TusServer } from '@tus/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createNodeHttp } from '../../../hal/linux/node-http.ts'
import { createRealClock } from '../../../hal/linux/real-clock.ts'
import { createSeededRandom } from '../../../sim/random/seeded-random.ts'
import { TusClient } from './tus-client.ts'
import { type UploadProgress, uploadFile } from './upload-file.ts'

const bytes = createSeededRandom(8).bytes(300_000)
const never = new AbortController().signal
const clock = createRealClock()

/** Passes bytes on, and resets both sides after a given number of them, each in turn; then it is a good line. */
interface CutLine {
  readonly port: number
  readonly cutAfter: { readonly toServer: number[]; readonly toKiosk: number[] }
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
    const pass = (from: Socket, to: Socket, way: 'toServer' | 'toKiosk') => {
      sockets.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
      from.on('data', (portion: Buffer) => {
        const [left = Number.POSITIVE_INFINITY] = opened.cutAfter[way]
        if (way === 'toServer') opened.passed += Math.min(left, portion.length)
        if (portion.length < left) {
          to.write(portion)
          if (left < Number.POSITIVE_INFINITY) opened.cutAfter[way][0] = left - portion.length
          return
        }
        opened.cutAfter[way].shift()
        // Bytes that crossed before the cut have arrived.
        to.end(portion.subarray(0, left), () => from.resetAndDestroy())
      })
    }
    pass(kiosk, far, 'toServer')
    pass(far, kiosk, 'toKiosk')
  })
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve))
  const opened: CutLine = {
    port: (tcp.address() as AddressInfo).port,
    cutAfter: { toServer: [], toKiosk: [] },
    passed: 0,
    close() {
      for (const socket of sockets) socket.destroy()
      tcp.close()
    },
  }
  return opened
}

interface Run {
  readonly knownUrl?: string | undefined
  readonly remember?: (url: string) => void
  readonly progress?: (progress: UploadProgress) => void
  readonly stop?: AbortSignal
}

function upload({ knownUrl, remember, progress, stop = never }: Run = {}) {
  const office = new TusClient(http, clock, `http://127.0.0.1:${line.port}/tus`)
  const file = {
    metadata: { name: 'x.packet' },
    bytes,
    knownUrl,
    remember: async (url: string) => remember?.(url),
    ...(progress && { progress }),
  }
  return uploadFile(office, clock, file, stop)
}

/** Sends until a given number of bytes are on their way, as a kiosk does that is switched off; gives the address. */
async function uploadPart(count: number): Promise<string> {
  const stop = new AbortController()
  let url = ''
  const progress = ({ deliveredBytes }: UploadProgress) => deliveredBytes >= count && stop.abort()
  const result = await upload({ remember: (given) => (url = given), progress, stop: stop.signal })
  expect(result).toEqual({ ok: false, fault: { kind: 'cancelled' } })
  return url
}

const storedFiles = () => readdirSync(folder).filter((name) => !name.endsWith('.json'))
const stored = () => readFileSync(join(folder, storedFiles()[0] ?? ''))
const noNewUpload = () => expect.fail('the upload was created again')

test('on a good line the file arrives whole and once, its address kept', async () => {
  const urls: string[] = []
  const progress: UploadProgress[] = []
  const result = await upload({
    remember: (url) => urls.push(url),
    progress: (told) => progress.push(told),
  })
  expect(result).toEqual({ ok: true, value: undefined })
  expect(stored().equals(Buffer.from(bytes))).toBe(true)
  expect([finished.length, urls.length]).toEqual([1, 1])
  expect(progress.at(-1)).toEqual({ confirmedBytes: bytes.length, deliveredBytes: bytes.length })
  expect(progress.length).toBeGreaterThan(3)
})

test('cut again and again, it goes on from where the server is, in one call', async () => {
  line.cutAfter.toServer.push(80_000, 80_000, 80_000)
  expect((await upload()).ok).toBe(true)
  expect(line.cutAfter.toServer).toEqual([])
  expect(stored().equals(Buffer.from(bytes))).toBe(true)
  expect(finished.length).toBe(1)
  expect(line.passed).toBeLessThan(bytes.length * 1.02)
})

test('a line that is cut before anything gets through is given up after a few tries', async () => {
  line.cutAfter.toServer.push(80_000, ...Array.from({ length: 10 }, () => 1))
  const result = await upload()
  expect(!result.ok && result.fault.kind).toBe('unreachable')
  expect(line.cutAfter.toServer.length).toBeGreaterThan(5)
})

test('after a restart of the kiosk the remembered address is enough', async () => {
  const knownUrl = await uploadPart(150_000)
  http.close()
  http = createNodeHttp()
  const before = line.passed
  expect((await upload({ knownUrl, remember: noNewUpload })).ok).toBe(true)
  expect(stored().equals(Buffer.from(bytes))).toBe(true)
  expect(line.passed - before).toBeLessThan(bytes.length * 0.6)
})

test('a server that forgot the upload gets it again', async () => {
  const knownUrl = await uploadPart(150_000)
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  const urls: string[] = []
  expect((await upload({ knownUrl, remember: (url) => urls.push(url) })).ok).toBe(true)
  expect(urls.length).toBe(1)
  expect(urls).not.toContain(knownUrl)
  expect(stored().equals(Buffer.from(bytes))).toBe(true)
})

test('a server that lost the last bytes after saying yes gets just those', async () => {
  let knownUrl: string | undefined
  await upload({ remember: (url) => (knownUrl = url) })
  truncateSync(join(folder, storedFiles()[0] ?? ''), 200_000)
  const before = line.passed
  expect((await upload({ knownUrl, remember: noNewUpload })).ok).toBe(true)
  expect(stored().equals(Buffer.from(bytes))).toBe(true)
  expect(line.passed - before).toBeLessThan(120_000)
})

test('the answer to the last bytes lost: nothing is sent again and there is one file', async () => {
  // The second answer from here says that all has come: it is cut at its first byte.
  cutAnswer(2)
  expect((await upload()).ok).toBe(true)
  expect(line.cutAfter.toKiosk).toEqual([])
  expect([finished.length, storedFiles().length]).toEqual([1, 1])
  expect(line.passed).toBeLessThan(bytes.length + 1_500)
})

function cutAnswer(number: number): void {
  let left = number
  server.on('request', () => {
    left -= 1
    if (left === 0) line.cutAfter.toKiosk.push(1)
  })
}
