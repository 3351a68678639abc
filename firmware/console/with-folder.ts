import type { Host } from '../kiosk/host.ts'
import { type ExitCode, exit } from './exit-code.ts'

/** Does work on a data folder that no other process may touch meanwhile: two writers would break its chains. */
export async function withFolder(
  world: Host,
  folder: string,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  const hold = await world.holdFolder(folder)
  if (!hold.ok) {
    world.say(`${folder} sedang dipakai kios yang berjalan. Hentikan kios dulu (Ctrl-C), lalu ulangi.`)
    return exit.fault
  }
  const code = await work()
  hold.value.release()
  return code
}
