import type { Command } from 'commander'
import { ok, type Result } from '../../hal/contract/result.ts'
import { rereading } from '../core/rereading.ts'
import type { DeviceIdentity } from '../custody/crypto/device-identity.ts'
import { closeBoard } from '../kiosk/close-board.ts'
import type { Ended, KioskBoard } from '../kiosk/host.ts'
import { openRunLog } from '../kiosk/run-log.ts'
import { serveKiosk } from '../kiosk/serve-kiosk.ts'
import { serveSetup } from '../kiosk/serve-setup.ts'
import { mediumFaults, untilReadable } from '../kiosk/until-readable.ts'
import { openDeviceKey } from '../service/provisioning/device-key.ts'
import { enrolmentHere } from '../service/provisioning/enrolment-here.ts'
import { openOrRepairSite } from '../service/provisioning/kept-order.ts'
import { hidePin } from '../service/provisioning/pin-guard.ts'
import { type Site, siteSchema } from '../service/provisioning/site.ts'
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
  const board = await world.openBoard(options.board, options.data)
  if (!board.ok) {
    world.say(boardWords(world, options.board, board.fault))
    return boardExit(board.fault)
  }
  return runOn(world, options, board.value)
}

async function runOn(
  world: ConsoleWorld,
  options: RunOptions,
  board: KioskBoard,
): Promise<ExitCode | 'again'> {
  const disk = rereading(world.openDisk(options.data), world.clock)
  const { log, book } = openRunLog(world, disk)
  const waiting = { port: options.port, log, waitsFor: mediumFaults }
  const identity = await untilReadable(world, board, waiting, () => openDeviceKey(disk, world.entropy))
  if ('ended' in identity) return withoutKiosk(world, board, identity.ended)
  if (!identity.ok) return failed(world, board, 'Kunci kios tidak terbaca', identity.fault.kind)
  const found = await untilReadable(world, board, waiting, () =>
    openOrRepairSite(disk, identity.value.device),
  )
  if ('ended' in found) return withoutKiosk(world, board, found.ended)
  await book.flush()
  const site = found.ok ? await siteOf(world, options, identity.value, found.value) : found
  if (!site.ok) return failed(world, board, 'Kotak ini belum dipasang untuk sekolah', site.fault.kind)
  if (site.value === 'none' || site.value === 'damaged') {
    const isDamaged = site.value === 'damaged'
    const ended = await serveSetup(world, board, identity.value, { ...options, isDamaged })
    return withoutKiosk(world, board, ended)
  }
  const { school, isRepaired } = site.value
  const ended = await serveKiosk(world, board, {
    ...options,
    site: site.value.site,
    identity: identity.value,
    ...(isRepaired && { isRepaired }),
    ...(school && { demoRoster: world.demoRoster }),
  })
  await school?.close()
  return afterwards(world, board, ended)
}

async function withoutKiosk(
  world: ConsoleWorld,
  board: KioskBoard,
  ended: Ended,
): Promise<ExitCode | 'again'> {
  await closeBoard(board)
  return afterwards(world, board, ended)
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
  found: SiteHere | 'none' | 'damaged',
): Promise<Result<SiteHere | 'none' | 'damaged', { readonly kind: string }>> {
  if (found !== 'none') return ok(found)
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

/** Of the desk's own school. */
const demoPin = '246810'

async function failed(world: ConsoleWorld, board: KioskBoard, what: string, why: string): Promise<ExitCode> {
  await closeBoard(board)
  world.say(`${what}: ${why}`)
  return exit.fault
}
