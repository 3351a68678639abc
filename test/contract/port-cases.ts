import assert from 'node:assert/strict'
import type { GpioPort } from '../../hal/contract/gpio-port.ts'

/** A port, and the world's hand on its lines. */
export interface PortStand {
  readonly port: GpioPort
  /** Electrical level of a line; `undefined` where a released line cannot be looked at. */
  readonly level: (line: number) => 0 | 1 | undefined
  /** Pulls an input to a level. */
  readonly drive: (line: number, level: 0 | 1) => void
  /** Whether the port hears its inputs by now; absent where it does as soon as it is asked to. */
  readonly listens?: () => boolean
  /** Waits for what programs or a kernel bring about; fails when it never comes. */
  readonly until: (what: string, holds: () => boolean) => Promise<void>
}

interface PortCase {
  readonly name: string
  /** Throws what is wrong. `open` gives the same lines each time. */
  readonly run: (open: () => Promise<PortStand>) => Promise<void>
}

/** The duties of every `GpioPort`, whatever is below it: in tests, and on the kernel of the lab. */
export const portCases: readonly PortCase[] = [
  {
    name: 'an output is on or off; polarity stays in the port',
    run: async (open) => {
      const { port, level, until } = await open()
      const high = port.output(17, { activeLow: false })
      const low = port.output(27, { activeLow: true })
      assert(high.ok && low.ok)
      const levels = () => `${level(17)}${level(27)}`
      await until('both are off', () => levels() === '01')
      high.value.write(true)
      low.value.write(true)
      await until('both are on', () => levels() === '10')
      high.value.write(false)
      low.value.write(false)
      await until('both are off again', () => levels() === '01')
      port.close()
    },
  },
  {
    name: 'of many words at once the last one counts, and closing switches off',
    run: async (open) => {
      const { port, level, until } = await open()
      const lamp = port.output(17, { activeLow: true })
      assert(lamp.ok)
      for (const on of [true, false, true, false, true]) lamp.value.write(on)
      await until('it is on', () => level(17) === 0)
      port.close()
      await until('it is off', () => (level(17) ?? 1) === 1)
    },
  },
  {
    name: 'an input tells its state and every change',
    run: async (open) => {
      const { port, drive, listens, until } = await open()
      const opened = port.input(24, { activeLow: true, pull: 'up' })
      assert(opened.ok)
      const button = opened.value
      const seen: boolean[] = []
      button.watch((on) => seen.push(on))
      if (listens) await until('it is listened to', listens)
      drive(24, 0)
      await until('it is pressed', () => button.read())
      drive(24, 1)
      await until('it is let go', () => !button.read())
      const before = seen.length
      drive(24, 0)
      await until('one press more', () => seen.length === before + 1)
      drive(24, 1)
      await until('one release more', () => seen.length === before + 2)
      assert.deepEqual(seen.slice(before), [true, false])
      port.close()
    },
  },
  {
    name: 'closing twice is fine and lets others have the lines',
    run: async (open) => {
      const { port } = await open()
      port.output(17, { activeLow: false })
      port.close()
      port.close()
      const again = await open()
      const output = again.port.output(17, { activeLow: false })
      assert(output.ok)
      output.value.write(true)
      await again.until('it is on', () => again.level(17) === 1)
      again.port.close()
    },
  },
]
