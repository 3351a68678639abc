import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deskBoard } from '../../boards/desk/board.ts'
import { frontLines } from '../../boards/part/board-data.ts'
import { openFiveFront } from '../../hal/driver/five-front.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { createPinsTwin } from '../../sim/pins/pins-twin.ts'

// johnny-five keeps time by itself: its timers are driven by hand too.
beforeEach(
  () =>
    void vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] }),
)
afterEach(() => void vi.useRealTimers())

const lines = frontLines(deskBoard)
const lamp = [lines.lamp.red, lines.lamp.green, lines.lamp.blue]

function openFront() {
  const pins = createPinsTwin()
  const clock = createHandClock()
  const front = openFiveFront(pins.port, lines, clock)
  return { ...front, pins, clock, levels: () => lamp.map((line) => pins.level(line)).join('') }
}

test.each([
  ['white', '111'],
  ['blue', '001'],
  ['cyan', '011'],
  ['green', '010'],
  ['amber', '110'],
  ['red', '100'],
  ['off', '000'],
] as const)('a steady %s lamp shows red, green, blue %s', (colour, levels) => {
  const front = openFront()
  front.indicator.lamp({ colour: 'white', rhythm: 'steady' })
  front.indicator.lamp({ colour, rhythm: 'steady' })
  vi.advanceTimersByTime(3_000)
  expect(front.levels()).toBe(levels)
  front.indicator.close()
})

test.each([
  ['pulse', 1],
  ['blink', 2],
] as const)('a lamp that should %s does so %d times a second, no faster', (rhythm, times) => {
  const front = openFront()
  front.indicator.lamp({ colour: 'amber', rhythm })
  let changes = 0
  let before = front.levels()
  for (let ms = 0; ms < 10_000; ms += 10) {
    vi.advanceTimersByTime(10)
    if (front.levels() !== before) changes += 1
    before = front.levels()
  }
  expect(changes / 2 / 10).toBeCloseTo(times, 0)
  front.indicator.lamp({ colour: 'green', rhythm: 'steady' })
  vi.advanceTimersByTime(1_000)
  expect(front.levels()).toBe('010')
  front.indicator.close()
})

test('a buzzer pattern sounds once, and the next one takes its place', async () => {
  const front = openFront()
  const heard = async (ms: number) => {
    await front.clock.advance(ms)
    return front.pins.level(lines.buzzer)
  }
  front.indicator.buzzer([100, 50, 200])
  expect([await heard(99), await heard(2), await heard(50), await heard(200), await heard(9_000)]).toEqual([
    1, 0, 1, 0, 0,
  ])
  front.indicator.buzzer([1_000])
  await heard(10)
  front.indicator.buzzer([])
  expect(await heard(1)).toBe(0)
  front.indicator.close()
})

test('one press of a bouncing button is one call for help', () => {
  const front = openFront()
  let calls = 0
  front.buttons.onPress(() => {
    calls += 1
  })
  vi.advanceTimersByTime(50)
  for (const level of [0, 1, 0, 1, 0] as const) {
    front.pins.drive(lines.helpButton, level)
    vi.advanceTimersByTime(1)
  }
  vi.advanceTimersByTime(200)
  front.pins.drive(lines.helpButton, 1)
  vi.advanceTimersByTime(200)
  expect(calls).toBe(1)
  front.buttons.close()
  front.pins.drive(lines.helpButton, 0)
  vi.advanceTimersByTime(200)
  expect(calls).toBe(1)
  front.indicator.close()
})
