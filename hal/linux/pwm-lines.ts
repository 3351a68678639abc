import { existsSync, readdirSync, realpathSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { GpioPort, OutputLine } from '../contract/gpio-port.ts'
import { ok } from '../contract/result.ts'

/** Hardware that dims, on lines of its own. */
export interface PwmHardware {
  /** The chip's device as the kernel names it, such as `fe20c000.pwm`; the number of `pwmchip` differs by kernel. */
  readonly device: string
  /** Channel of the chip by line. */
  readonly channels: Readonly<Partial<Record<number, number>>>
}

const sysfs = '/sys/class/pwm'

// 1 kHz in nanoseconds: no eye sees it, and no camera that films a lamp at 30 frames a second.
const periodNs = 1_000_000

/**
 * The same port, where lines with hardware of their own can be dimmed (Linux Documentation/driver-api/pwm.rst). Where
 * the kernel does not offer it, the port is as it was: lamps are on or off. `root` stands in for sysfs in tests.
 */
export function withPwm(port: GpioPort, { device, channels }: PwmHardware, root = sysfs): GpioPort {
  const chip = findChip(root, device)
  if (chip === undefined) return port
  const open: (() => void)[] = []
  return {
    ...port,
    output(line, options) {
      const channel = channels[line]
      const folder = channel === undefined ? undefined : openChannel(chip, channel)
      if (folder === undefined) return port.output(line, options)
      const output = dimmable(folder, options.activeLow)
      open.push(() => output.write(false))
      return ok(output)
    },
    close() {
      for (const switchOff of open.splice(0)) switchOff()
      port.close()
    },
  }
}

function findChip(root: string, device: string): string | undefined {
  if (!existsSync(root)) return undefined
  return readdirSync(root)
    .filter((name) => name.startsWith('pwmchip'))
    .map((name) => join(root, name))
    .find(
      (chip) => existsSync(join(chip, 'device')) && basename(realpathSync(join(chip, 'device'))) === device,
    )
}

function openChannel(chip: string, channel: number): string | undefined {
  const folder = join(chip, `pwm${channel}`)
  try {
    if (!existsSync(folder)) writeFileSync(join(chip, 'export'), `${channel}`)
    writeFileSync(join(folder, 'period'), `${periodNs}`)
    return folder
  } catch {
    // Taken, as by the headphone jack: then the line is on or off.
    return undefined
  }
}

// Polarity is in the share: a channel that is disabled rests low, which lights a lamp that is on when low.
function dimmable(folder: string, activeLow: boolean): OutputLine & Required<Pick<OutputLine, 'dim'>> {
  const dim = (share: number) => {
    const onNs = Math.round(periodNs * Math.min(1, Math.max(0, share)))
    writeFileSync(join(folder, 'duty_cycle'), `${activeLow ? periodNs - onNs : onNs}`)
  }
  dim(0)
  writeFileSync(join(folder, 'enable'), '1')
  return { dim, write: (on) => dim(on ? 1 : 0) }
}
