import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { unacknowledgedBytes } from '../../hal/linux/unacknowledged.ts'
import { createScaledClock } from '../clock/scaled-clock.ts'
import { createSeededRandom } from '../random/seeded-random.ts'
import { type Link, type LinkEvent, openLink } from './open-link.ts'

const clock = createScaledClock(createRealClock(), 50)
const shape = { upBytesPerSecond: 8_000, downBytesPerSecond: 8_000, oneWayMs: 400, handshakeMs: 1_600 }
const message = createSeededRandom(4).bytes(20_000)

let office: Server
let link: Link
let events: LinkEvent['kind'][]
let sockets: Socket[]
/** Connections as the office sees them, oldest first, and what each has received. */
let atOffice: { readonly socket: Socket; received: Buffer; end: string | undefined }[]

beforeEach(async () => {
  events = []
  sockets = []
  atOffice = []
  office = createServer((socket) => atOffice.push(watch(socket)))
  await new Promise<void>((resolve) => office.listen(0, '127.0.0.1', resolve))
  const { port } = office.address() as AddressInfo
  const opened = await openLink({
    shape,
    port: 0,
    office: { host: '127.0.0.1', port },
    clock,
    mishaps: [],
    tell: ({ kind }) => events.push(kind),
  })
  if (!opened.ok) throw new Error(opened.fault.kind)
  link = opened.value
})

afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  await link.close()
  await new Promise((resolve) => office.close(resolve))
})

function watch(socket: Socket) {
  sockets.push(socket)
  const end = { socket, received: Buffer.alloc(0), end: undefined as string | undefined }
  socket.on('data', (bytes: Buffer) => {
    end.received = Buffer.concat([end.received, bytes])
  })
  socket.on('error', ({ code }: NodeJS.ErrnoException) => {
    end.end = code
  })
  socket.on('end', () => {
    end.end ??= 'FIN'
  })
  return end
}

const dial = () => watch(connect(link.port, '127.0.0.1'))

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await clock.sleep(50)
}

/** A connection over which the office has already heard something. */
async function talking() {
  const kiosk = dial()
  const number = atOffice.length
  kiosk.socket.write('hello')
  await until(() => atOffice[number]?.received.toString() === 'hello')
  const there = atOffice.at(-1)
  if (!there) throw new Error('nobody there')
  return { kiosk, there }
}

test('bytes cross both ways whole, counted, and no faster than the link', async () => {
  const startMs = clock.monotonicMs()
  const kiosk = dial()
  kiosk.socket.write(message)
  await until(() => atOffice[0]?.received.length === message.length)
  expect(clock.monotonicMs() - startMs).toBeGreaterThan(1_600 + 2_500 + 400 - 100)
  expect(atOffice[0]?.received.equals(Buffer.from(message))).toBe(true)
  atOffice[0]?.socket.end('thanks')
  await once(kiosk.socket, 'end')
  expect(kiosk.received.toString()).toBe('thanks')
  expect(link.carried).toEqual({ upBytes: message.length, downBytes: 6 })
  expect(events).toEqual(['connection'])
})

test('what the link has not carried the sender still counts as its own', async () => {
  const kiosk = dial()
  kiosk.socket.write(message)
  await until(() => link.carried.upBytes > 4_000)
  const waiting = unacknowledgedBytes(kiosk.socket) ?? 0
  const hidden = message.length - waiting - link.carried.upBytes
  // Half a second of delay, and about a second in buffers.
  expect(hidden).toBeLessThan(13_000)
  expect(waiting).toBeGreaterThan(0)
})

test('a reset is told to both ends', async () => {
  const { kiosk, there } = await talking()
  link.strike({ kind: 'reset' })
  await until(() => kiosk.end !== undefined && there.end !== undefined)
  expect([kiosk.end, there.end]).toEqual(['ECONNRESET', 'ECONNRESET'])
})

test('a FIN is told to both ends', async () => {
  const { kiosk, there } = await talking()
  link.strike({ kind: 'fin' })
  await until(() => kiosk.end !== undefined && there.end !== undefined)
  expect([kiosk.end, there.end]).toEqual(['FIN', 'FIN'])
})

test('a black hole is told to nobody and swallows both ways; a new connection is a good one', async () => {
  const { kiosk, there } = await talking()
  link.strike({ kind: 'black-hole' })
  kiosk.socket.write('more')
  there.socket.write('more')
  const later = await talking()
  expect(later.there).not.toBe(there)
  expect([kiosk.end, there.end]).toEqual([undefined, undefined])
  expect([kiosk.received.length, there.received.toString()]).toEqual([0, 'hello'])
})

test('corruption changes one byte', async () => {
  const { kiosk, there } = await talking()
  link.strike({ kind: 'corrupt' })
  kiosk.socket.write(message)
  await until(() => there.received.length === message.length + 5)
  const changed = message.filter((byte, index) => byte !== there.received[index + 5])
  expect(changed.length).toBe(1)
})

test('a lost answer: the office has heard, the kiosk hears nothing and is cut off', async () => {
  const { kiosk, there } = await talking()
  link.strike({ kind: 'lost-answer' })
  kiosk.socket.write('please')
  await until(() => there.received.toString() === 'helloplease')
  there.socket.write('done')
  await until(() => kiosk.end !== undefined)
  expect([kiosk.end, kiosk.received.length]).toEqual(['ECONNRESET', 0])
})

test('an unknown name ends new connections at once, for its time, and leaves open ones alone', async () => {
  const { kiosk, there } = await talking()
  link.strike({ kind: 'no-name', ms: 10_000 })
  const refused = dial()
  await until(() => refused.end !== undefined)
  kiosk.socket.write('!')
  await until(() => there.received.toString() === 'hello!')
  await clock.sleep(10_000)
  await talking()
})

test('a portal answers in place of the office, and cuts who talked to it', async () => {
  const { kiosk } = await talking()
  link.strike({ kind: 'portal', ms: 10_000 })
  await until(() => kiosk.end !== undefined)
  const caught = dial()
  caught.socket.write('HEAD / HTTP/1.1\r\n\r\n')
  await until(() => caught.end === 'FIN')
  expect(caught.received.toString()).toMatch(/^HTTP\/1\.1 302 .*<html>/s)
  expect(atOffice.length).toBe(1)
})

test('a stall holds everything up for its time', async () => {
  const { kiosk, there } = await talking()
  const startMs = clock.monotonicMs()
  link.strike({ kind: 'stall', ms: 5_000 })
  kiosk.socket.write('!')
  await until(() => there.received.toString() === 'hello!')
  expect(clock.monotonicMs() - startMs).toBeGreaterThanOrEqual(5_000)
})

test('a port that is taken is a fault', async () => {
  const setup = { shape, office: { host: '127.0.0.1', port: 9 }, clock, mishaps: [], tell: () => undefined }
  expect(await openLink({ ...setup, port: link.port })).toEqual({
    ok: false,
    fault: { kind: 'port-refused' },
  })
})
