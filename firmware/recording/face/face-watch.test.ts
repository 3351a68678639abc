import { expect, test } from 'vitest'
import { err, ok } from '../../../hal/contract/result.ts'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { FaceFinderTwin, goodReading } from '../../../sim/face/face-finder-twin.ts'
import { FaceWatch, type LiveHint } from './face-watch.ts'

const frame = Uint8Array.of(1)
const never = new AbortController().signal
const far = ok({ ...goodReading, widthPx: 1_200 })

function openWatch() {
  const clock = createHandClock()
  const faces = new FaceFinderTwin()
  const told: LiveHint[] = []
  const lost: string[] = []
  const watch = new FaceWatch({
    clock,
    faces,
    lost: (kind) => lost.push(kind),
    dark: () => lost.push('dark'),
  })
  watch.start((hint) => told.push(hint))
  // Ten frames a second, as the camera gives them.
  const live = async (seconds: number) => {
    for (let at = 0; at < 10 * seconds; at += 1) {
      watch.offer(frame)
      await clock.advance(100)
    }
  }
  return { clock, faces, told, lost, watch, live }
}

test('a hint is told when it has come to stay, and once', async () => {
  const { faces, told, live } = openWatch()
  await live(2)
  expect(told).toEqual(['ready'])
  faces.says = far
  await live(0.4)
  faces.says = ok(goodReading)
  await live(2)
  expect(told).toEqual(['ready'])
  faces.says = far
  await live(2)
  expect(told).toEqual(['ready', 'closer'])
})

test('at most three frames a second are looked at', async () => {
  const { faces, live } = openWatch()
  await live(4)
  expect(faces.pictures).toBeGreaterThanOrEqual(8)
  expect(faces.pictures).toBeLessThanOrEqual(12)
})

test('an answer that does not come is given up after six seconds, and said', async () => {
  const { clock, faces, lost, told, live } = openWatch()
  await live(1)
  faces.says = undefined
  await live(1)
  await clock.advance(6_000)
  expect(lost).toEqual(['slow'])
  await live(13)
  expect(told).toEqual(['ready', 'unknown'])
})

test('without a finder a still has no judgement, and the reason is told', async () => {
  const { faces, lost, watch } = openWatch()
  faces.says = err({ kind: 'absent' })
  expect(await watch.judge(frame, never)).toBeUndefined()
  expect(lost).toEqual(['absent'])
})

test('a still waits for the frame before it, and both are looked at', async () => {
  const { faces, watch } = openWatch()
  watch.offer(frame)
  expect(await watch.judge(frame, never)).toMatchObject({ hints: [], check: 'landmarks' })
  expect(faces.pictures).toBe(2)
})

test('starting again leaves no earlier session open', async () => {
  const { faces, told, watch, live } = openWatch()
  watch.start((hint) => told.push(hint))
  await live(2)
  expect([faces.sessions, told]).toEqual([1, ['ready']])
})

test('stopping ends a look, closes the session, and nothing is told any more', async () => {
  const { faces, told, watch, live } = openWatch()
  faces.says = undefined
  watch.offer(frame)
  const still = watch.judge(frame, never)
  await watch.stop()
  expect([await still, faces.sessions]).toEqual([undefined, 0])
  faces.says = ok(goodReading)
  await live(2)
  expect(told).toEqual([])
})

test('a dark room is told to staff, once for each person', async () => {
  const { faces, lost, told, live, watch } = openWatch()
  const dark = ok({ ...goodReading, light: { ...goodReading.light, mean: 20 } })
  for (const says of [dark, ok(goodReading), dark]) {
    faces.says = says
    await live(2)
  }
  expect([told, lost]).toEqual([['brighter', 'ready', 'brighter'], ['dark']])
  watch.start(() => undefined)
  await live(2)
  expect(lost).toEqual(['dark', 'dark'])
})
