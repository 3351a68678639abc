import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { frontLines } from '../../boards/assembly/board-data.ts'
import { deskBoard } from '../../boards/desk/board.ts'
import { ok } from '../../hal/contract/result.ts'
import { openFiveFront } from '../../hal/driver/gpio/five-front.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { createPinsTwin } from '../../sim/pins/pins-twin.ts'

// johnny-five keeps time by itself: its timers are driven by hand too.
beforeEach(
  () =>
    void vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] }),
)
afterEach(() => void vi.useRealTimers())

const lines = frontLines(deskBoard)
const { red, green, blue } = deskBoard.gpio.lines.lamp
const lamp = [red, green, blue]
const { helpButton, powerButton, tamper } = deskBoard.gpio.lines

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

// johnny-five waits 7 ms more, by timers of its own.
async function pass(front: ReturnType<typeof openFront>, ms: number) {
  for (let passed = 0; passed < ms; passed += 1) {
    await front.clock.advance(1)
    vi.advanceTimersByTime(1)
  }
}

test('one press of a bouncing button is one call for help, and none after closing', async () => {
  const front = openFront()
  const pressed: string[] = []
  front.pins.drive(helpButton, 1)
  await pass(front, 50)
  front.buttons.onPress((button) => pressed.push(button))
  for (const level of [0, 1, 0, 1, 0] as const) {
    front.pins.drive(helpButton, level)
    await pass(front, 8)
  }
  expect(pressed).toEqual([])
  await pass(front, 200)
  front.pins.drive(helpButton, 1)
  await pass(front, 200)
  expect(pressed).toEqual(['help'])
  front.buttons.close()
  front.pins.drive(helpButton, 0)
  await pass(front, 200)
  expect(pressed).toEqual(['help'])
  front.indicator.close()
})

test('a box that is open, or a button held down, does not keep the process from ending', async () => {
  const front = openFront()
  front.pins.drive(tamper, 1)
  front.pins.drive(helpButton, 0)
  await pass(front, 1_000)
  expect(vi.getTimerCount()).toBeGreaterThan(0)
  front.indicator.close()
  front.buttons.close()
  vi.advanceTimersByTime(100)
  expect(vi.getTimerCount()).toBe(0)
})

test('every listener hears every button by its name, and a box that is open from the start', async () => {
  const front = openFront()
  const first: string[] = []
  front.buttons.onPress((button) => first.push(button))
  // The contact lets go of ground.
  front.pins.drive(tamper, 1)
  await pass(front, 50)
  const later: string[] = []
  front.buttons.onPress((button) => later.push(button))
  for (const line of [powerButton, helpButton]) {
    front.pins.drive(line, 1)
    await pass(front, 50)
    front.pins.drive(line, 0)
    await pass(front, 50)
  }
  expect(first).toEqual(['tamper', 'power', 'help'])
  expect(later).toEqual(['tamper', 'power', 'help'])
  front.indicator.close()
})

test.each([
  ['white', '001'],
  ['blue', '011'],
  ['cyan', '011'],
  ['green', '001'],
  ['amber', '010'],
  ['red', '100'],
  ['off', '000'],
] as const)('a tower light shows %s as red, amber, green %s, steady and in rhythm', (colour, levels) => {
  const pins = createPinsTwin()
  const tower = { red: 5, amber: 6, green: 13 }
  const { indicator } = openFiveFront(pins.port, { ...lines, lamp: tower }, createHandClock())
  const now = () =>
    Object.values(tower)
      .map((line) => pins.level(line))
      .join('')
  indicator.lamp({ colour: 'red', rhythm: 'blink' })
  vi.advanceTimersByTime(1_100)
  indicator.lamp({ colour, rhythm: 'steady' })
  vi.advanceTimersByTime(3_000)
  expect(now()).toBe(levels)
  indicator.lamp({ colour, rhythm: 'pulse' })
  const seen = new Set<string>()
  for (let ms = 0; ms < 2_000; ms += 100) {
    vi.advanceTimersByTime(100)
    seen.add(now())
  }
  expect([...seen].toSorted()).toEqual([...new Set(['000', levels])].toSorted())
  indicator.close()
})

test('a lamp that can be dimmed is as bright as the board says, through every blink', () => {
  const pins = createPinsTwin()
  const shares = new Set<number>()
  const port = {
    ...pins.port,
    output: () => ok({ write: () => undefined, dim: (share: number) => void shares.add(share) }),
  }
  const { indicator } = openFiveFront(port, { ...lines, brightness: 0.4 }, createHandClock())
  indicator.lamp({ colour: 'white', rhythm: 'blink' })
  vi.advanceTimersByTime(2_000)
  expect([...shares].toSorted((one, other) => one - other)).toEqual([0, 0.4])
  indicator.close()
})
