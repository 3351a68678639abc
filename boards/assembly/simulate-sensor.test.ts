import { expect, test, vi } from 'vitest'
import type { SimulatedSensor } from '../../firmware/console/simulations.ts'
import { simulateSensor } from './simulate-sensor.ts'

const usual: SimulatedSensor = {
  model: 'R503',
  link: '/nowhere/sensor',
  finger: undefined,
  baud: undefined,
  password: undefined,
  address: undefined,
  seed: undefined,
  soak: undefined,
  faults: [],
  paced: true,
}

test.each<[string, Partial<SimulatedSensor>, RegExp]>([
  ['an unknown model', { model: 'R999' }, /ZFM-20.*GT-521F52/],
  ['an unknown fault', { faults: ['hang', 'magic'] }, /magic.*omit-end/],
  ['a fault with a wrong value', { faults: ['flip-bit:x'] }, /flip-bit:x/],
  ['a rate the part cannot speak', { baud: '48000' }, /9600, 19200, 38400, 57600, 115200/],
  ['a rate that is no number', { baud: 'fast' }, /--baud/],
  ['a password that is no number', { password: '0x123456789' }, /--password/],
  ['a finger that is none', { finger: 'ani:0' }, /siapa:posisi/],
  ['a chance above one', { soak: '2' }, /--soak/],
])('%s is wrong use, with what may be said', async (_name, options, words) => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(await simulateSensor({ ...usual, ...options }, new AbortController().signal)).toBe(2)
  expect(said.mock.calls.flat().join('\n')).toMatch(words)
  said.mockRestore()
})
