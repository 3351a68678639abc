import { expect, test } from 'vitest'
import type { Http, HttpAnswer, HttpRequest } from '../../hal/contract/http.ts'
import { err, ok } from '../../hal/contract/result.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { uploadFile } from './upload-file.ts'

const never = new AbortController().signal
const bytes = new Uint8Array(200_000).fill(3)
const created: HttpAnswer = { status: 201, headers: { location: '/tus/one' }, body: new Uint8Array() }

/** A server by script; `undefined` is a request that is swallowed. */
function scripted(answer: (request: HttpRequest) => HttpAnswer | undefined) {
  const requests: HttpRequest[] = []
  const http: Http = {
    async send(request, signal) {
      requests.push(request)
      const given = answer(request)
      if (given) return ok(given)
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      return err({ kind: 'cancelled' })
    },
  }
  return { http, requests }
}

const reached = (offset: number): HttpAnswer => ({
  status: 204,
  headers: { 'upload-offset': String(offset) },
  body: new Uint8Array(),
})

async function send(http: Http, signal = never, knownUrl?: string) {
  const clock = createHandClock()
  const upload = { metadata: { name: 'x' }, bytes, knownUrl, remember: async () => undefined }
  const result = await clock.runUntil(uploadFile(http, clock, 'http://registry/tus', upload, signal))
  return { result, tookMs: clock.monotonicMs() }
}

test.each(['POST', 'HEAD', 'PATCH'] as const)(
  'a %s that is swallowed ends as too slow',
  async (swallowed) => {
    const { http } = scripted(({ method }) => (method === swallowed ? undefined : created))
    const { result, tookMs } = await send(http, never, swallowed === 'HEAD' ? '/tus/one' : undefined)
    expect(result).toEqual({ ok: false, fault: { kind: 'too-slow' } })
    expect(tookMs).toBe(30_000)
  },
)

test('a link that dies in the third chunk ends as too slow, and two chunks were not in vain', async () => {
  let patches = 0
  const { http, requests } = scripted(({ method, headers }) => {
    if (method === 'POST') return created
    patches += 1
    return patches < 3 ? reached(Number(headers?.['upload-offset']) + 65_536) : undefined
  })
  expect((await send(http)).result).toEqual({ ok: false, fault: { kind: 'too-slow' } })
  expect(requests.map(({ headers }) => headers?.['upload-offset'])).toEqual([
    undefined,
    '0',
    '65536',
    '131072',
  ])
})

test('being told to stop is not slowness', async () => {
  const stop = new AbortController()
  const { http } = scripted(({ method }) => {
    if (method === 'POST') return created
    queueMicrotask(() => stop.abort())
    return undefined
  })
  expect((await send(http, stop.signal)).result).toEqual({ ok: false, fault: { kind: 'cancelled' } })
})

test.each([
  ['no offset', { ...reached(0), headers: {} }],
  ['the offset it had', reached(0)],
  ['an offset beyond what was sent', reached(65_537)],
  ['an offset that is no number', { ...reached(0), headers: { 'upload-offset': '12x' } }],
])('a yes with %s is no progress, and is not asked for ever', async (_what, answer) => {
  const { http, requests } = scripted(({ method }) => (method === 'POST' ? created : answer))
  expect((await send(http)).result).toEqual({
    ok: false,
    fault: { kind: 'refused', status: 204, during: 'send' },
  })
  expect(requests.length).toBe(2)
})

test.each([
  ['the login page of a portal', { status: 200, headers: {}, body: Buffer.from('<html>') }],
  ['a redirect', { status: 302, headers: { location: 'http://portal/' }, body: new Uint8Array() }],
  ['a created without an address', { status: 201, headers: {}, body: new Uint8Array() }],
])('%s is not taken for a registry', async (_what, answer) => {
  const { http } = scripted(() => answer)
  expect((await send(http, never, '/tus/old')).result).toEqual({
    ok: false,
    fault: { kind: 'refused', status: answer.status, during: 'create' },
  })
})

test('a server that refuses bytes says so with its number', async () => {
  const { http } = scripted(({ method }) =>
    method === 'POST' ? created : { status: 409, headers: {}, body: new Uint8Array() },
  )
  expect((await send(http)).result).toEqual({
    ok: false,
    fault: { kind: 'refused', status: 409, during: 'send' },
  })
})
