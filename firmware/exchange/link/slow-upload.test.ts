import { expect, test } from 'vitest'
import type { Http, HttpAnswer, HttpRequest } from '../../../hal/contract/http.ts'
import { err, ok } from '../../../hal/contract/result.ts'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { TusClient } from './tus-client.ts'
import { uploadFile } from './upload-file.ts'

const never = new AbortController().signal
const bytes = new Uint8Array(200_000).fill(3)

function answer(status: number, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers, body: new Uint8Array() }
}

const created = answer(201, { location: '/tus/one' })
const at = (offset: number, status = 200) => answer(status, { 'upload-offset': String(offset) })
const takenFrom = ({ headers, body }: HttpRequest) =>
  at(Number(headers?.['upload-offset']) + (body?.length ?? 0), 204)

/** A server that takes everything, but for what the script answers; `swallowed` is never answered. */
function scripted(script: (request: HttpRequest, turn: number) => HttpAnswer | 'swallowed' | undefined) {
  const clock = createHandClock()
  const requests: HttpRequest[] = []
  let stored = 0
  const usual = (request: HttpRequest): HttpAnswer => {
    if (request.method === 'POST') stored = 0
    if (request.method === 'POST') return created
    if (request.method === 'HEAD') return at(stored)
    stored += request.body?.length ?? 0
    return takenFrom(request)
  }
  const http: Http = {
    async send(request, signal) {
      const turn = requests.filter(({ method }) => method === request.method).length
      requests.push(request)
      // A link of 64 kB/s with 100 ms round trip.
      await clock.sleep(100 + (request.body?.length ?? 0) / 64, signal)
      const given = script(request, turn) ?? usual(request)
      if (given !== 'swallowed') return ok(given)
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      return err({ kind: 'cancelled' })
    },
  }
  const send = async (
    file: { knownUrl?: string; share?: number; bytes?: Uint8Array } = {},
    signal = never,
  ) => {
    const upload = { metadata: { name: 'x' }, bytes, knownUrl: undefined, remember: async () => undefined }
    const office = new TusClient(http, clock, 'http://registry/tus')
    const result = await clock.runUntil(uploadFile(office, clock, { ...upload, ...file }, signal))
    return { result, tookMs: clock.monotonicMs() }
  }
  return { send, requests, asked: () => requests.map(({ method }) => method) }
}

test.each(['POST', 'HEAD'] as const)('a %s that is swallowed ends as too slow', async (swallowed) => {
  const { send } = scripted(({ method }) => (method === swallowed ? 'swallowed' : undefined))
  const { result, tookMs } = await send(swallowed === 'HEAD' ? { knownUrl: '/tus/one' } : {})
  expect(result).toEqual({ ok: false, fault: { kind: 'too-slow' } })
  expect(tookMs).toBe(9_000)
})

test('chunks that are always swallowed end as too slow, the office asked each time', async () => {
  const { send, asked } = scripted(({ method }) => (method === 'PATCH' ? 'swallowed' : undefined))
  const { result, tookMs } = await send()
  expect(result).toEqual({ ok: false, fault: { kind: 'too-slow' } })
  expect(asked()).toEqual(['POST', 'PATCH', 'HEAD', 'PATCH', 'HEAD', 'PATCH', 'HEAD', 'PATCH'])
  expect(tookMs).toBeLessThan(60_000)
})

test('a link that dies in the third chunk costs that chunk, and the next is smaller', async () => {
  const { send, requests } = scripted(({ method }, turn) =>
    method === 'PATCH' && turn === 2 ? 'swallowed' : undefined,
  )
  expect((await send()).result).toEqual({ ok: true, value: undefined })
  const chunks = requests.filter(({ method }) => method === 'PATCH')
  expect(chunks.map(({ headers }) => headers?.['upload-offset']).slice(0, 4)).toEqual([
    '0',
    '32768',
    '65536',
    '65536',
  ])
  expect(chunks.slice(0, 4).map(({ body }) => body?.length)).toEqual([32_768, 32_768, 32_768, 16_384])
})

test('on a good link the chunks grow to four seconds of it, and no further than 256 KiB', async () => {
  const { send, requests } = scripted(() => undefined)
  expect((await send({ bytes: new Uint8Array(3_000_000) })).result.ok).toBe(true)
  const sizes = requests.flatMap(({ body }) => (body ? [body.length] : []))
  expect(sizes.slice(0, -1)).toEqual(sizes.slice(0, -1).sort((a, b) => a - b))
  expect(Math.max(...sizes)).toBeGreaterThan(200_000)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(262_144)
})

test('half a share of the link takes twice the time', async () => {
  const whole = await scripted(() => undefined).send()
  const half = await scripted(() => undefined).send({ share: 0.5 })
  expect(half.result.ok).toBe(true)
  expect(half.tookMs / whole.tookMs).toBeGreaterThan(1.9)
  expect(half.tookMs / whole.tookMs).toBeLessThan(2.1)
})

test('being told to stop is not slowness', async () => {
  const stop = new AbortController()
  const { send } = scripted(({ method }) => {
    if (method === 'POST') return undefined
    queueMicrotask(() => stop.abort())
    return 'swallowed'
  })
  expect((await send({}, stop.signal)).result).toEqual({ ok: false, fault: { kind: 'cancelled' } })
})

test.each([
  ['no offset', answer(204)],
  ['the offset it had', at(0, 204)],
  ['an offset beyond what was sent', at(32_769, 204)],
  ['an offset that is no number', answer(204, { 'upload-offset': '12x' })],
])('a yes with %s is no progress, and is not asked for ever', async (_what, given) => {
  const { send, requests } = scripted(({ method }) => (method === 'PATCH' ? given : undefined))
  expect((await send()).result).toEqual({
    ok: false,
    fault: { kind: 'refused', status: 204, during: 'send' },
  })
  expect(requests.length).toBe(2)
})

test.each([
  ['the login page of a portal', answer(200)],
  ['a redirect', answer(302, { location: 'http://portal/' })],
  ['a created without an address', answer(201)],
])('%s is not taken for a registry, and nothing is sent to it', async (_what, given) => {
  for (const [file, during] of [
    [{ knownUrl: '/tus/old' }, 'find'],
    [{}, 'create'],
  ] as const) {
    const { send, requests } = scripted(() => given)
    expect((await send(file)).result).toEqual({
      ok: false,
      fault: { kind: 'refused', status: given.status, during },
    })
    expect(requests.length).toBe(1)
  }
})
