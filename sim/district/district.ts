import { mkdir, stat, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Server as TusServer } from '@tus/server'
import { answerHello } from '../../firmware/registry/intake/answer-hello.ts'
import { answerUnlock, mostUnlockBytes } from '../../firmware/registry/intake/answer-unlock.ts'
import type { IntakeContext } from '../../firmware/registry/intake/intake-context.ts'
import type { BatchOutcome } from '../../firmware/registry/intake/intake-folder.ts'
import { ownHands } from '../../firmware/registry/intake/open-student.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import { type Conduct, conductOf } from './conduct.ts'
import { leanAnswer } from './lean-answer.ts'
import { isIn, kioskWord, type UploadPlace, uploadPlace } from './mail-room.ts'
import { MailStore } from './mail-store.ts'
import { publishedPath, servePublished } from './published.ts'
import { takeInMail } from './take-in-mail.ts'

/** The base of a district office: the real `@tus/server` before the registry's own intake. */
export interface DistrictSetup {
  /** Folder of the finished uploads, `mail`. */
  readonly folder: string
  /** Folder for half-finished uploads: this instance's alone. */
  readonly store: string
  /** Whether this instance takes in what it, and others beside it, have received. One of them does. */
  readonly takesIn: boolean
  readonly clock: Clock
  /** Loopback port; 0 picks one. */
  readonly port: number
  /** The mail room as a disk: the same folder's `mail`. */
  readonly mail: Disk
  /** Files for kiosks: `key-list.json`, `status-<npsn>.json`, `roster-<npsn>.json.age`, each with its `.sig`. */
  readonly published: Disk
  readonly desk: IntakeContext
  readonly report: (outcome: BatchOutcome) => void
  /** A good office when absent. Losing its power is up to its opener. */
  readonly conduct?: Conduct
}

export interface District {
  readonly url: string
  close(): Promise<void>
}

/** Opens the office: uploads at `/tus`, receipts at `/receipt/<name>`, `/hello`, `/unlock`, and what is published at `/down`. */
export async function openDistrict(setup: DistrictSetup): Promise<District> {
  const { folder, mail, conduct = conductOf([], 0) } = setup
  const desk = { ...setup.desk, hands: conduct.hands(setup.desk.hands ?? ownHands) }
  await mkdir(setup.store, { recursive: true })
  await mkdir(join(folder, 'mail'), { recursive: true })
  let intake: Promise<unknown> = Promise.resolve()
  const takeIn = () => {
    if (setup.takesIn) intake = intake.then(() => takeInMail(desk, mail, setup.report))
  }
  const tus = openTus(setup, conduct)
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (conduct.lateMs > 0) await setup.clock.sleep(conduct.lateMs, closed.signal)
    if (conduct.isBusy()) return void response.writeHead(503, { 'retry-after': '5' }).end()
    const [path = '', base] = [request.url, 'http://office']
    if (!URL.canParse(path, base)) return void response.writeHead(400).end()
    const { pathname, searchParams } = new URL(path, base)
    const published = publishedPath(pathname)
    if (pathname.startsWith('/receipt/')) return sendReceipt(desk.out, request, response)
    if (pathname === '/hello') return sendHello(setup, searchParams, response)
    if (pathname === '/unlock') return sendUnlock(setup.desk, request, response)
    if (published) return sendPublished(setup.published, published, request, response)
    await tus.handle(request, leanAnswer(response))
  }
  const closed = new AbortController()
  const server = createServer((request, response) => void serve(request, response))
  // Node's default of 300 s for a whole request would cut a slow but honest sender.
  server.requestTimeout = 0
  // A new connection costs seconds on a village link; the same as in nginx.conf.
  server.keepAliveTimeout = 120_000
  await new Promise<void>((resolve) => server.listen(setup.port, '127.0.0.1', resolve))
  takeIn()
  const listening = setup.takesIn ? listenForBell(setup, takeIn, closed.signal) : undefined
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      closed.abort()
      await listening
      await closeServer(server)
      await intake
    },
  }
}

async function sendUnlock(
  desk: IntakeContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    bytes += (part as Buffer).length
    if (bytes > mostUnlockBytes) return void response.writeHead(413).end()
    parts.push(part as Buffer)
  }
  const answer = await answerUnlock(desk, new Uint8Array(Buffer.concat(parts)))
  response.writeHead(answer ? 200 : 403).end(answer)
}

function openTus({ folder, store: directory, desk }: DistrictSetup, conduct: Conduct): TusServer {
  const store = new MailStore(directory, folder, desk)
  return new TusServer({
    path: '/tus',
    datastore: store,
    generateUrl: (_request, { path, id }) => `${path}/${kioskWord(id)}/${id}`,
    maxSize: 16 * 1024 * 1024,
    // Half-open connections would otherwise hold an upload for 3 s of every short link window.
    lockDrainTimeout: 200,
    namingFunction: (_request, metadata) => placeOf(metadata).id,
    onUploadFinish: async (_request, upload) => {
      const place = placeOf(upload.metadata)
      // It would keep its place and look as if it had not come.
      if (upload.size === 0 && place.name.startsWith('batch.')) throw refusal('empty\n')
      if (conduct.forgets()) return {}
      await store.moveIn(upload)
      // A packet that was missing may be all that its batch waited for.
      if (isIn(folder, { ...place, name: 'batch.json' })) await ring(folder)
      return {}
    },
  })
}

const bellEveryMs = 500

// A file that whoever has received a batch touches: the one that takes in may be another process.
function ring(folder: string): Promise<void> {
  return writeFile(join(folder, 'bell'), '')
}

async function listenForBell(
  { folder, clock }: DistrictSetup,
  heard: () => void,
  signal: AbortSignal,
): Promise<void> {
  const rung = async () => (await stat(join(folder, 'bell')).catch(() => undefined))?.mtimeMs
  let last = await rung()
  while (!signal.aborted) {
    await clock.sleep(bellEveryMs, signal)
    const now = await rung()
    if (now !== last) heard()
    last = now
  }
}

function placeOf(metadata: Record<string, string | null> | undefined): UploadPlace {
  const place = uploadPlace(metadata ?? {})
  if (!place) throw refusal('metadata not understood\n')
  return place
}

function refusal(body: string): { readonly status_code: number; readonly body: string } {
  return { status_code: 400, body }
}

async function sendReceipt(out: Disk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = /^\/receipt\/(rk-[0-9a-f]{10}-\d{6,}\.receipt\.(?:json|sig))$/.exec(request.url ?? '')?.[1]
  const found = name && request.method === 'GET' ? await out.read(`receipt/${name}`) : undefined
  response.statusCode = found?.ok ? 200 : 404
  response.end(found?.ok ? found.value : 'not here\n')
}

async function sendHello(
  { desk, mail, published }: DistrictSetup,
  words: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const question = { device: words.get('device') ?? '', nonce: words.get('nonce') ?? '' }
  const body = await answerHello({ ...desk, mail, published }, question)
  response.statusCode = body ? 200 : 403
  response.end(body ?? 'not enrolled\n')
}

async function sendPublished(
  published: Disk,
  path: string,
  { headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const words = ['if-none-match', 'if-range', 'range'].map((name) => [name, headers[name]?.toString()])
  const answer = await servePublished(published, path, Object.fromEntries(words))
  response.writeHead(answer.status, { ...answer.headers })
  response.end(answer.body)
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
