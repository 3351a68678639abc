import type { Clock } from '../../hal/contract/clock.ts'
import type { GpioFault, GpioPort } from '../../hal/contract/gpio-port.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { openGpiodPort } from '../../hal/driver/gpio/gpiod-port.ts'
import { createNodeLastingPrograms } from '../../hal/linux/node-lasting-programs.ts'
import { createNodePrograms } from '../../hal/linux/node-programs.ts'
import { openOnoffGpioPort } from '../../hal/linux/onoff-gpio-port.ts'
import { withPwm } from '../../hal/linux/pwm-lines.ts'
import type { BoardData } from './board-data.ts'

const searchMs = 5_000

/** The lines of the header on whatever this kernel offers, and those that it can dim. */
export async function openLines(
  { pwm, ...gpio }: BoardData['gpio'],
  clock: Clock,
): Promise<Result<GpioPort, GpioFault>> {
  const port = await openPort(gpio, clock)
  return port.ok && pwm ? ok(withPwm(port.value, pwm)) : port
}

// On sysfs, else on the character device.
async function openPort(
  { chipLabels, base }: BoardData['gpio'],
  clock: Clock,
): Promise<Result<GpioPort, GpioFault>> {
  const onSysfs = await openOnoffGpioPort({ chipLabels, base })
  if (onSysfs.ok) return onSysfs
  const tools = { programs: createNodePrograms(), lasting: createNodeLastingPrograms() }
  using search = clock.deadline(searchMs)
  const onDevice = await openGpiodPort(tools, chipLabels, search.signal)
  if (onDevice.ok) return onDevice
  return err({ kind: 'absent', detail: `${detailOf(onSysfs.fault)}; ${detailOf(onDevice.fault)}` })
}

function detailOf(fault: GpioFault): string {
  return 'detail' in fault ? fault.detail : fault.kind
}
