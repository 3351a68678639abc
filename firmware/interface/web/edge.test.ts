import { describe, expect, test } from 'vitest'
import { createEdge, ownHosts } from './edge.ts'
import { createSetupApp } from './setup-app.ts'

const kept = {
  'cache-control': 'no-store',
  'content-security-policy': expect.stringContaining("default-src 'none'"),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

const school = ['192.168.1.20', 'kios.local', '[fd00::7]']
const own: [string, string][] = [
  ['127.0.0.1', ''],
  ['localhost', ':80'],
  ['LOCALHOST', ':8140'],
  ['[::1]', ':8140'],
]
const foreign = ['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example', '10.0.0.7', 'kios']

// Which origin a request to `host` may name, if it does more than to look.
const origins: [string, (host: string, port: string) => string | undefined, number][] = [
  ['without an origin', () => undefined, 200],
  ['of its own origin', (host, port) => new URL(`http://${host}${port}`).origin, 200],
  ['of another port', (host) => `http://${host.toLowerCase()}:9000`, 403],
  ['of another scheme', (host, port) => `https://${host.toLowerCase()}${port}`, 403],
  ['of another site', () => 'http://evil.example', 403],
  ['of no site', () => 'null', 403],
  ['of an empty origin', () => '', 403],
]

describe.each(origins)('a request %s', (_, originOf, status) => {
  const ask = (host: string, port: string, method: string, hosts: readonly string[] = ownHosts) => {
    const app = createEdge(hosts).all('/', (context) => context.text('siap\n'))
    const origin = originOf(host, port)
    return app.request(`http://${host}${port}/`, { method, headers: origin === undefined ? {} : { origin } })
  }

  test.each(own)('to %s%s is answered as it is for a tap, and for a look in any case', async (...at) => {
    expect((await ask(...at, 'GET')).status).toBe(200)
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect([method, (await ask(...at, method)).status]).toEqual([method, status])
  })

  test.each([...foreign, ...school])(
    'to %s is refused on the panel, with words and headers',
    async (host) => {
      for (const method of ['GET', 'POST']) {
        const answer = await ask(host, ':8140', method)
        expect([answer.status, Object.fromEntries(answer.headers)]).toEqual([
          421,
          expect.objectContaining(kept),
        ])
        expect(await answer.text()).toMatch(/bukan milik kios; pakai 127\.0\.0\.1, localhost/)
      }
    },
  )

  test.each(school)('to %s is answered on a page that was given this address', async (host) => {
    expect((await ask(host, ':8081', 'GET', [host])).status).toBe(200)
    expect((await ask('127.0.0.1', ':8081', 'GET', [host])).status).toBe(421)
  })
})

test('a refused tap carries the headers that keep a page to itself', async () => {
  const headers = { origin: 'http://evil.example' }
  const answer = await createEdge(ownHosts).request('http://127.0.0.1/', { method: 'POST', headers })
  expect([answer.status, Object.fromEntries(answer.headers)]).toEqual([403, expect.objectContaining(kept)])
})

test('the panel of a box that is no kiosk yet asks the same of a request', async () => {
  const taken: unknown[] = []
  const plain = { subscribe: () => () => {}, request: (request: unknown) => taken.push(request) > 0 }
  const app = createSetupApp(plain, new Map(), 5.9)
  const tap = (host: string, origin: string) =>
    app.request(`http://${host}/intent`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ screen: 1, intent: { type: 'go-on' } }),
    })
  expect((await tap('evil.example:8140', 'http://evil.example:8140')).status).toBe(421)
  expect((await tap('127.0.0.1:8140', 'http://evil.example:8140')).status).toBe(403)
  expect(taken).toEqual([])
  expect((await tap('127.0.0.1:8140', 'http://127.0.0.1:8140')).status).toBe(202)
})
