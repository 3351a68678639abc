import { describe, expect, test } from 'vitest'
import { err, ok } from '../../hal/contract/result.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { openTestKiosk } from '../../test/stand/open-test-kiosk.ts'
import type { Host, ServeFault } from './host.ts'
import { serveSchool } from './serve-school.ts'

type Handle = Parameters<Host['serve']>[0]

const schoolPage = 'http://192.168.1.20:8081/'

/** `faults` of the first tries; then the address is there. */
async function openStand(faults: readonly ServeFault['kind'][] = []) {
  const clock = createHandClock()
  const { kiosk, logged } = await openTestKiosk(clock, new MemoryDisk(), {}, {}, { schoolPage })
  const stop = new AbortController()
  const left = [...faults]
  const stand: { handle?: Handle | undefined; asked: unknown[] } = { asked: [] }
  const [said, printed]: [string[], string[]] = [[], []]
  const host = {
    say: (line: string) => void said.push(line),
    print: (line: string) => void printed.push(line),
    serve: async (handle: Handle, ...at: unknown[]) => {
      stand.asked.push(at)
      const kind = left.shift()
      if (kind !== undefined) return err({ kind })
      stand.handle = handle
      return ok({ url: schoolPage, close: async () => void (stand.handle = undefined) })
    },
  } as unknown as Host
  const serving = serveSchool(host, kiosk, new Map(), stop.signal)
  await clock.advance(0)
  const ask = async (from: string, path = 'papan') =>
    stand.handle?.(new Request(`${schoolPage}${path}`), from)
  return { stand, clock, stop, serving, kiosk, logged, said, printed, ask }
}

test('the page is opened at the address of the site, and closed with the kiosk', async () => {
  const { stand, stop, serving, said, printed, ask } = await openStand()
  expect(stand.asked).toEqual([[8081, { address: '192.168.1.20' }]])
  expect([printed, said]).toEqual([[`Papan antrean: ${schoolPage}papan`], []])
  expect((await ask('192.168.1.31'))?.status).toBe(200)
  stop.abort()
  await serving
  expect(stand.handle).toBeUndefined()
})

describe('an address that this box has not', () => {
  test('is said and logged once, and recording goes on', async () => {
    const { clock, said, logged, kiosk, printed } = await openStand(Array(20).fill('address-missing'))
    await clock.advance(5 * 60_000)
    expect(said).toEqual([
      expect.stringMatching(/192\.168\.1\.20.*bukan milik kotak ini.*Perekaman tetap jalan/),
    ])
    expect(logged.filter((event) => event.startsWith('school-page'))).toEqual(['school-page-closed'])
    expect([printed, kiosk.screen.body.kind]).toEqual([[], 'idle'])
  })

  test('is tried again until the network has given it', async () => {
    const { clock, said, logged, printed, ask } = await openStand(['address-missing', 'address-missing'])
    await clock.advance(59_000)
    expect(printed).toEqual([])
    await clock.advance(1_000)
    expect([said.length, printed.length, (await ask('192.168.1.31'))?.status]).toEqual([1, 1, 200])
    expect(logged.slice(-2)).toEqual(['school-page-closed', 'school-page-open'])
  })

  test('and then another reason is another line', async () => {
    const { clock, said } = await openStand(['address-missing', 'port-taken', 'port-taken', 'port-refused'])
    await clock.advance(120_000)
    expect(said.map((line) => /: (.*)\./.exec(line)?.[1])).toHaveLength(3)
  })

  test('holds up no stop', async () => {
    const { stop, serving } = await openStand(Array(20).fill('port-refused'))
    stop.abort()
    await serving
  })
})

test('a visitor without a measure is told so after a wait, and when to come again; another is answered', async () => {
  const { clock, ask } = await openStand()
  const answers = Array.from({ length: 81 }, () => ask('192.168.1.31'))
  const [refused] = answers.splice(-1)
  expect(new Set((await Promise.all(answers)).map((answer) => answer?.status))).toEqual(new Set([200]))
  expect((await ask('192.168.1.32'))?.status).toBe(200)
  let isTold = false
  void refused?.then(() => (isTold = true))
  await clock.advance(1_999)
  expect(isTold).toBe(false)
  await clock.advance(1)
  const answer = await refused
  expect([answer?.status, answer?.headers.get('retry-after')]).toEqual([429, '2'])
})

test('visitors of other names are bounded as well', async () => {
  const { stand, clock } = await openStand()
  const elsewhere = async () => stand.handle?.(new Request('http://evil.example/papan'), '192.168.1.31')
  const answers = Array.from({ length: 81 }, elsewhere)
  await clock.advance(2_000)
  const statuses = (await Promise.all(answers)).map((answer) => answer?.status)
  expect([statuses.at(0), statuses.at(-1)]).toEqual([421, 429])
})
