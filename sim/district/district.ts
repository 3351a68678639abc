import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server as TusServer } from '@tus/server'
import { answerHello } from '../../firmware/intake/answer-hello.ts'
import type { IntakeDesk } from '../../firmware/intake/intake-desk.ts'
import { type BatchOutcome, intakeFolder } from '../../firmware/intake/intake-folder.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import { isIn, moveIn, type UploadPlace, uploadPlace } from './mail-room.ts'
import { publishedPath, servePublished } from './published.ts'

/** What a district office runs on: the real `@tus/server` before the registry's own intake. */
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
  /** What kiosks may fetch: `key-list.json`, `status-<npsn>.json`, `roster-<npsn>.json.age`, each with its `.sig`. */
  readonly published: Disk
  readonly desk: IntakeDesk
  readonly report: (outcome: BatchOutcome) => void
}

export interface District {
  readonly url: string
  close(): Promise<void>
}

/** Opens the office: uploads at `/tus`, receipts at `/receipt/<name>`, `/hello`, and what is published at `/down`. */
export async function openDistrict(setup: DistrictSetup): Promise<District> {
  const directory = setup.store
  await mkdir(directory, { recursive: true })
  await mkdir(join(setup.folder, 'mail'), { recursive: true })
  const store = new FileStore({ directory })
  await forgetUnplaced(setup.folder, store)
  let intake: Promise<unknown> = Promise.resolve()
  const takeIn = () => {
    if (setup.takesIn)
      intake = intake.then(() => intakeFolder(setup.desk, setup.mail, { outcome: setup.report }))
  }
  const tus = new TusServer({
    path: '/tus',
    datastore: store,
    relativeLocation: true,
    maxSize: 16 * 1024 * 1024,
    // Half-open connections would otherwise hold an upload for 3 s of every short link window.
    lockDrainTimeout: 200,
    namingFunction: (_request, metadata) => placeOf(metadata).id,
    onUploadFinish: async (_request, upload) => {
      const place = placeOf(upload.metadata)
      await moveIn(directory, setup.folder, place).catch(async (cause: unknown) => {
        await store.remove(upload.id)
        throw cause
      })
      // A packet that was missing may be all that its batch waited for.
      if (isIn(setup.folder, { ...place, name: 'batch.json' })) await ring(setup.folder)
      return {}
    },
  })
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://office')
    const published = publishedPath(pathname)
    if (pathname.startsWith('/receipt/')) void sendReceipt(setup.desk.out, request, response)
    else if (pathname === '/hello') void sendHello(setup, searchParams, response)
    else if (published) void sendPublished(setup.published, published, request, response)
    else void tus.handle(request, response)
  })
  // Node's default of 300 s for a whole request would cut a slow but honest sender.
  server.requestTimeout = 0
  await new Promise<void>((resolve) => server.listen(setup.port, '127.0.0.1', resolve))
  takeIn()
  const closed = new AbortController()
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

// Complete in the store but cut before it got its place: forgotten, so that the kiosk sends it once more.
async function forgetUnplaced(folder: string, store: FileStore): Promise<void> {
  for (const id of await readdir(store.directory)) {
    const upload = await store.getUpload(id).catch(() => undefined)
    if (!upload || upload.offset !== upload.size) continue
    const place = uploadPlace(upload.metadata ?? {})
    if (!place || !isIn(folder, place)) await store.remove(id)
  }
}

function placeOf(metadata: Record<string, string | null> | undefined): UploadPlace {
  const place = uploadPlace(metadata ?? {})
  if (!place) throw { status_code: 400, body: 'metadata not understood\n' }
  return place
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
