import { describe, expect, test } from 'vitest'
import { findBase, openOnoffGpioPort } from '../../hal/bus/onoff-gpio-port.ts'
import type { GpioPort } from '../../hal/contract/gpio-port.ts'
import { createPinsTwin } from '../../sim/pins/pins-twin.ts'
import { installFakeSysfs } from './fake-sysfs.ts'

// As on a Raspberry Pi 4 with a kernel of 6.6 or later, where line 17 is number 529.
const sysfs = installFakeSysfs('pinctrl-bcm2711', 512)

interface Hand {
  level(line: number): 0 | 1 | undefined
  drive(line: number, level: 0 | 1): void
}

function portSuite(name: string, setUp: () => Promise<{ port: GpioPort; hand: Hand }>) {
  describe(name, () => {
    test('an output is on or off; polarity stays in the port', async () => {
      const { port, hand } = await setUp()
      const high = port.output(17, { activeLow: false })
      const low = port.output(27, { activeLow: true })
      if (!high.ok || !low.ok) throw new Error('no lines')
      high.value.write(true)
      low.value.write(true)
      expect([hand.level(17), hand.level(27)]).toEqual([1, 0])
      high.value.write(false)
      low.value.write(false)
      expect([hand.level(17), hand.level(27)]).toEqual([0, 1])
      port.close()
    })

    test('an input tells its state and every change', async () => {
      const { port, hand } = await setUp()
      const button = port.input(24, { activeLow: true })
      if (!button.ok) throw new Error('no line')
      hand.drive(24, 1)
      const seen: boolean[] = [button.value.read()]
      button.value.watch((on) => seen.push(on))
      hand.drive(24, 0)
      hand.drive(24, 1)
      expect(seen).toEqual([false, true, false])
      port.close()
    })

    test('closing twice is fine and lets others have the lines', async () => {
      const { port } = await setUp()
      port.output(17, { activeLow: false })
      port.close()
      port.close()
      const again = await setUp()
      expect(again.port.output(17, { activeLow: false }).ok).toBe(true)
      again.port.close()
    })
  })
}

portSuite('lines of the twin', async () => {
  const twin = createPinsTwin()
  return { port: twin.port, hand: twin }
})

portSuite('lines on sysfs through onoff', async () => {
  const port = await openOnoffGpioPort({ chipLabels: ['pinctrl-bcm2711'], base: undefined })
  if (!port.ok) throw new Error(port.fault.kind)
  const hand: Hand = {
    level: (line) => sysfs.level(512 + line),
    drive: (line, level) => sysfs.drive(512 + line, level),
  }
  return { port: port.value, hand }
})

test('the base is looked up by label, and the line is exported as base and line', async () => {
  expect(findBase(['pinctrl-rp1', 'pinctrl-bcm2711'])).toBe(512)
  const port = await openOnoffGpioPort({ chipLabels: ['pinctrl-bcm2711'], base: undefined })
  if (!port.ok) throw new Error(port.fault.kind)
  port.value.output(17, { activeLow: true })
  port.value.input(24, { activeLow: false })
  expect(sysfs.attribute(529, 'direction')).toBe('out')
  expect(sysfs.attribute(529, 'active_low')).toBe('1')
  expect(sysfs.attribute(536, 'edge')).toBe('both')
  port.value.close()
  expect(sysfs.exported.slice(-4)).toEqual(['export 529', 'export 536', 'unexport 529', 'unexport 536'])
})

test('a site may name the base itself', async () => {
  const port = await openOnoffGpioPort({ chipLabels: [], base: 100 })
  if (!port.ok) throw new Error(port.fault.kind)
  expect(port.value.output(5, { activeLow: false }).ok).toBe(true)
  expect(sysfs.level(105)).toBe(0)
  port.value.close()
})

test('a machine without such a chip says so', async () => {
  const port = await openOnoffGpioPort({ chipLabels: ['pinctrl-rp1'], base: undefined })
  expect(port).toMatchObject({ ok: false, fault: { kind: 'absent', detail: 'no chip labelled pinctrl-rp1' } })
})
