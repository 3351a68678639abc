import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { importClassList, openTestKiosk, pupils } from '../../../test/stand/open-test-kiosk.ts'
import { photo } from '../../../test/stand/stand-parts.ts'
import { createTestStudent } from '../../../test/stand/test-student.ts'
import { until } from '../../../test/stand/until.ts'
import { intents } from '../../../test/stand/visit-events.ts'
import { noForwarding } from '../../exchange/policy/forwarding.ts'
import { intentRequestSchema } from '../model/intent.ts'
import { createWebApp } from './web-app.ts'

const json = { 'content-type': 'application/json' }
const securityHeaders = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

async function openEdge(bug?: (cause: Error) => void) {
  const clock = createHandClock()
  const disk = new MemoryDisk()
  await importClassList(clock, disk)
  const { kiosk } = await openTestKiosk(clock, disk)
  const panel = new Map([['/index.html', { type: 'text/html', bytes: Buffer.from('<!doctype html>') }]])
  const app = createWebApp({ kiosk, panel, pixelsPerMillimetre: 5.9, ...(bug && { bug }) })
  const post = (body: string, headers: Record<string, string> = json) =>
    app.request('/intent', { method: 'POST', headers, body })
  const student = createTestStudent(kiosk, clock, until)
  return { app, kiosk, post, student, clock }
}

describe('another page of the same browser', () => {
  const tap = (app: Awaited<ReturnType<typeof openEdge>>['app'], url: string, origin?: string) =>
    app.request(url, {
      method: 'POST',
      headers: { ...json, ...(origin !== undefined && { origin }) },
      body: JSON.stringify({ screen: 1, intent: { type: 'take-ticket' } }),
    })

  test.each([
    ['http://127.0.0.1:8140/', 202, undefined],
    ['http://localhost:8140/', 202, 'http://localhost:8140'],
    ['http://[::1]:8140/', 202, 'http://[::1]:8140'],
    ['http://127.0.0.1:8140/', 403, 'http://localhost:8140'],
    ['http://127.0.0.1:8140/', 403, 'http://127.0.0.1:9000'],
    ['http://127.0.0.1:8140/', 403, 'https://evil.example'],
    ['http://127.0.0.1:8140/', 403, 'null'],
    ['http://evil.example:8140/', 421, 'http://evil.example:8140'],
    ['http://evil.example:8140/', 421, undefined],
    ['http://127.0.0.1.evil.example/', 421, undefined],
  ])('a tap at %s is answered with %i where it comes from %s', async (base, status, origin) => {
    const { app, kiosk } = await openEdge()
    const { serial } = kiosk.screen
    expect(serial).toBe(1)
    expect((await tap(app, `${base}intent`, origin)).status).toBe(status)
    expect(kiosk.screen.serial).toBe(status === 202 ? 2 : 1)
  })

  test.each(['/events', '/', '/papan', '/picture/token', '/metrics'])(
    'under another name %s shows nothing',
    async (path) => {
      const { app } = await openEdge()
      expect((await app.request(`http://evil.example:8140${path}`)).status).toBe(421)
    },
  )
})

