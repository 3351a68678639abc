import { describe, expect, test } from 'vitest'
import { plantHouse } from './plant-house.ts'

// Every arrow that the design does not draw: from a room, to a file that is really there.
const forbidden = [
  ['firmware/base', 'hal/contract/clock.ts'],
  ['firmware/visit', 'sim/clock/hand-clock.ts'],
  ['firmware/console', 'hal/bus/node-disk.ts'],
  ['firmware/capture', 'hal/driver/open-ef01.ts'],
  ['firmware/capture', 'hal/codec/ef01-frame.ts'],
  ['firmware/kiosk', 'boards/desk/board.ts'],
  ['firmware/web', 'test/eventually.ts'],
  ['firmware/screen/model', 'firmware/visit/visit-state.ts'],
  ['firmware/panel', 'firmware/visit/visit-state.ts'],
  ['firmware/panel', 'firmware/locale/id.ts'],
  ['firmware/phone', 'firmware/locale/id.ts'],
  ['firmware/phone', 'firmware/record/student-receipt.ts'],
  ['firmware/student-receipt', 'firmware/base/hash.ts'],
  ['hal/contract', 'hal/codec/ef01-frame.ts'],
  ['hal/codec', 'hal/driver/lock.ts'],
  ['hal/driver', 'hal/bus/real-clock.ts'],
  ['hal/driver', 'firmware/base/hash.ts'],
  ['hal/bus', 'hal/driver/lock.ts'],
  ['sim/sensor', 'hal/codec/ef01-frame.ts'],
  ['sim/sensor', 'hal/driver/lock.ts'],
  ['sim/actor', 'firmware/screen/model/screen.ts'],
  ['sim/district', 'firmware/visit/visit-state.ts'],
  ['boards/desk', 'test/eventually.ts'],
] as const

const nameOf = (index: number) => `planted-direction-${index}`
const planted = Object.fromEntries(
  forbidden.map(([room, target], index) => {
    const up = '../'.repeat(room.split('/').length)
    return [`${room}/${nameOf(index)}.ts`, `export * as planted from '${up}${target}'\n`]
  }),
)
const house = plantHouse({
  ...planted,
  'hal/stray.ts': 'export const stray = 1\n',
  'hal/bus/planted-import-of-stray.ts': "export { stray } from '../stray.ts'\n",
})
const said = house.run('oxlint', '--quiet', '--format=unix')

describe('imports against the direction are refused', () => {
  test.each(forbidden.map(([room, target], index) => [room, target, index] as const))(
    '%s may not import %s',
    (room, _target, index) => {
      expect(said.content).toBe(false)
      expect(said.text).toMatch(new RegExp(`${room}/${nameOf(index)}\\.ts.*boundaries`))
    },
  )

  test('a file that belongs to no room is refused, and so is an import of it', () => {
    expect(said.text).toMatch(/hal\/stray\.ts.*no-unknown-files/)
    expect(said.text).toMatch(/planted-import-of-stray\.ts.*no-unknown-dependencies/)
  })
})
