import { expect, test } from 'vitest'
import type { Http, HttpRequest } from '../../../hal/contract/http.ts'
import { err, ok } from '../../../hal/contract/result.ts'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { TusClient } from '../link/tus-client.ts'
import { uploadFile } from '../link/upload-file.ts'

const bytes = new Uint8Array(80_000).fill(7)
const stepMs = 250

type Line = 'carries' | 'is-dead' | 'is-quiet'

/**
 * A link of 8 kB/s that tells what was delivered. `lineAt` says how it fares at a time since the start: dead is this
 * connection alone, quiet is every one. Answers take 800 ms.
 */
async function sendOver(lineAt: (ms: number, patch: number) => Line) {
  const clock = createHandClock()
  const asked: string[] = []
  let stored = 0
  let patches = 0
  const answered = async (status: number, headers: Record<string, string>, signal: AbortSignal) => {
    await clock.sleep(800, signal)
    while (!signal.aborted && lineAt(clock.monotonicMs(), 0) === 'is-quiet') await clock.sleep(stepMs, signal)
    if (signal.aborted) return err({ kind: 'cancelled' } as const)
    return ok({ status, headers: { 'upload-offset': String(stored), ...headers }, body: new Uint8Array() })
  }
  const patch = async ({ body, delivered }: HttpRequest, signal: AbortSignal) => {
    patches += 1
    const number = patches
    const start = stored
    while (!signal.aborted && stored - start < (body?.length ?? 0)) {
      await clock.sleep(stepMs, signal)
      if (signal.aborted || lineAt(clock.monotonicMs(), number) !== 'carries') continue
      stored = Math.min(bytes.length, stored + (8_000 * stepMs) / 1_000)
      delivered?.(stored - start)
    }
    while (!signal.aborted && lineAt(clock.monotonicMs() + stepMs, number) === 'is-dead')
      await clock.sleep(stepMs, signal)
    return answered(204, {}, signal)
  }
  const http: Http = {
    tellsDelivery: true,
    send(request, signal) {
      asked.push(request.method)
      if (request.method === 'PATCH') return patch(request, signal)
      if (request.method === 'POST') return answered(201, { location: '/tus/x' }, signal)
      return answered(200, request.method === 'OPTIONS' ? { 'tus-version': '1.0.0' } : {}, signal)
    },
  }
  const office = new TusClient(http, clock, 'http://registry/tus')
  const file = { metadata: {}, bytes, knownUrl: undefined, remember: async () => undefined }
  const result = await clock.runUntil(uploadFile(office, clock, file, new AbortController().signal))
  return { result, asked, tookMs: clock.monotonicMs() }
}

test('while bytes are acknowledged nothing is asked: one request for the whole file', async () => {
  const { result, asked, tookMs } = await sendOver(() => 'carries')
  expect(result.ok).toBe(true)
  expect(asked).toEqual(['POST', 'PATCH'])
  expect(tookMs).toBe(800 + 10_000 + 800)
})

test('a dead connection is seen within seconds, and the file goes on where it stood', async () => {
  const { result, asked, tookMs } = await sendOver((ms, patch) =>
    patch === 1 && ms > 5_000 ? 'is-dead' : 'carries',
  )
  expect(result.ok).toBe(true)
  expect(asked).toEqual(['POST', 'PATCH', 'OPTIONS', 'HEAD', 'PATCH'])
  // Doubt after 1.5 s, two small requests of 0.8 s each.
  expect(tookMs).toBeLessThan(11_600 + 1_500 + 1_600 + 500)
})

test('a link that is quiet for twenty seconds is waited for: nothing is sent twice', async () => {
  const { result, asked, tookMs } = await sendOver((ms) =>
    ms > 5_000 && ms < 25_000 ? 'is-quiet' : 'carries',
  )
  expect(result.ok).toBe(true)
  expect(asked.filter((method) => method === 'PATCH').length).toBe(1)
  expect(tookMs).toBeLessThan(11_600 + 20_500)
})

test('a link that is often quiet is asked less and less', async () => {
  const { asked } = await sendOver((ms) => (ms % 5_000 < 3_000 ? 'is-quiet' : 'carries'))
  expect(asked.filter((method) => method === 'PATCH').length).toBe(1)
  expect(asked.filter((method) => method === 'OPTIONS').length).toBeLessThanOrEqual(2)
})

test('a connection that dies after the last byte is given time to answer, and the file is not sent again', async () => {
  const { result, asked, tookMs } = await sendOver((ms, patch) =>
    patch === 1 && ms > 10_800 ? 'is-dead' : 'carries',
  )
  expect(result.ok).toBe(true)
  expect(asked).toEqual(['POST', 'PATCH', 'OPTIONS', 'HEAD'])
  expect(tookMs).toBeGreaterThan(10_800 + 5_000)
})

test('a link that stays quiet ends as too slow', async () => {
  const { result, tookMs } = await sendOver((ms) => (ms > 5_000 ? 'is-quiet' : 'carries'))
  expect(result).toEqual({ ok: false, fault: { kind: 'too-slow' } })
  expect(tookMs).toBeLessThan(150_000)
})
