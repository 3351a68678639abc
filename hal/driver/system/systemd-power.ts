import type { Power } from '../../contract/power.ts'
import type { Programs } from '../../contract/programs.ts'
import { ok } from '../../contract/result.ts'

/** Through systemd, which ends every service first (`systemctl(1)`: without a wall message, without waiting for it). */
export function createSystemdPower(programs: Programs): Power {
  return {
    async off(signal) {
      const asked = await programs.output('systemctl', ['--no-wall', '--no-block', 'poweroff'], signal)
      return asked.ok ? ok() : asked
    },
  }
}
