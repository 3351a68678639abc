import { gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { PageCache } from './cached-page.ts'

function openStand(take: (clock: ReturnType<typeof createHandClock>) => Promise<void> = async () => {}) {
  const clock = createHandClock()
  const pages = new PageCache(clock)
  const stand = { words: 'first', made: 0 }
  const app = new Hono().get('/:key', (context) =>
    pages.answer(context, context.req.param('key'), {}, async () => {
      stand.made += 1
      await take(clock)
      return stand.words
    }),
  )
  const ask = (headers: Record<string, string> = {}, key = 'page') =>
    Promise.resolve(app.request(`/${key}`, { headers }))
  return { stand, clock, ask }
}

const gzip = { 'accept-encoding': 'gzip' }

describe('a page is made once', () => {
  test('for all who ask at the same time, when it is new and when it is old', async () => {
    const { stand, clock, ask } = openStand()
    const crowd = async () => {
      const answers = await Promise.all(Array.from({ length: 64 }, () => ask()))
      return new Set(await Promise.all(answers.map((answer) => answer.text())))
    }
    expect([await crowd(), stand.made]).toEqual([new Set(['first']), 1])
    await clock.advance(1_000)
    stand.words = 'second'
    expect([await crowd(), stand.made]).toEqual([new Set(['second']), 2])
  })

  test('for all who wait while it is made, even where that takes longer than it stays fresh', async () => {
    const { stand, clock, ask } = openStand((clock) => clock.sleep(3_000))
    const waiting = Array.from({ length: 64 }, () => ask())
    await clock.runUntil(Promise.all(waiting))
    expect(stand.made).toBe(1)
  })

  test('within a second, and its tag stays the same for as long as its words do', async () => {
    const { stand, clock, ask } = openStand()
    const tag = async () => (await ask()).headers.get('etag')
    const first = await tag()
    await clock.advance(999)
    stand.words = 'second'
    expect([await tag(), stand.made]).toEqual([first, 1])
    await clock.advance(1)
    expect([await tag(), stand.made]).not.toEqual([first, 1])
    stand.words = 'first'
    await clock.advance(1_000)
    expect([await tag(), stand.made]).toEqual([first, 3])
  })

  test('and no more than 128 are remembered', async () => {
    const { stand, ask } = openStand()
    for (let at = 0; at <= 128; at += 1) await ask({}, `page-${at}`)
    await ask({}, 'page-1')
    expect(stand.made).toBe(129)
    await ask({}, 'page-0')
    expect(stand.made).toBe(130)
  })
})

describe('a reader that has the page', () => {
  test.each<[string, (tag: string) => string, number]>([
    ['its tag', (tag) => tag, 304],
    ['a tag that a proxy has weakened', (tag) => `W/${tag}`, 304],
    ['one tag of several', (tag) => `"other", ${tag}`, 304],
    ['any tag', () => '*', 304],
    ['another tag', () => '"other"', 200],
    ['a part of the tag', (tag) => tag.slice(0, 9), 200],
  ])('with %s', async (_, header, status) => {
    for (const encoding of [{}, gzip]) {
      const { ask } = openStand()
      const tag = (await ask(encoding)).headers.get('etag') ?? ''
      const answer = await ask({ ...encoding, 'if-none-match': header(tag) })
      expect([answer.status, answer.headers.get('etag')]).toEqual([status, tag])
      if (status === 304) expect(await answer.text()).toBe('')
    }
  })

  test('compressed does not have it as it is: strong tags are of one form', async () => {
    const { ask } = openStand()
    const tag = (await ask(gzip)).headers.get('etag') ?? ''
    expect((await ask({ 'if-none-match': tag })).status).toBe(200)
  })
})

test.each([
  ['gzip', true],
  ['br, GZIP;q=0.5', true],
  ['deflate, gzip;q=1.0, *;q=0.5', true],
  ['', false],
  ['br', false],
  ['gzip;q=0', false],
  ['gzip; q=0.000', false],
  ['x-gzip-other', false],
])('a reader that accepts "%s" gets the page compressed: %s', async (accepted, isZipped) => {
  const { ask } = openStand()
  const answer = await ask({ 'accept-encoding': accepted })
  expect(answer.headers.get('content-encoding')).toBe(isZipped ? 'gzip' : null)
  expect(answer.headers.get('vary')).toBe('accept-encoding')
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect((isZipped ? gunzipSync(bytes) : bytes).toString()).toBe('first')
})
