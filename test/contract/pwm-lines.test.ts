import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withPwm } from '../../hal/linux/pwm-lines.ts'
import { createPinsTwin } from '../../sim/pins/pins-twin.ts'

const hardware = { device: 'fe20c000.pwm', channels: { 18: 0, 19: 1 } }

// A kernel's /sys/class/pwm with channel 0 given out; channel 1 is somebody else's.
function openPwm() {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-pwm-'))
  const chip = join(folder, 'class/pwmchip2')
  mkdirSync(join(folder, 'devices/fe20c000.pwm'), { recursive: true })
  mkdirSync(join(chip, 'pwm0'), { recursive: true })
  symlinkSync(join(folder, 'devices/fe20c000.pwm'), join(chip, 'device'))
  writeFileSync(join(chip, 'export'), '')
  const attribute = (name: string) => Number(readFileSync(join(chip, 'pwm0', name), 'utf8'))
  return { root: join(folder, 'class'), attribute }
}

test.each([
  [false, [0, 400_000, 1_000_000, 0]],
  [true, [1_000_000, 600_000, 0, 1_000_000]],
])('a line with hardware of its own is dimmed, active low %s', (activeLow, duties) => {
  const { root, attribute } = openPwm()
  const pins = createPinsTwin()
  const port = withPwm(pins.port, hardware, root)
  const line = port.output(18, { activeLow })
  if (!line.ok) throw new Error(line.fault.kind)
  const seen = [attribute('duty_cycle')]
  line.value.dim?.(0.4)
  seen.push(attribute('duty_cycle'))
  line.value.write(true)
  seen.push(attribute('duty_cycle'))
  port.close()
  seen.push(attribute('duty_cycle'))
  expect(seen).toEqual(duties)
  expect([attribute('period'), attribute('enable')]).toEqual([1_000_000, 1])
})

test('other lines, a channel that is taken, and a kernel without the chip: on or off as before', () => {
  const { root } = openPwm()
  for (const [line, folder] of [
    [17, root],
    [19, root],
    [18, join(root, 'nowhere')],
  ] as const) {
    const pins = createPinsTwin()
    const output = withPwm(pins.port, hardware, folder).output(line, { activeLow: false })
    if (!output.ok) throw new Error(output.fault.kind)
    expect(output.value.dim).toBeUndefined()
    output.value.write(true)
    expect(pins.level(line)).toBe(1)
  }
  rmSync(root, { recursive: true })
})
