import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GpioFault, GpioPort, InputLine, OutputLine } from '../contract/gpio-port.ts'
import { err, ok, type Result } from '../contract/result.ts'

type OnOff = typeof import('onoff')
type Gpio = InstanceType<OnOff['Gpio']>

export interface OnoffOptions {
  /** Labels of the board's own chip, best first, such as `pinctrl-bcm2711`. */
  readonly chipLabels: readonly string[]
  /** Number of line 0 when the site says so; otherwise looked up. */
  readonly base: number | undefined
}

const sysfs = '/sys/class/gpio'

/**
 * Lines on the kernel's sysfs interface through `onoff`, which knows no base: since kernel 6.6 line 17 may
 * be number 529. The base is looked up by the chip's label.
 */
export async function openOnoffGpioPort(options: OnoffOptions): Promise<Result<GpioPort, GpioFault>> {
  const loaded = await loadOnoff()
  if (!loaded.ok) return loaded
  const base = options.base ?? findBase(options.chipLabels)
  if (base === undefined || !existsSync(sysfs)) {
    return err({ kind: 'absent', detail: `no chip labelled ${options.chipLabels.join(' or ')}` })
  }
  const { Gpio } = loaded.value
  const claimed: { readonly gpio: Gpio; readonly output: boolean }[] = []
  const claim = (line: number, output: boolean, activeLow: boolean): Result<Gpio, GpioFault> => {
    try {
      // The kernel takes this as the electrical level, so that an output is off from its first moment.
      const off = activeLow ? 'high' : 'low'
      const gpio = output
        ? new Gpio(base + line, off, 'none', { activeLow })
        : new Gpio(base + line, 'in', 'both', { activeLow })
      claimed.push({ gpio, output })
      return ok(gpio)
    } catch (cause) {
      return err(faultOf(line, cause))
    }
  }
  const close = () => {
    for (const { gpio, output } of claimed.splice(0)) {
      if (output) gpio.writeSync(0)
      gpio.unexport()
    }
    process.off('exit', close)
  }
  // A bug that ends the process must not leave a bell that rings; only SIGKILL gets past this.
  process.once('exit', close)
  return ok({
    close,
    output(line, { activeLow }) {
      const gpio = claim(line, true, activeLow)
      return gpio.ok ? ok(outputLine(gpio.value)) : gpio
    },
    input(line, { activeLow }) {
      const gpio = claim(line, false, activeLow)
      return gpio.ok ? ok(inputLine(gpio.value)) : gpio
    },
  })
}

// Its native part is built for one Node and one processor: a box without it still starts everything else.
async function loadOnoff(): Promise<Result<OnOff, GpioFault>> {
  try {
    return ok(await import('onoff'))
  } catch (cause) {
    const detail = cause instanceof Error && 'code' in cause ? String(cause.code) : 'onoff does not load'
    return err({ kind: 'absent', detail })
  }
}

function outputLine(gpio: Gpio): OutputLine {
  return { write: (on) => gpio.writeSync(on ? 1 : 0) }
}

function inputLine(gpio: Gpio): InputLine {
  return {
    read: () => gpio.readSync() === 1,
    watch: (listener) =>
      gpio.watch((cause, value) => {
        if (!cause) listener(value === 1)
      }),
  }
}

/** Number of line 0 of the chip with one of these labels. */
export function findBase(labels: readonly string[]): number | undefined {
  for (const label of labels) {
    for (const chip of listChips()) {
      if (readFileSync(join(sysfs, chip, 'label'), 'utf8').trim() !== label) continue
      return Number(readFileSync(join(sysfs, chip, 'base'), 'utf8'))
    }
  }
  return undefined
}

function listChips(): string[] {
  try {
    return readdirSync(sysfs).filter((name) => name.startsWith('gpiochip'))
  } catch {
    return []
  }
}

function faultOf(line: number, cause: unknown): GpioFault {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === 'EBUSY') return { kind: 'busy', line }
  return { kind: 'refused', line, detail: code || 'unknown' }
}
