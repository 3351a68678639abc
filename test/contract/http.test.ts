import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { createNodeHttp } from '../../hal/bus/node-http.ts'

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
