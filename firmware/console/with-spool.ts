import { openSpool } from '../custody/spool/open-spool.ts'
import type { Spool } from '../custody/spool/spool.ts'
import type { Host } from '../kiosk/host.ts'
import { openDeviceKey } from '../service/provisioning/device-key.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { openData } from './open-data.ts'
import { withFolder } from './with-folder.ts'

/** Does work on the spool of a data folder that no other process may touch meanwhile. */
export function withSpool(
  world: Host,
  folder: string,
  work: (spool: Spool) => Promise<ExitCode>,
  keyStick?: string,
): Promise<ExitCode> {
  return withFolder(world, folder, async () => {
    const opened = await openData(world, { data: folder, ...(keyStick !== undefined && { keyStick }) })
    if (!opened.ok) return refuse(world, `Data siswa di kotak ini terkunci: ${opened.fault.kind}`)
    const disk = opened.value
    const identity = await openDeviceKey(disk, world.entropy)
    if (!identity.ok) return refuse(world, `Kunci kios tidak terbaca: ${identity.fault.kind}`)
    const spool = await openSpool(disk, identity.value)
    if (!spool.ok) return refuse(world, `Data kios tidak terbaca: ${spool.fault.kind}`)
    if (spool.value.rebuilt) world.say('Catatan spool rusak dan dibuat ulang. Lihat: rekam batch list')
    return work(spool.value)
  })
}

function refuse(world: Host, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
