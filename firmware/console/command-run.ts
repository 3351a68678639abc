import type { Command } from 'commander'
import type { Disk } from '../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { schoolDay } from '../base/school-day.ts'
import { Kiosk } from '../kiosk/kiosk.ts'
import type { KioskParts } from '../kiosk/kiosk-parts.ts'
import { type OpenFault, openStores } from '../kiosk/kiosk-stores.ts'
import { metricsText } from '../kiosk/metrics.ts'
import { runForwarding } from '../kiosk/run-forwarding.ts'
import { runSticks } from '../kiosk/run-sticks.ts'
import { runUpkeep } from '../kiosk/run-upkeep.ts'
import { type Site, siteSchema } from '../kiosk/site.ts'
import { importRoster } from '../roster/import-roster.ts'
import type { DeviceIdentity } from '../seal/device-identity.ts'
import { hidePin } from '../staff/pin-guard.ts'
import { createWebApp } from '../web/web-app.ts'
import { boardChoice, boardExit, boardWords } from './board-words.ts'
import { enrolmentHere } from './command-keys.ts'
import { powerOff } from './command-off.ts'
import {
  type ConsoleBoard,
  type ConsoleWorld,
  type ExitCode,
  exit,
  type Serving,
  type SimulatedSchool,
} from './console-world.ts'
import { openDeviceKey } from './device-key.ts'
import { openSite } from './open-site.ts'
import { readPort } from './port-option.ts'
import { openRunLog, type RunLog } from './run-log.ts'
import { serveSchool } from './serve-school.ts'
import { withFolder } from './with-folder.ts'

interface RunOptions {
  readonly board: string
  readonly data: string
  readonly port: number
}

export function addRun(program: Command, world: ConsoleWorld, done: (code: ExitCode) => void): void {
  program
    .command('run')
    .description('menjalankan kios')
    .option('--board <nama>', boardChoice(world), 'desk')
    .option('--data <folder>', 'tempat semua data kios', 'data')
    .option('--port <nomor>', 'port di loopback', readPort, 8080)
    .action(async (options: RunOptions) =>
      done(await withFolder(world, options.data, () => run(world, options))),
    )
}

async function run(world: ConsoleWorld, options: RunOptions): Promise<ExitCode> {
  const disk = world.openDisk(options.data)
  const identity = await openDeviceKey(disk, world.entropy)
  if (!identity.ok) return failed(world, 'Kunci kios tidak terbaca', identity.fault.kind)
  const board = await world.openBoard(options.board, options.data)
  if (!board.ok) {
    world.say(boardWords(world, options.board, board.fault))
    return boardExit(board.fault)
  }
  const site = await siteOf(world, options, identity.value)
  if (!site.ok) return failed(world, 'Kotak ini belum dipasang untuk sekolah', site.fault.kind)
  const runLog = openRunLog(world, disk)
  const parts = partsOf(world, board.value, disk, runLog)
  const today = schoolDay(world.clock.wallMs(), site.value.site.zone)
  const stores = await openStores(disk, site.value.site, identity.value, today, world.clock)
  if (!stores.ok) return failed(world, 'Data kios tidak terbaca', storeWords(stores.fault))
  const kiosk = new Kiosk(parts, site.value.site, identity.value, stores.value)
  if (site.value.school && stores.value.roster.all().length === 0) await fillDemoRoster(world, kiosk)
  if (site.value.school) world.print(`PIN petugas di meja ini: ${demoPin}`)
  const panel = await world.panel()
  const watched = world.watchProcess()
  const metrics = () => metricsText(kiosk, watched, runLog.counts)
  const { pixelsPerMillimetre } = board.value
  const web = createWebApp({ kiosk, panel, pixelsPerMillimetre, metrics })
  const serving = await world.serve((request) => web.fetch(request), options.port, 'box')
  const pages = await serveSchool(world, kiosk, panel)
  const why = serving.ok ? await untilStopped(world, kiosk, board.value, serving.value, runLog) : undefined
  if (!serving.ok) world.say(`Port ${options.port} ${portWords[serving.fault.kind]}`)
  await pages?.close()
  await kiosk.stop()
  await runLog.book.flush()
  await site.value.school?.close()
  await board.value.close()
  if (why === 'button' && board.value.ownsMachine) return powerOff(world)
  return serving.ok ? exit.done : exit.fault
}

