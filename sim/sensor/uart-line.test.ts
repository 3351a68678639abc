import { expect, test } from 'vitest'
import { createHandClock } from '../clock/hand-clock.ts'
import { createUartLine } from './uart-line.ts'

function openLine(paced = true) {
  const clock = createHandClock()
  const portions: { readonly bytes: number[]; readonly atMs: number; readonly baud: number }[] = []
  const line = createUartLine(clock, paced, (bytes, baud) =>
    portions.push({ bytes: [...bytes], atMs: clock.monotonicMs(), baud }),
  )
  return { clock, line, portions, all: () => portions.flatMap(({ bytes }) => bytes) }
}

const count = (length: number) => Uint8Array.from({ length }, (_, at) => at)

test('bytes leave at ten bits each, on a schedule that no portion delays', async () => {
  const { clock, line, portions, all } = openLine()
  line.send(count(200), 10, 9_600)
  line.send(count(100), 0, 9_600)
  await clock.advance(1_000)
  expect(all()).toEqual([...count(200), ...count(100)])
  expect(portions.at(-1)?.atMs).toBeCloseTo(10 + 300 / 0.96, 6)
  let sent = 0
  for (const { atMs, bytes } of portions) {
    sent += bytes.length
    expect(atMs).toBeCloseTo(10 + sent / 0.96, 6)
  }
})

test('a slow reader gets what has gathered in one portion', async () => {
  const { clock, line, portions } = openLine()
  line.portionBytes = 4_096
  line.send(count(150), 0, 115_200)
  line.send(count(150), 0, 115_200)
  await clock.advance(100)
  expect(portions.map(({ bytes }) => bytes.length)).toEqual([300])
})

test('a rest on the line ends a portion', async () => {
  const { clock, line, portions } = openLine()
  line.portionBytes = 4_096
  line.send(count(10), 0, 115_200)
  line.send(count(10), 50, 115_200)
  await clock.advance(100)
  expect(portions.map(({ bytes }) => bytes.length)).toEqual([10, 10])
})

test('bytes of two rates are not joined', async () => {
  const { clock, line, portions } = openLine(false)
  line.send(count(3), 0, 9_600)
  line.send(count(3), 0, 115_200)
  await clock.advance(0)
  expect(portions.map(({ baud }) => baud)).toEqual([9_600, 115_200])
})

test('what was not sent yet is forgotten when the line is cut, and the line works on', async () => {
  const { clock, line, all } = openLine()
  line.send(count(100), 0, 9_600)
  await clock.advance(50)
  line.cut()
  const before = all().length
  expect(line.waitingBytes).toBe(0)
  line.send(Uint8Array.of(7), 60, 9_600)
  await clock.advance(1_000)
  expect(all().slice(before)).toEqual([7])
})

test('without pacing all comes at once, but never within the call', async () => {
  const { clock, line, all } = openLine(false)
  line.send(count(100), 500, 9_600)
  expect(all()).toEqual([])
  await clock.advance(0)
  expect(all().length).toBe(100)
})
