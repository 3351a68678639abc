import { expect, test } from 'vitest'
import { ok } from '../../../hal/contract/result.ts'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { TusClient } from './tus-client.ts'
import { uploadFile } from './upload-file.ts'

const bytes = new Uint8Array(90_000).fill(5)

/** A tus server that gives some of its answers by number instead; tells what was asked and stored. */
async function sendTo(odd: { PATCH?: number[]; HEAD?: number[]; POST?: number[] }, knownUrl?: string) {
  const clock = createHandClock()
  const asked: string[] = []
  let stored = 0
  const office = new TusClient(
    {
      async send({ method, headers, body }) {
        asked.push(method)
        const status = odd[method as keyof typeof odd]?.shift()
        if (status) return ok({ status, headers: {}, body: new Uint8Array() })
        if (method === 'POST') stored = 0
        if (method === 'PATCH' && headers?.['upload-offset'] === String(stored)) stored += body?.length ?? 0
        const usual = { POST: 201, HEAD: 200, PATCH: 204 }[method as keyof typeof odd]
        const told = { location: '/tus/x', 'upload-offset': String(stored) }
        return ok({ status: usual, headers: told, body: new Uint8Array() })
      },
    },
    clock,
    'http://registry/tus',
  )
  const file = { metadata: {}, bytes, knownUrl, remember: async () => undefined }
  const result = await clock.runUntil(uploadFile(office, clock, file, new AbortController().signal))
  return { fault: result.ok ? undefined : result.fault, asked, stored, tookMs: clock.monotonicMs() }
}

test.each([409, 423, 460])(
  '%i once: the office is asked where it stands, and the file arrives',
  async (status) => {
    const { fault, asked, stored } = await sendTo({ PATCH: [status] })
    expect([fault, stored]).toEqual([undefined, bytes.length])
    expect(asked.slice(0, 4)).toEqual(['POST', 'PATCH', 'HEAD', 'PATCH'])
  },
)

test.each([404, 410, 403])('%i in the middle: the upload is created again', async (status) => {
  const { fault, asked, stored } = await sendTo({ PATCH: [status], HEAD: [status] })
  expect([fault, stored]).toEqual([undefined, bytes.length])
  expect(asked.slice(0, 5)).toEqual(['POST', 'PATCH', 'HEAD', 'POST', 'PATCH'])
})

const always = (status: number) => Array.from({ length: 100 }, () => status)

test.each([
  [404, 'forgotten'],
  [409, 'other-offset'],
  [423, 'locked'],
  [460, 'spoiled'],
])('%i for ever ends as %s after a few tries and some seconds', async (status, kind) => {
  const { fault, asked, tookMs } = await sendTo({ PATCH: always(status) })
  expect(fault).toEqual({ kind })
  expect(asked.length).toBeLessThan(10)
  expect(tookMs).toBeGreaterThanOrEqual(3_000)
})

test.each([
  [412, { kind: 'other-version' }],
  [413, { kind: 'over-limit' }],
  [429, { kind: 'server-failed', status: 429 }],
  [500, { kind: 'server-failed', status: 500 }],
  [503, { kind: 'server-failed', status: 503 }],
  [418, { kind: 'refused', status: 418 }],
])('%i is told at every step, and not asked again', async (status, fault) => {
  const sent = await sendTo({ PATCH: [status] })
  const made = await sendTo({ POST: [status] })
  const found = await sendTo({ HEAD: [status] }, '/tus/x')
  for (const one of [sent, made, found]) expect(one.fault).toMatchObject(fault)
  expect([sent.asked, made.asked, found.asked]).toEqual([['POST', 'PATCH'], ['POST'], ['HEAD']])
})

test('a locked upload is waited for before the first byte too', async () => {
  const { fault, asked } = await sendTo({ HEAD: [423] }, '/tus/x')
  expect(fault).toEqual({ kind: 'locked' })
  expect(asked).toEqual(['HEAD'])
})
