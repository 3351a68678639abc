import { expect, test } from 'vitest'
import type { Http, HttpAnswer } from '../../../hal/contract/http.ts'
import { err, ok } from '../../../hal/contract/result.ts'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { otherIdentity, registryKey, standIdentity } from '../../../test/stand/spool-stand.ts'
import { type Hello, signHello } from '../../custody/chain/hello.ts'
import { probe } from './probe.ts'
import { TusClient } from './tus-client.ts'

const { device } = standIdentity
const never = new AbortController().signal
const body = (text: string) => new Uint8Array(Buffer.from(text))

function ask(send: Http['send']) {
  const clock = createHandClock()
  const parts = {
    office: new TusClient({ send }, clock, 'http://registry/tus'),
    entropy: { bytes: (count: number) => new Uint8Array(count).fill(7) },
    registryUrl: 'http://registry/down-the-road/',
    device,
    receiptKeys: () => [registryKey.publicKey],
  }
  return clock.runUntil(probe(parts, never))
}

function answering(answer: Partial<HttpAnswer>) {
  return ask(async () => ok({ status: 200, headers: {}, body: body(''), ...answer }))
}

function hello(url: string, changes: Partial<Hello> = {}, key = registryKey): Uint8Array {
  const words = new URL(url).searchParams
  const asked = { device: words.get('device') ?? '', nonce: words.get('nonce') ?? '' }
  return signHello({ v: 1, ...asked, wallMs: 5, receipt: 3, keyList: 1, holding: [], ...changes }, key)
}

test('the registry signs the very number that was asked for', async () => {
  const answer = await ask(async ({ url }) => ok({ status: 200, headers: {}, body: hello(url) }))
  expect(answer).toMatchObject({ ok: true, value: { device, nonce: '07'.repeat(16), receipt: 3 } })
})

test.each([
  ['a log-in page', { status: 200, body: body('<html>Selamat datang</html>') }, 'portal'],
  ['a redirect to one', { status: 302, headers: { location: 'http://portal/' } }, 'portal'],
  ['a network that wants a log-in (RFC 6585)', { status: 511 }, 'portal'],
  ['nothing at all', { status: 200 }, 'portal'],
  ['some other server', { status: 404, body: body('not found') }, 'portal'],
  ['a registry that does not know us', { status: 403 }, 'not-enrolled'],
  ['a registry in trouble', { status: 503 }, 'busy'],
  ['a registry that is asked too often', { status: 429 }, 'busy'],
] as const)('%s is told as such', async (_, answer, kind) => {
  expect(await answering(answer)).toMatchObject({ ok: false, fault: { kind } })
})

test.each([
  ['signed by another', (url: string) => hello(url, {}, otherIdentity.key)],
  ['to another number', (url: string) => hello(url, { nonce: '00'.repeat(16) })],
  ['about another kiosk', (url: string) => hello(url, { device: otherIdentity.device })],
] as const)('a true-looking answer %s is not the registry', async (_, make) => {
  const answer = await ask(async ({ url }) => ok({ status: 200, headers: {}, body: make(url) }))
  expect(answer).toMatchObject({ ok: false, fault: { kind: 'not-the-registry' } })
})

test('no bit of an answer can be changed unseen', async () => {
  const kinds = new Set<string>()
  for (let at = 0; at < 330; at += 1) {
    const answer = await ask(async ({ url }) => {
      const whole = hello(url)
      return ok({
        status: 200,
        headers: {},
        body: whole.with(at % whole.length, (whole[at % whole.length] ?? 0) ^ 1),
      })
    })
    kinds.add(answer.ok ? `passed at ${at}` : answer.fault.kind)
  }
  expect([...kinds].sort()).toEqual(['not-the-registry', 'portal'])
})

test('a link that is down, a page that never ends and an answer that never comes', async () => {
  const down = { kind: 'unreachable', detail: 'ENOTFOUND' } as const
  expect(await ask(async () => err(down))).toEqual({ ok: false, fault: down })
  expect(await ask(async () => err({ kind: 'too-large', limitBytes: 1 }))).toMatchObject({
    fault: { kind: 'portal' },
  })
  const silent: Http['send'] = (_, signal) =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve(err({ kind: 'cancelled' }))))
  expect(await ask(silent)).toEqual({ ok: false, fault: { kind: 'too-slow' } })
})
