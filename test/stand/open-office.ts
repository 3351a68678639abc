import { join } from 'node:path'
import type { IntakeContext } from '../../firmware/registry/intake/intake-context.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { type District, type DistrictSetup, openDistrict } from '../../sim/district/district.ts'

/** For tests: a whole office below one folder, on a loopback port of its own. */
export function openOffice(
  folder: string,
  desk: IntakeContext,
  report: DistrictSetup['report'] = () => undefined,
  changes: Partial<DistrictSetup> = {},
): Promise<District> {
  return openDistrict({
    folder,
    port: 0,
    store: join(folder, 'store'),
    takesIn: true,
    clock: createRealClock(),
    mail: createNodeDisk(join(folder, 'mail')),
    published: createNodeDisk(join(folder, 'down')),
    desk,
    report,
    ...changes,
  })
}
