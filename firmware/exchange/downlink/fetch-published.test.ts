import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Http, HttpAnswer, HttpRequest } from '../../../hal/contract/http.ts'
import { err, ok } from '../../../hal/contract/result.ts'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { servePublished } from '../../../sim/district/published.ts'
import { fetchPublished } from './fetch-published.ts'

const path = 'status-30312345.json'
const limitBytes = 1_000_000
const never = new AbortController().signal
const large = new Uint8Array(200_000).map((_, at) => at * 7)

function fetch(send: Http['send'], etag?: string) {
  const clock = createHandClock()
  const parts = { http: { send }, clock, registryUrl: 'http://office/' }
  return clock.runUntil(fetchPublished(parts, path, etag, limitBytes, never))
}

async function officeWith(bytes: Uint8Array) {
  const disk = new MemoryDisk()
  await disk.write(path, bytes)
  const asked: HttpRequest[] = []
  const send: Http['send'] = async (request) => {
    asked.push(request)
    return ok(await servePublished(disk, path, request.headers ?? {}))
  }
  return { disk, asked, send }
}

const etagOf = (bytes: Uint8Array) => `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`

test('a file comes in pieces and is whole, and is not sent again while it is the same', async () => {
  const { send, asked } = await officeWith(large)
  const fetched = await fetch(send)
  expect(fetched).toEqual({ ok: true, value: { bytes: large, etag: etagOf(large) } })
  expect(asked.map(({ headers }) => headers?.['range'])).toEqual([
    'bytes=0-65535',
    'bytes=65536-131071',
    'bytes=131072-196607',
    'bytes=196608-262143',
  ])
  expect(await fetch(send, etagOf(large))).toEqual({ ok: true, value: undefined })
  expect(asked.length).toBe(5)
})

test('what is not there is nothing, and no trouble', async () => {
  const { send, disk } = await officeWith(large)
  await disk.remove(path)
  expect(await fetch(send)).toEqual({ ok: true, value: undefined })
})

test('a file that changes between two pieces is never put together from both', async () => {
  const { send, asked, disk } = await officeWith(large)
  const changed = large.map((byte) => byte ^ 1)
  const fetched = await fetch(async (request, ...rest) => {
    if (asked.length === 2) await disk.write(path, changed)
    return send(request, ...rest)
  })
  expect(fetched).toEqual({ ok: true, value: { bytes: changed, etag: etagOf(changed) } })
})

test('a server without ranges sends it whole', async () => {
  const fetched = await fetch(async () => ok({ status: 200, headers: {}, body: large }))
  expect(fetched).toEqual({ ok: true, value: { bytes: large, etag: '' } })
})

const piece = (range: string, bytes = 10, etag = '"a"'): HttpAnswer => {
  return { status: 206, headers: { 'content-range': range, etag }, body: new Uint8Array(bytes) }
}

test.each([
  ['begins elsewhere', () => piece('bytes 10-19/20'), 'not-served'],
  ['is shorter than it says', () => piece('bytes 0-19/20'), 'not-served'],
  ['is longer than all', () => piece('bytes 0-9/5'), 'not-served'],
  ['is empty', () => piece('bytes 0--1/20', 0), 'not-served'],
  ['has no range', () => ({ ...piece(''), headers: {} }), 'not-served'],
  ['is part of more than is allowed', () => piece('bytes 0-9/2000000'), 'too-large'],
  ['is an error', () => ({ ...piece(''), status: 500 }), 'not-served'],
  ['is a redirect', () => ({ ...piece(''), status: 302 }), 'not-served'],
])('a piece that %s is refused', async (_, make, kind) => {
  expect(await fetch(async () => ok(make()))).toMatchObject({ ok: false, fault: { kind } })
})

test('a file that never stands still is given up, and so is a link that is cut or silent', async () => {
  let number = 0
  const restless: Http['send'] = async ({ headers }) => {
    number += 1
    const from = Number(/=(\d+)/.exec(headers?.['range'] ?? '')?.[1])
    return ok(piece(`bytes ${from}-${from + 9}/100`, 10, `"${number}"`))
  }
  expect(await fetch(restless)).toEqual({ ok: false, fault: { kind: 'changing', path } })
  const down = { kind: 'unreachable', detail: 'ECONNRESET' } as const
  expect(await fetch(async () => err(down))).toEqual({ ok: false, fault: down })
  const silent: Http['send'] = (_, signal) =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve(err({ kind: 'cancelled' }))))
  expect(await fetch(silent)).toEqual({ ok: false, fault: { kind: 'too-slow' } })
})