const portWords = {
  'port-taken': 'sudah dipakai program lain. Pilih yang lain: --port, atau PORT=8081 make run.',
  'port-refused': 'tidak boleh dipakai. Pilih angka di atas 1024.',
} as const

async function untilStopped(
  world: ConsoleWorld,
  kiosk: Kiosk,
  { label, watch, media, buttons }: ConsoleBoard,
  serving: Serving,
  { log, keep, book }: RunLog,
): Promise<'button' | 'signal'> {
  const pressed = new AbortController()
  buttons.onPress((button) => button === 'power' && pressed.abort())
  const stopped = AbortSignal.any([world.stopped, pressed.signal])
  if (watch) kiosk.subscribe(watch)
  const sending = runForwarding(kiosk, stopped)
  const upkeep = runUpkeep(kiosk, stopped)
  const sticks = media && runSticks(kiosk, media, stopped, book)
  const keeping = keep(stopped)
  world.print(`Rekam siap di ${serving.url} (${label}, ${kiosk.identity.device})`)
  log('kiosk-ready', { boot: kiosk.stores.boot, tookMs: world.clock.monotonicMs() })
  await aborted(stopped)
  const why = pressed.signal.aborted ? 'button' : 'signal'
  log('kiosk-stopping', { why })
  await Promise.all([serving.close(), sending, upkeep, sticks, keeping])
  return why
}

function partsOf(world: ConsoleWorld, board: ConsoleBoard, disk: Disk, { log }: RunLog): KioskParts {
  const { clock, entropy, http, software } = world
  const { openScanner, camera, faces, codes, indicator, buttons, voice, facts, link } = board
  const hands = { openScanner, camera, faces, codes, indicator, buttons, voice, facts, link }
  return { clock, entropy, http, software, disk, ...hands, log }
}

// A real box needs its site file. The desk is its own school, with a district on loopback.
async function siteOf(
  world: ConsoleWorld,
  options: RunOptions,
  identity: DeviceIdentity,
): Promise<Result<{ readonly site: Site; readonly school?: SimulatedSchool }, { readonly kind: string }>> {
  const found = await openSite(world.openDisk(options.data))
  if (!found.ok) return found
  if (found.value) return ok({ site: found.value })
  if (options.board !== 'desk') return err({ kind: 'site.json tidak ada' })
  const npsn = '30312345'
  const school = await world.openSchool(
    options.data,
    await enrolmentHere(world.openDisk(options.data), identity, npsn),
  )
  const { registryUrl, keyList } = school
  const batch = { packets: 1, ageMinutes: 0 }
  const attendantPin = await hidePin(demoPin)
  return ok({
    site: siteSchema.parse({ v: 1, school: npsn, letter: 'A', registryUrl, keyList, batch, attendantPin }),
    school,
  })
}

/** Of the desk's own school. */
const demoPin = '246810'

async function fillDemoRoster(world: ConsoleWorld, kiosk: Kiosk): Promise<void> {
  const { clock, entropy } = world
  const imported = await importRoster('contoh.csv', await world.demoRoster(), { clock, entropy, known: [] })
  if (imported.ok) await kiosk.stores.roster.save(imported.value.students)
  world.print('Daftar contoh dipakai. Coba NISN 0091234567, lahir 05-11-2009.')
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

function storeWords({ kind, path }: OpenFault): string {
  if (kind === 'newer') return `${path} dibuat oleh Rekam yang lebih baru. Perbarui perangkat lunak ini dulu.`
  return path === undefined ? kind : `${path} (${kind})`
}

function failed(world: ConsoleWorld, what: string, why: string): ExitCode {
  world.say(`${what}: ${why}`)
  return exit.fault
}
