import { expect, test } from 'vitest'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { createMemoryLog } from '../core/log/log.ts'
import type { Host, KioskBoard } from './host.ts'
import { storageFaults, untilReadable } from './until-readable.ts'

type Handle = (request: Request) => Response | Promise<Response>

function openStand(answers: readonly Result<string, { kind: string; path: string }>[]) {
  const clock = createHandClock()
  const stop = new AbortController()
  const { log, events } = createMemoryLog()
  const stand: { handle?: Handle | undefined; power?: () => void; said: string[]; tries: number } = {
    said: [],
    tries: 0,
  }
  const host = {
    clock,
    stopped: stop.signal,
    say: (line: string) => void stand.said.push(line),
    print: () => undefined,
    panel: async () => new Map(),
    serve: async (handle: Handle) => {
      stand.handle = handle
      return ok({ url: '', close: async () => void (stand.handle = undefined) })
    },
  } as unknown as Host
  const board = {
    pixelsPerMillimetre: 4,
    buttons: { onPress: (listener: (name: string) => void) => (stand.power = () => listener('power')) },
  } as unknown as KioskBoard
  const opening = untilReadable(host, board, { port: 1, log, waitsFor: storageFaults }, async () => {
    stand.tries += 1
    return answers[Math.min(stand.tries, answers.length) - 1] ?? ok('open')
  })
  const ready = async () => (await stand.handle?.(new Request('http://127.0.0.1/ready')))?.status
  return { stand, clock, stop, events, opening, ready }
}

const broken = err({ kind: 'broken', path: 'spool/journal.jsonl' })

test('what cannot be read now is waited for, with a panel that says so and is not ready', async () => {
  const { stand, clock, events, opening, ready } = openStand([broken, broken, ok('open')])
  await clock.advance(1_000)
  expect(await ready()).toBe(503)
  await clock.advance(60_000)
  expect(await opening).toEqual(ok('open'))
  expect(stand.handle).toBeUndefined()
  expect(events.map(({ event }) => event)).toEqual(['storage-trouble', 'storage-well'])
})

test('a medium that never comes back is tried ever more rarely', async () => {
  const { stand, clock, events } = openStand([broken])
  await clock.advance(24 * 3_600_000)
  expect(stand.tries).toBeGreaterThan(280)
  expect(stand.tries).toBeLessThan(300)
  expect(events.length).toBe(1)
})

test('a document of a later Rekam is no fault of the medium: it is the answer, at once', async () => {
  const newer = err({ kind: 'newer', path: 'state/queue.json' })
  const { stand, opening } = openStand([newer])
  expect(await opening).toEqual(newer)
  expect(stand.handle).toBeUndefined()
})

test('its power button, and the stop of the process, end the wait', async () => {
  const pressed = openStand([broken])
  await pressed.clock.advance(10)
  pressed.stand.power?.()
  expect(await pressed.opening).toEqual({ ended: 'off' })
  const stopped = openStand([broken])
  await stopped.clock.advance(10)
  stopped.stop.abort()
  expect(await stopped.opening).toEqual({ ended: 'stopped' })
})
