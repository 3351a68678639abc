import { expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import type { InputLine } from '../../contract/gpio-port.ts'
import { debounce } from './debounce.ts'

function openLine() {
  let on = false
  const listeners: ((on: boolean) => void)[] = []
  const line: InputLine = { read: () => on, watch: (listener) => void listeners.push(listener) }
  const clock = createHandClock()
  const seen: boolean[] = []
  const calm = debounce(line, clock, 20)
  calm.watch((now) => seen.push(now))
  const set = (now: boolean) => {
    on = now
    for (const listener of listeners) listener(now)
  }
  return { clock, calm, seen, set }
}

test('a press is told once, when it has stayed for as long as contacts bounce', async () => {
  const { clock, calm, seen, set } = openLine()
  for (const on of [true, false, true, false, true]) {
    set(on)
    await clock.advance(5)
  }
  expect([seen, calm.read()]).toEqual([[], false])
  await clock.advance(14)
  expect(seen).toEqual([])
  await clock.advance(1)
  expect([seen, calm.read()]).toEqual([[true], true])
  set(false)
  await clock.advance(1_000)
  expect(seen).toEqual([true, false])
})

test('a spark on a long wire is not told', async () => {
  const { clock, seen, set } = openLine()
  set(true)
  await clock.advance(3)
  set(false)
  await clock.advance(1_000)
  expect(seen).toEqual([])
})
