import type { Command } from 'commander'
import type { Host } from '../kiosk/host.ts'
import { type ExitCode, exit } from './exit-code.ts'

/** Powers the box off. The system ends the kiosk first, which keeps every visit and closes what it has open. */
export function addOff(program: Command, world: Host, done: (code: ExitCode) => void): void {
  program
    .command('off')
    .description('mematikan kotak dengan aman: kunjungan disimpan dulu')
    .action(async () => done(await powerOff(world)))
}

export async function powerOff(world: Host): Promise<ExitCode> {
  const asked = await world.power.off(world.stopped)
  if (asked.ok) return exit.done
  world.say(
    `Kotak tidak bisa dimatikan (${asked.fault.kind}). Tunggu lampu kartu diam, lalu cabut listriknya.`,
  )
  return exit.fault
}
