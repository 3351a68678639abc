import five from 'johnny-five'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FiveIo } from '../../hal/driver/gpio/five-io.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { createPinsTwin } from '../../sim/pins/pins-twin.ts'

// johnny-five keeps time by itself: its timers are driven by hand too.
beforeEach(
  () =>
    void vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] }),
)
afterEach(() => void vi.useRealTimers())

/** Functions that johnny-five asks for and does without; `isPwm` and the like it finds in `pins` instead. */
const optional =
  /^(transport|debug|repl|defaultLed|pending|normalize|port|is(Input|Output|Analog|Pwm|Servo))$/

/** A board whose every member that is asked for and missing is noted. */
function openBoard() {
  const pins = createPinsTwin()
  const clock = createHandClock()
  const missing = new Set<string>()
  const io = new Proxy(new FiveIo(pins.port, new Map(), clock), {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (value === undefined && typeof name === 'string' && !optional.test(name)) missing.add(name)
      // Private members live on the object itself.
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const options = { io, repl: false, debug: false, sigint: false }
  return { pins, clock, missing, board: new five.Board(options) }
}

const pass = (ms: number) => void vi.advanceTimersByTime(ms)

test('Led: every method finds what it calls, and on and off reach the line', () => {
  const { pins, missing, board } = openBoard()
  const led = new five.Led({ pin: 17, board })
  led.on()
  expect(pins.level(17)).toBe(1)
  led.off()
  expect(pins.level(17)).toBe(0)
  led.toggle()
  led.brightness(10)
  expect(pins.level(17)).toBe(1)
  led.intensity(0)
  expect(pins.level(17)).toBe(0)
  for (const play of [
    () => led.blink(100),
    () => led.strobe(100),
    () => led.pulse(100),
    () => led.fade(200, 100),
    () => led.fadeIn(100),
    () => led.fadeOut(100),
  ]) {
    play()
    pass(400)
    led.stop()
  }
  led.off()
  expect([pins.level(17), [...missing]]).toEqual([0, []])
})

test('Led.RGB: every method finds what it calls, and a colour reaches its lines', () => {
  const { pins, missing, board } = openBoard()
  const lamp = new five.Led.RGB({ pins: { red: 17, green: 27, blue: 22 }, board })
  const levels = () => [17, 27, 22].map((line) => pins.level(line))
  lamp.color('#ff00ff')
  lamp.on()
  expect(levels()).toEqual([1, 0, 1])
  lamp.toggle()
  expect(levels()).toEqual([0, 0, 0])
  lamp.toggle()
  lamp.intensity(20)
  expect(levels()).toEqual([1, 0, 1])
  for (const play of [() => lamp.blink(100), () => lamp.strobe(100)]) {
    play()
    pass(400)
    ;(lamp as unknown as { stop(): void }).stop()
  }
  lamp.off()
  expect([levels(), [...missing]]).toEqual([[0, 0, 0], []])
})

test.each([{}, { isPullup: true, invert: false }, { isPulldown: true }])(
  'Button %j: press, hold and release, and a wish for a pull drives nothing',
  async (wishes) => {
    const { pins, clock, missing, board } = openBoard()
    const button = new five.Button({ pin: 24, board, ...wishes })
    const told: string[] = []
    button.on('press', () => told.push('press'))
    button.on('hold', () => told.push('hold'))
    button.on('release', () => told.push('release'))
    expect(pins.level(24)).toBe(0)
    for (const level of [1, 0] as const) {
      pins.drive(24, level)
      await clock.advance(30)
      pass(600)
    }
    expect([told, [...missing]]).toEqual([['press', 'hold', 'release'], []])
  },
)

test('a line that cannot be had is dark and never pressed; nothing throws', () => {
  const { pins, board } = openBoard()
  pins.port.output(17, { activeLow: false })
  pins.port.input(24, { activeLow: false, pull: 'up' })
  new five.Led({ pin: 17, board }).on()
  const button = new five.Button({ pin: 24, board })
  button.on('press', () => expect.unreachable())
  pass(100)
  expect(pins.level(17)).toBe(0)
})
