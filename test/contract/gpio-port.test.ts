import { describe, expect, test } from 'vitest'
import { err } from '../../hal/contract/result.ts'
import { openGpiodPort } from '../../hal/driver/gpio/gpiod-port.ts'
import { findBase, openOnoffGpioPort } from '../../hal/linux/onoff-gpio-port.ts'
import { GpiodTwin, type GpiodTwinOptions } from '../../sim/pins/gpiod-twin.ts'
import { createPinsTwin } from '../../sim/pins/pins-twin.ts'
import { installFakeSysfs } from './fake-sysfs.ts'
import { type PortStand, portCases } from './port-cases.ts'

// As on a Raspberry Pi 4 with a kernel of 6.6 or later, where line 17 is number 529.
const sysfs = installFakeSysfs('pinctrl-bcm2711', 512)

// Where a program has to do it, it is done a few turns of the loop later.
const settled = () => new Promise((resolve) => setTimeout(resolve))
async function until(what: string, holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100 && !holds(); turn += 1) await settled()
  if (!holds()) throw new Error(`never: ${what}`)
}

function portSuite(name: string, open: () => Promise<PortStand>) {
  describe(name, () => {
    for (const { name: behaviour, run } of portCases) test(behaviour, () => run(open))
  })
}

portSuite('lines of the twin', async () => {
  const twin = createPinsTwin()
  return {
    port: twin.port,
    level: (line) => twin.level(line),
    drive: (line, level) => twin.drive(line, level),
    until,
  }
})

portSuite('lines on sysfs through onoff', async () => {
  const port = await openOnoffGpioPort({ chipLabels: ['pinctrl-bcm2711'], base: undefined })
  if (!port.ok) throw new Error(port.fault.kind)
  return {
    port: port.value,
    level: (line) => sysfs.level(512 + line),
    drive: (line, level) => sysfs.drive(512 + line, level),
    until,
  }
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
    return {
      port: port.value,
      level: (line) => twin.level(line),
      drive: (line, level) => twin.drive(line, level),
      until,
    }
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
