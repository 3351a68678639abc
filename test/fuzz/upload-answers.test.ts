import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TusClient } from '../../firmware/exchange/link/tus-client.ts'
import { uploadFile } from '../../firmware/exchange/link/upload-file.ts'
import type { HttpAnswer, HttpFault } from '../../hal/contract/http.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { fuzzRuns } from './fuzz-runs.ts'

const bytes = new Uint8Array(1_000).fill(9)

const status = fc.oneof(
  fc.constantFrom(200, 201, 204, 302, 400, 403, 404, 409, 410, 412, 413, 423, 429, 460, 500, 503),
  fc.integer({ min: 0, max: 999 }),
)
const number = fc.oneof(fc.integer({ min: -5, max: 1_005 }).map(String), fc.string({ maxLength: 20 }))
const address = fc.oneof(fc.constantFrom('/tus/a', 'http://[', 'file:///etc/passwd', '//', ''), fc.string())
const headers = fc.record(
  { 'upload-offset': number, 'upload-length': number, location: address, 'tus-version': fc.string() },
  { requiredKeys: [] },
)
const answer: fc.Arbitrary<Result<HttpAnswer, HttpFault>> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ status, headers }).map((one) => ok({ ...one, body: new Uint8Array() })),
  },
  { weight: 1, arbitrary: fc.constant(err({ kind: 'unreachable' as const, detail: 'ECONNRESET' })) },
)

test('whatever a server answers, an upload ends, and remembers only addresses that can be asked', async () => {
  const plan = fc.array(answer, { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(plan, fc.option(address, { nil: undefined }), async (answers, knownUrl) => {
      const clock = createHandClock()
      const kept: string[] = []
      let asked = 0
      // The same answers over and over, as a server in a loop gives them.
      const http = {
        async send() {
          asked += 1
          if (asked > 5_000) throw new Error('asked for ever')
          return answers[asked % answers.length] ?? err({ kind: 'unreachable' as const, detail: 'none' })
        },
      }
      const office = new TusClient(http, clock, 'http://registry/tus')
      const remember = async (url: string) => void kept.push(url)
      const file = { metadata: {}, bytes, knownUrl, remember }
      const result = await clock.runUntil(uploadFile(office, clock, file, new AbortController().signal))
      expect(typeof result.ok).toBe('boolean')
      for (const url of kept) expect(new URL(url, 'http://registry/tus').protocol).toMatch(/^https?:$/)
    }),
    { numRuns: fuzzRuns(300) },
  )
})
