import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { eventually } from '../eventually.ts'

const never = new AbortController().signal
const http = createNodeHttp()
afterAll(() => http.close())

async function withServer<T>(listener: RequestListener, work: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const done = await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  return done
}

test('a redirect is an answer like any other: a portal must not look like the registry', async () => {
  const listener: RequestListener = (_request, response) =>
    response.writeHead(302, { location: '/' }).end('portal')
  const answer = await withServer(listener, (url) => http.send({ method: 'GET', url }, never))
  expect(answer).toMatchObject({ ok: true, value: { status: 302, headers: { location: '/' } } })
})

test('bytes arrive as they were sent, with their headers', async () => {
  const body = Uint8Array.from({ length: 70_000 }, (_, index) => index & 255)
  const listener: RequestListener = (request, response) => {
    response.setHeader('x-seen', String(request.headers['x-sent']))
    request.pipe(response)
  }
  const request = { method: 'PATCH', headers: { 'x-sent': 'yes' }, body } as const
  const answer = await withServer(listener, (url) => http.send({ ...request, url }, never))
  expect(answer.ok && Buffer.from(answer.value.body).equals(Buffer.from(body))).toBe(true)
  expect(answer.ok && answer.value.headers['x-seen']).toBe('yes')
})

test('an answer beyond the limit is refused', async () => {
  const listener: RequestListener = (_request, response) => response.end(Buffer.alloc(5_000))
  const answer = await withServer(listener, (url) => http.send({ method: 'GET', url }, never, 4_999))
  expect(answer).toEqual({ ok: false, fault: { kind: 'too-large', limitBytes: 4_999 } })
})

test('nobody there, a line cut in the middle of the answer, and a nonsense address are unreachable', async () => {
  const gone = await withServer(
    (_request, response) => response.end(),
    async (url) => url,
  )
  const cut: RequestListener = (_request, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('half', () => response.socket?.resetAndDestroy())
  }
  const answers = [
    await http.send({ method: 'GET', url: gone }, never),
    await withServer(cut, (url) => http.send({ method: 'GET', url }, never)),
    await http.send({ method: 'GET', url: 'nonsense' }, never),
  ]
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, fault: { kind: 'unreachable' } })
})

test('a request that is given up is cancelled', async () => {
  const stop = new AbortController()
  const answer = await withServer(
    () => stop.abort(),
    (url) => http.send({ method: 'GET', url }, stop.signal),
  )
  expect(answer).toEqual({ ok: false, fault: { kind: 'cancelled' } })
})

test('what the far end has taken of a body is told as it grows, until the answer comes', async () => {
  const told: number[] = []
  const body = new Uint8Array(300_000)
  const listener: RequestListener = (request, response) => request.resume().on('end', () => response.end())
  const sent = await withServer(listener, (url) =>
    http.send({ method: 'PATCH', url, body, delivered: (bytes) => told.push(bytes) }, never),
  )
  expect(sent.ok).toBe(true)
  expect(told).toEqual([...told].sort((a, b) => a - b))
  expect(told.length).toBeGreaterThan(2)
  expect(told.at(-1)).toBeLessThanOrEqual(body.length)
})

test('a far end that reads nothing has taken no more than its buffers hold', async () => {
  const told: number[] = []
  const stop = new AbortController()
  const body = new Uint8Array(20_000_000)
  const server = createTcpServer((socket) => void socket.on('error', () => undefined))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const sending = http.send(
    { method: 'PATCH', url, body, delivered: (bytes) => told.push(bytes) },
    stop.signal,
  )
  await eventually('something is told', () => told.length > 0)
  stop.abort()
  expect(await sending).toEqual({ ok: false, fault: { kind: 'cancelled' } })
  expect(told.at(-1)).toBeLessThan(body.length / 2)
  server.close()
})
