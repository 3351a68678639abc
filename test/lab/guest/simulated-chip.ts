import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A chip of the kernel's own making: what is driven can be read, and what is read can be driven. */
export interface SimulatedChip {
  readonly level: (line: number) => 0 | 1
  readonly drive: (line: number, level: 0 | 1) => void
}

const config = '/sys/kernel/config/gpio-sim/kiosk'

/** Makes one under the label of a real one (Linux Documentation/admin-guide/gpio/gpio-sim.rst). */
export function createSimulatedChip(label: string, lines: number): SimulatedChip {
  mkdirSync(join(config, 'bank'), { recursive: true })
  writeFileSync(join(config, 'bank/num_lines'), `${lines}`)
  writeFileSync(join(config, 'bank/label'), label)
  writeFileSync(join(config, 'live'), '1')
  const name = (file: string) => readFileSync(join(config, file), 'utf8').trim()
  const chip = join('/sys/devices/platform', name('dev_name'), name('bank/chip_name'))
  if (!existsSync(chip)) throw new Error('no simulated chip')
  return {
    level: (line) => (readFileSync(join(chip, `sim_gpio${line}/value`), 'utf8').trim() === '1' ? 1 : 0),
    drive: (line, level) =>
      writeFileSync(join(chip, `sim_gpio${line}/pull`), level === 1 ? 'pull-up' : 'pull-down'),
  }
}
