import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHello, signHello } from '../../firmware/custody/chain/hello.ts'
import { createIdentity, recipientOf } from '../../firmware/custody/crypto/age-file.ts'
import { studentStatusOf } from '../../firmware/custody/student-receipt/student-status.ts'
import { fetchPublished } from '../../firmware/exchange/downlink/fetch-published.ts'
import { readRosterFile } from '../../firmware/exchange/downlink/roster-file.ts'
import { readStatusFile } from '../../firmware/exchange/downlink/status-file.ts'
import type { HttpAnswer } from '../../hal/contract/http.ts'
import { ok } from '../../hal/contract/result.ts'
import {
  readConnected,
  readConnectivity,
  readMetered,
  readModemSignal,
  readWifiSignal,
} from '../../hal/driver/system/nmcli-text.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { rosterOf, standSchool, statusesOf } from '../stand/published-stand.ts'
import { registryKey, standIdentity } from '../stand/spool-stand.ts'
import { fuzzRuns } from './fuzz-runs.ts'
import { spoiledBytes } from './spoiled-bytes.ts'

const { device } = standIdentity
const keys = [registryKey.publicKey]
const nonce = 'ab'.repeat(16)
const hello = signHello({ v: 1, device, nonce, wallMs: 5, receipt: 1, keyList: 1, holding: [] }, registryKey)
const identity = await createIdentity()
const [statuses, roster] = [statusesOf(), await rosterOf(await recipientOf(identity))]
const runs = { numRuns: fuzzRuns(600) }
const isSame = (bytes: Uint8Array, whole: Uint8Array) => Buffer.from(bytes).equals(Buffer.from(whole))

test('an answer to a probe is the true one or a fault, whatever comes', () => {
  fc.assert(
    fc.property(spoiledBytes(hello), (bytes) => {
      const isTrue = isSame(Buffer.from(bytes), hello)
      expect(readHello(bytes, { device, nonce }, keys).ok).toBe(isTrue)
    }),
    runs,
  )
})

test('a file of statuses is the one that was signed, or a fault', () => {
  fc.assert(
    fc.property(spoiledBytes(statuses.bytes), (bytes) => {
      const read = readStatusFile({ ...statuses, bytes }, standSchool, keys)
      expect(read.ok).toBe(isSame(bytes, statuses.bytes))
    }),
    runs,
  )
})

test('a list of pupils is opened only when it is the one that was signed', async () => {
  await fc.assert(
    fc.asyncProperty(spoiledBytes(roster.bytes), fc.string(), async (bytes, signature) => {
      const whole = isSame(bytes, roster.bytes)
      expect((await readRosterFile({ ...roster, bytes }, standSchool, keys, identity)).ok).toBe(whole)
      expect((await readRosterFile({ bytes, signature }, standSchool, keys, identity)).ok).toBe(false)
    }),
    { numRuns: fuzzRuns(200) },
  )
})

test('whatever a server answers, fetching a file ends, and never with more than is allowed', async () => {
  const header = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('bytes 0-9/20', 'bytes 10-19/20', 'bytes 0-0/0'),
  )
  const answer: fc.Arbitrary<HttpAnswer> = fc.record({
    status: fc.constantFrom(200, 204, 206, 301, 304, 404, 416, 500),
    headers: fc.dictionary(fc.constantFrom('etag', 'content-range'), header),
    body: fc.uint8Array({ maxLength: 20 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 6 }), async (answers) => {
      const clock = createHandClock()
      let asked = 0
      const send = async () => {
        asked += 1
        if (asked > 1_000) throw new Error('asked for ever')
        return ok(answers[asked % answers.length] as HttpAnswer)
      }
      const parts = { http: { send }, clock, registryUrl: 'http://office/' }
      const fetched = await clock.runUntil(
        fetchPublished(parts, 'down/key-list.json', undefined, 100, new AbortController().signal),
      )
      if (fetched.ok && fetched.value) expect(fetched.value.bytes.length).toBeLessThanOrEqual(100)
    }),
    runs,
  )
})

test('whatever the programs of the system print, what is read of it is of the right kind', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
      expect(['none', 'portal', 'limited', 'full', 'unknown']).toContain(readConnectivity(text))
      for (const { name } of readConnected(text)) expect(name).toMatch(/^[\w.-]{1,32}$/)
      expect([true, false, undefined]).toContain(readMetered(text))
      for (const percent of [readWifiSignal(text), readModemSignal(text)])
        expect(percent ?? 0).toBeLessThanOrEqual(100)
      expect(() => studentStatusOf(text)).not.toThrow()
    }),
    runs,
  )
})