describe('a tap', () => {
  test('that answers the screen is taken', async () => {
    const { kiosk, post } = await openEdge()
    const answer = await post(
      JSON.stringify({ screen: kiosk.screen.serial, intent: { type: 'take-ticket' } }),
    )
    expect([answer.status, kiosk.screen.body.kind]).toEqual([202, 'pad'])
  })

  test('on an older screen changes nothing', async () => {
    const { kiosk, post } = await openEdge()
    const stale = { screen: kiosk.screen.serial - 1, intent: { type: 'take-ticket' } }
    const answer = await post(JSON.stringify(stale))
    expect([answer.status, kiosk.screen.body.kind]).toEqual([409, 'idle'])
  })

  test.each([
    ['no JSON', 'take-ticket'],
    ['an intent that is not known', JSON.stringify({ screen: 1, intent: { type: 'open-door' } })],
    ['more than an intent', JSON.stringify({ screen: 1, intent: { type: 'take-ticket', and: 1 } })],
    ['no screen', JSON.stringify({ intent: { type: 'take-ticket' } })],
    ['letters for digits', JSON.stringify({ screen: 1, intent: { type: 'enter-number', digits: '12a' } })],
  ])('with %s is not understood', async (_, body) => {
    const { kiosk, post } = await openEdge()
    const request = vi.spyOn(kiosk, 'request')
    expect((await post(body)).status).toBe(400)
    expect(request).not.toHaveBeenCalled()
  })

  test('larger than a signature can be is refused before it is read', async () => {
    const { kiosk, post } = await openEdge()
    const request = vi.spyOn(kiosk, 'request')
    const body = JSON.stringify({ screen: 1, intent: { type: 'take-ticket' }, fill: 'x'.repeat(512 * 1024) })
    expect((await post(body)).status).toBe(413)
    expect(request).not.toHaveBeenCalled()
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp'])(
    'sent as %s, as any other page could, is refused',
    async (type) => {
      const { kiosk, post } = await openEdge()
      const body = JSON.stringify({ screen: kiosk.screen.serial, intent: { type: 'take-ticket' } })
      const answer = await post(body, { 'content-type': type })
      expect([answer.status, kiosk.screen.body.kind]).toEqual([415, 'idle'])
    },
  )

  test('as JSON with a character set is taken', async () => {
    const { kiosk, post } = await openEdge()
    const body = JSON.stringify({ screen: kiosk.screen.serial, intent: { type: 'take-ticket' } })
    expect((await post(body, { 'content-type': 'application/json; charset=utf-8' })).status).toBe(202)
  })

  test('whatever is sent, the kiosk sees only intents of a known shape, and the edge stands', async () => {
    const { kiosk, post } = await openEdge()
    const seen: unknown[] = []
    const statuses = new Set<number>()
    vi.spyOn(kiosk, 'request').mockImplementation((request) => {
      seen.push(request)
      return true
    })
    await fc.assert(
      fc.asyncProperty(almostRequest(), async (body) => {
        seen.length = 0
        const { status } = await post(JSON.stringify(body))
        statuses.add(status)
        const known = intentRequestSchema.safeParse(JSON.parse(JSON.stringify(body)))
        expect([status, seen]).toEqual(known.success ? [202, [known.data]] : [400, []])
      }),
      { numRuns: 500 },
    )
    expect(statuses).toEqual(new Set([202, 400]))
  })
})

describe('every intent', () => {
  test.each(Object.values(intents).map((intent) => [intent.type, intent]))('%s has a shape', (_, intent) => {
    expect(intentRequestSchema.safeParse({ screen: 1, intent }).data).toEqual({ screen: 1, intent })
  })
})

describe('every answer', () => {
  test.each([
    ['the panel', '/', 200],
    ['a screen', '/ready', 200],
    ['the size of the display', '/board.css', 200],
    ['no such page', '/nothing', 404],
    ['no such photo', '/picture/abc-1', 404],
    ['no way up', '/../etc/passwd', 404],
  ])('%s carries the headers that keep a page to itself', async (_, path, status) => {
    const { app } = await openEdge()
    const answer = await app.request(path)
    expect(answer.status).toBe(status)
    expect(Object.fromEntries(answer.headers)).toMatchObject(securityHeaders)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test.each([
    ['refused', { type: 'agree' }, json, 409],
    ['of another type', { type: 'agree' }, { 'content-type': 'text/plain' }, 415],
    ['not understood', { type: 'nothing' }, json, 400],
  ])('to a tap that is %s does so too', async (_, intent, headers, status) => {
    const { kiosk, post } = await openEdge()
    const answer = await post(JSON.stringify({ screen: kiosk.screen.serial, intent }), headers)
    expect(answer.status).toBe(status)
    expect(Object.fromEntries(answer.headers)).toMatchObject(securityHeaders)
  })

  test('of the two streams does so too', async () => {
    const { app } = await openEdge()
    for (const path of ['/events', '/view.mjpg']) {
      const stop = new AbortController()
      const answer = await app.request(path, { signal: stop.signal })
      expect(Object.fromEntries(answer.headers)).toMatchObject(securityHeaders)
      stop.abort()
      await answer.body?.cancel()
    }
  })
})

test('the stream of screens begins with the present one and ends with its reader', async () => {
  const { app, kiosk, student } = await openEdge()
  const answer = await app.request('/events')
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  const read = async () => (await reader?.read())?.value
  expect(await read()).toBe('retry: 500\n\n')
  expect(await read()).toBe(eventOf(kiosk.screen))
  student.tap({ type: 'take-ticket' })
  expect(await read()).toBe(eventOf(kiosk.screen))
  await reader?.cancel()
  student.tap({ type: 'back' })
})

test('each photo is shown at its own address while it waits, and at no other', async () => {
  const { app, kiosk, student, clock } = await openEdge()
  await student.stepUp(pupils.siti.nisn, pupils.siti.born)
  await student.agree()
  student.tap({ type: 'take-photo' })
  await clock.advance(3_000)
  await until('the photos', () => kiosk.screen.body.kind === 'pictures')
  const { body } = kiosk.screen
  const [url = '', second = ''] = body.kind === 'pictures' ? body.pictures.map((one) => one.url) : []
  expect(second).not.toBe(url)
  for (const address of [url, second]) {
    const shown = await app.request(address)
    expect([shown.status, new Uint8Array(await shown.arrayBuffer())]).toEqual([200, photo])
  }
  const other = url.replace(/[0-9a-f]{32}/, 'f'.repeat(32))
  expect((await app.request(other)).status).toBe(404)
  student.tap({ type: 'retake-photo' })
  expect((await app.request(url)).status).toBe(404)
})

// Anything at all, and things that are nearly right.
function almostRequest(): fc.Arbitrary<unknown> {
  const intent = fc.oneof(
    fc.constantFrom<unknown>(...Object.values(intents)),
    fc.record(
      {
        type: fc.oneof(fc.constantFrom(...Object.keys(intents)), fc.string()),
        digits: fc.oneof(fc.stringMatching(/^\d{0,18}$/), fc.jsonValue()),
        ticket: fc.jsonValue(),
        strokes: fc.jsonValue(),
        reason: fc.constantFrom('missing', 'tired'),
        language: fc.constantFrom('id', 'xx'),
      },
      { requiredKeys: ['type'] },
    ),
    fc.jsonValue(),
  )
  const request = fc.record({ screen: fc.oneof(fc.integer(), fc.jsonValue()), intent })
  return fc.oneof(request, fc.jsonValue())
}

function eventOf(screen: { readonly serial: number }): string {
  return `event: screen\nid: ${screen.serial}\ndata: ${JSON.stringify(screen)}\n\n`
}

test('a bug behind the edge is not answered away: it goes where it ends the process', async () => {
  const bugs: Error[] = []
  const { kiosk, post } = await openEdge((cause) => bugs.push(cause))
  const bug = new Error('a bug')
  vi.spyOn(kiosk, 'request').mockImplementation(() => {
    throw bug
  })
  const answer = await post(JSON.stringify({ screen: kiosk.screen.serial, intent: { type: 'take-ticket' } }))
  expect([answer.status, bugs]).toEqual([500, [bug]])
})

test('the page for staff says what is sent and how the stick stands, without a script and without a name', async () => {
  const { app, kiosk } = await openEdge()
  kiosk.forwarding = {
    ...noForwarding,
    state: { type: 'not-now', why: { kind: 'no-link' } },
    packets: 2,
    bytes: 1_500_000,
  }
  kiosk.showStick({ kind: 'safe', carried: 2, receipts: 1 })
  const answer = await app.request('/staf')
  const page = await answer.text()
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  expect(page).toContain('Tidak ada jaringan.')
  expect(page).toContain('2 paket menunggu (1,5 MB).')
  expect(page).toMatch(/Stik USB<\/dt><dd>[^<]*aman[^<]*dicabut/i)
  expect(page).not.toContain('<script')
  for (const { name, nisn } of Object.values(pupils))
    expect([name, nisn].some((word) => page.includes(word))).toBe(false)
})
