import { expect, test } from 'vitest'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { createSensorTwin } from '../../sim/sensor/create-sensor-twin.ts'
import { runTwinCommand } from './run-twin-command.ts'

function openWorld() {
  const twin = createSensorTwin('R307', { clock: createHandClock() })
  const pulled: string[] = []
  const cable = { unplug: async () => void pulled.push('unplug'), plug: async () => void pulled.push('plug') }
  return { twin, pulled, say: (line: string) => runTwinCommand(line, twin, cable) }
}

test('words move the finger, the power, the cable, and put in faults', async () => {
  const { twin, pulled, say } = openWorld()
  expect(await say('place ani:2')).toBeUndefined()
  expect(twin.touchLine).toBe(1)
  expect(await say('  fault   sticky-finger ')).toBeUndefined()
  await say('lift')
  expect(twin.touchLine).toBe(1)
  await say('lift')
  expect(twin.touchLine).toBe(0)
  await say('power off')
  expect(twin.powered).toBe(false)
  await say('power on')
  expect(twin.powered).toBe(true)
  await say('unplug')
  await say('plug')
  expect(pulled).toEqual(['unplug', 'plug'])
  expect(await say('')).toBeUndefined()
})

test.each(['place', 'place ani:11', 'lift now', 'power', 'power up', 'jump', 'unplug it', 'place ani:2 3'])(
  '%j is not understood, and all words are told',
  async (line) => expect(await openWorld().say(line)).toMatch(/place SIAPA:POSISI/),
)

test('an unknown fault is answered with all faults', async () => {
  expect(await openWorld().say('fault magic')).toMatch(/omit-end/)
})
