import type { Command } from 'commander'
import type { Disk } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import type { DeviceIdentity } from '../custody/crypto/device-identity.ts'
import type { Ended, KioskBoard } from '../kiosk/host.ts'
import { serveKiosk } from '../kiosk/serve-kiosk.ts'
import { serveSetup } from '../kiosk/serve-setup.ts'
import { openDeviceKey } from '../service/provisioning/device-key.ts'
import { enrolmentHere } from '../service/provisioning/enrolment-here.ts'
import { siteOfKeptOrder } from '../service/provisioning/kept-order.ts'
import { hidePin } from '../service/provisioning/pin-guard.ts'
import { type Site, siteSchema } from '../service/provisioning/site.ts'
import { openSite, saveSite } from '../service/provisioning/site-document.ts'
import { closeBoard } from './close-board.ts'
import { powerOff } from './command-off.ts'
import type { ConsoleWorld } from './console-world.ts'
import { boardChoice, boardExit, boardWords } from './describe-board-fault.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { readPort } from './port-option.ts'
import type { SimulatedSchool } from './simulations.ts'
import { withFolder } from './with-folder.ts'

interface RunOptions {
  readonly board: string
  readonly data: string
  readonly port: number
  readonly boot?: string
}

export function addRun(program: Command, world: ConsoleWorld, done: (code: ExitCode) => void): void {
  program
    .command('run')
    .description('menjalankan kios')
    .option('--board <nama>', boardChoice(world), 'desk')
    .option('--data <folder>', 'tempat semua data kios', 'data')
    .option('--port <nomor>', 'port di loopback', readPort, 8080)
    .option('--boot <folder>', 'partisi boot, tempat berkas pemasangan boleh ditaruh')
    .action(async (options: RunOptions) =>
      done(await withFolder(world, options.data, () => runAll(world, options))),
    )
}

// A box that becomes another school's starts anew, with all that is that school's; as a service in a new process.
async function runAll(world: ConsoleWorld, options: RunOptions): Promise<ExitCode> {
  for (;;) {
    const ended = await run(world, options)
    if (ended !== 'again') return ended
    if (world.startsAgain) return exit.done
  }
}

async function run(world: ConsoleWorld, options: RunOptions): Promise<ExitCode | 'again'> {
  const identity = await openDeviceKey(world.openDisk(options.data), world.entropy)
  if (!identity.ok) return failed(world, 'Kunci kios tidak terbaca', identity.fault.kind)
  const board = await world.openBoard(options.board, options.data)
  if (!board.ok) {
    world.say(boardWords(world, options.board, board.fault))
    return boardExit(board.fault)
  }
  const site = await siteOf(world, options, identity.value)
  if (!site.ok) return failed(world, 'Kotak ini belum dipasang untuk sekolah', site.fault.kind)
  if (site.value === 'none' || site.value === 'damaged') {
    const isDamaged = site.value === 'damaged'
    const ended = await serveSetup(world, board.value, identity.value, { ...options, isDamaged })
    await closeBoard(board.value)
    return afterwards(world, board.value, ended)
  }
  const { school, isRepaired } = site.value
  const ended = await serveKiosk(world, board.value, {
    ...options,
    site: site.value.site,
    identity: identity.value,
    ...(isRepaired && { isRepaired }),
    ...(school && { demoRoster: world.demoRoster }),
  })
  await school?.close()
  await board.value.close()
  return afterwards(world, board.value, ended)
}

async function afterwards(world: ConsoleWorld, board: KioskBoard, ended: Ended): Promise<ExitCode | 'again'> {
  if (ended === 'again') return ended
  if (ended === 'failed') return exit.fault
  return ended === 'off' && board.ownsMachine ? powerOff(world) : exit.done
}

// A real box needs its site file. The desk is its own school, with a district on loopback.
async function siteOf(
  world: ConsoleWorld,
  options: RunOptions,
  identity: DeviceIdentity,
): Promise<Result<SiteHere | 'none' | 'damaged', { readonly kind: string }>> {
  const disk = world.openDisk(options.data)
  const found = await openSite(disk)
  if (!found.ok) return found.fault.kind === 'damaged' ? repairSite(disk, identity) : found
  if (found.value) return ok({ site: found.value })
  // On the desk the same can be tried with `--boot`.
  if (options.board !== 'desk' || options.boot !== undefined) return ok('none')
  const npsn = '30312345'
  const school = await world.openSchool(
    options.data,
    await enrolmentHere(world.openDisk(options.data), identity, npsn),
  )
  const { registryUrl, keyList } = school
  const batch = { packets: 1, ageMinutes: 0 }
  const attendantPin = await hidePin(demoPin)
  world.print(`PIN petugas di meja ini: ${demoPin}`)
  return ok({
    site: siteSchema.parse({ v: 1, school: npsn, letter: 'A', registryUrl, keyList, batch, attendantPin }),
    school,
  })
}

interface SiteHere {
  readonly site: Site
  readonly school?: SimulatedSchool
  readonly isRepaired?: true
}

async function repairSite(
  disk: Disk,
  { device }: DeviceIdentity,
): Promise<Result<SiteHere | 'damaged', { readonly kind: string }>> {
  const site = await siteOfKeptOrder(disk, device)
  if (!site) return ok('damaged')
  const saved = await saveSite(disk, site)
  return saved.ok ? ok({ site, isRepaired: true }) : saved
}

/** Of the desk's own school. */
const demoPin = '246810'

function failed(world: ConsoleWorld, what: string, why: string): ExitCode {
  world.say(`${what}: ${why}`)
  return exit.fault
}
