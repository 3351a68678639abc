import { describe, expect, test } from 'vitest'
import { findBase, openOnoffGpioPort } from '../../hal/bus/onoff-gpio-port.ts'
import type { GpioPort } from '../../hal/contract/gpio-port.ts'
import { err } from '../../hal/contract/result.ts'
import { openGpiodPort } from '../../hal/driver/gpiod-port.ts'
import { GpiodTwin, type GpiodTwinOptions } from '../../sim/pins/gpiod-twin.ts'
import { createPinsTwin } from '../../sim/pins/pins-twin.ts'
import { installFakeSysfs } from './fake-sysfs.ts'

// As on a Raspberry Pi 4 with a kernel of 6.6 or later, where line 17 is number 529.
const sysfs = installFakeSysfs('pinctrl-bcm2711', 512)

interface Hand {
  level(line: number): 0 | 1 | undefined
  drive(line: number, level: 0 | 1): void
}

// Where a program has to do it, it is done a few turns of the loop later.
const settled = () => new Promise((resolve) => setTimeout(resolve))

function portSuite(name: string, setUp: () => Promise<{ port: GpioPort; hand: Hand }>) {
  describe(name, () => {
    test('an output is on or off; polarity stays in the port', async () => {
      const { port, hand } = await setUp()
      const high = port.output(17, { activeLow: false })
      const low = port.output(27, { activeLow: true })
      if (!high.ok || !low.ok) throw new Error('no lines')
      high.value.write(true)
      low.value.write(true)
      await settled()
      expect([hand.level(17), hand.level(27)]).toEqual([1, 0])
      high.value.write(false)
      low.value.write(false)
      await settled()
      expect([hand.level(17), hand.level(27)]).toEqual([0, 1])
      port.close()
    })

    test('of many words at once the last one counts, and closing switches off', async () => {
      const { port, hand } = await setUp()
      const lamp = port.output(17, { activeLow: true })
      if (!lamp.ok) throw new Error('no line')
      for (const on of [true, false, true, false, true]) lamp.value.write(on)
      await settled()
      expect(hand.level(17)).toBe(0)
      port.close()
      await settled()
      // What is no longer held cannot be read everywhere.
      expect(hand.level(17) ?? 1).toBe(1)
    })

    test('an input tells its state and every change', async () => {
      const { port, hand } = await setUp()
      const button = port.input(24, { activeLow: true, pull: 'up' })
      if (!button.ok) throw new Error('no line')
      await settled()
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

describe.each([1, 2] as const)('lines on the character device through the gpiod tools %d.x', (version) => {
  const label = 'pinctrl-bcm2711'
  const open = async (options: Partial<GpiodTwinOptions> = {}, labels = [label]) => {
    const twin = new GpiodTwin({ version, label, ...options })
    return { twin, port: await openGpiodPort(twin, labels, new AbortController().signal) }
  }
  portSuite('as every port', async () => {
    const { twin, port } = await open()
    if (!port.ok) throw new Error(port.fault.kind)
    return { port: port.value, hand: twin }
  })

  test('the pull is asked for, and every program is gone in the end', async () => {
    const { twin, port } = await open()
    if (!port.ok) throw new Error(port.fault.kind)
    port.value.input(24, { activeLow: true, pull: 'up' })
    port.value.input(25, { activeLow: false, pull: 'external' })
    port.value.output(17, { activeLow: false })
    await settled()
    expect([twin.bias(24), twin.bias(25), twin.running]).toEqual(['pull-up', 'disable', 3])
    port.value.close()
    await settled()
    expect(twin.running).toBe(0)
  })

  test('a state that is held already starts no program', async () => {
    const { twin, port } = await open()
    if (!port.ok) throw new Error(port.fault.kind)
    const lamp = port.value.output(17, { activeLow: false })
    if (!lamp.ok) throw new Error(lamp.fault.kind)
    for (const on of [false, true, true, true]) {
      lamp.value.write(on)
      await settled()
    }
    expect(twin.started.length).toBe(2)
    port.value.close()
  })

  test('a line that another program holds is busy, and so is one of our own', async () => {
    const { port } = await open({ taken: [17] })
    if (!port.ok) throw new Error(port.fault.kind)
    expect(port.value.output(17, { activeLow: false })).toEqual({
      ok: false,
      fault: { kind: 'busy', line: 17 },
    })
    port.value.output(27, { activeLow: false })
    expect(port.value.input(27, { activeLow: false, pull: 'up' })).toMatchObject({ fault: { kind: 'busy' } })
    port.value.close()
  })

  test('without the chip, or with tools that this kernel refuses, it is absent', async () => {
    expect((await open({}, ['pinctrl-rp1'])).port).toMatchObject({
      fault: { kind: 'absent', detail: 'no chip labelled pinctrl-rp1' },
    })
    expect((await open({ refused: true })).port).toMatchObject({
      fault: { kind: 'absent', detail: `gpiod ${version}.x does not get on with this kernel` },
    })
  })
})

test('a system without the gpiod tools says so', async () => {
  const { lasting } = new GpiodTwin({ version: 2, label: 'x' })
  const programs = { output: async () => err({ kind: 'missing' } as const) }
  const port = await openGpiodPort({ programs, lasting }, ['x'], new AbortController().signal)
  expect(port).toEqual({ ok: false, fault: { kind: 'absent', detail: 'no gpiod tools' } })
})

test('the base is looked up by label, and the line is exported as base and line', async () => {
  expect(findBase(['pinctrl-rp1', 'pinctrl-bcm2711'])).toBe(512)
  const port = await openOnoffGpioPort({ chipLabels: ['pinctrl-bcm2711'], base: undefined })
  if (!port.ok) throw new Error(port.fault.kind)
  port.value.output(17, { activeLow: true })
  port.value.input(24, { activeLow: false, pull: 'down' })
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
