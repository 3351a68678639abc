import type { Disk } from '../../hal/contract/disk.ts'
import { aborted } from '../base/aborted.ts'
import { schoolDay } from '../base/school-day.ts'
import { Kiosk } from '../kiosk/kiosk.ts'
import type { KioskParts } from '../kiosk/kiosk-parts.ts'
import { type OpenFault, openStores } from '../kiosk/kiosk-stores.ts'
import { metricsText } from '../kiosk/metrics.ts'
import { runForwarding } from '../kiosk/run-forwarding.ts'
import { runSticks } from '../kiosk/run-sticks.ts'
import { runUpkeep } from '../kiosk/run-upkeep.ts'
import { runWatchdog } from '../kiosk/run-watchdog.ts'
import { settleSchool } from '../kiosk/settle-school.ts'
import type { Site } from '../kiosk/site.ts'
import { stickContext } from '../kiosk/stick-context.ts'
import { importRoster } from '../roster/import-roster.ts'
import type { DeviceIdentity } from '../seal/device-identity.ts'
import { createWebApp } from '../web/web-app.ts'
import {
  type ConsoleBoard,
  type ConsoleWorld,
  type Ended,
  type ExitCode,
  exit,
  type Serving,
  type SimulatedSchool,
} from './console-world.ts'
import { openRunLog, type RunLog } from './run-log.ts'
import { serveSchool } from './serve-school.ts'

export interface KioskSetup {
  readonly data: string
  readonly port: number
  readonly site: Site
  readonly identity: DeviceIdentity
  /** Of the desk: its class list is filled in when it is empty. */
  readonly school?: SimulatedSchool
}

/**
 * Runs the kiosk of one school until it is stopped, until the box becomes another school's (`again`), or until somebody
 * presses the power button (`off`). A visit lies where the next start finds it.
 */
export async function serveKiosk(
  world: ConsoleWorld,
  board: ConsoleBoard,
  { data, port, site, identity, school }: KioskSetup,
): Promise<Ended> {
  const disk = world.openDisk(data)
  const runLog = openRunLog(world, disk)
  const settled = await settleSchool(disk, site.school)
  if (!settled.ok) return unreadable(world, settled.fault)
  const today = schoolDay(world.clock.wallMs(), site.zone)
  const stores = await openStores(disk, site, identity, today, world.clock)
  if (!stores.ok) return unreadable(world, stores.fault)
  const kiosk = new Kiosk(partsOf(world, board, disk, runLog), site, identity, stores.value)
  if (school && stores.value.roster.all().length === 0) await fillDemoRoster(world, kiosk)
  const panel = await world.panel()
  const watched = world.watchProcess()
  const metrics = () => metricsText(kiosk, watched, runLog.counts)
  const web = createWebApp({ kiosk, panel, pixelsPerMillimetre: board.pixelsPerMillimetre, metrics })
  const serving = await world.serve((request) => web.fetch(request), port, 'box')
  const pages = await serveSchool(world, kiosk, panel)
  if (!serving.ok) world.say(`Port ${port} ${portWords[serving.fault.kind]}`)
  const ended = serving.ok ? await untilStopped(world, kiosk, board, serving.value, runLog) : exit.fault
  await pages?.close()
  await kiosk.stop()
  await runLog.book.flush()
  return ended
}

const portWords = {
  'port-taken': 'sudah dipakai program lain. Pilih yang lain: --port, atau PORT=8081 make run.',
  'port-refused': 'tidak boleh dipakai. Pilih angka di atas 1024.',
} as const

async function untilStopped(
  world: ConsoleWorld,
  kiosk: Kiosk,
  { label, watch, media, buttons, openWatchdog }: ConsoleBoard,
  serving: Serving,
  { log, keep, book }: RunLog,
): Promise<Ended> {
  const over = new AbortController()
  const signal = AbortSignal.any([world.stopped, over.signal])
  let why: StopReason = 'signal'
  buttons.onPress((button) => {
    if (button !== 'power' || signal.aborted) return
    why = 'button'
    over.abort()
  })
  const reordered = async () => {
    why = 'other-school'
    // Whoever is being recorded is recorded for the school they came to.
    while (kiosk.busy && !signal.aborted) await world.clock.sleep(idleLookMs, signal)
    over.abort()
  }
  const keeping = keep(signal)
  if (watch) kiosk.subscribe(watch)
  const sending = runForwarding(kiosk, signal)
  const upkeep = runUpkeep(kiosk, signal)
  const sticks =
    media && runSticks(stickContext(kiosk, { reordered: () => void reordered(), book }), media, signal)
  const watched = openWatchdog && runWatchdog(kiosk, openWatchdog, signal)
  world.print(`Rekam siap di ${serving.url} (${label}, ${kiosk.identity.device})`)
  log('kiosk-ready', { boot: kiosk.stores.boot, tookMs: world.clock.monotonicMs() })
  await aborted(signal)
  if (world.stopped.aborted) why = 'signal'
  log('kiosk-stopping', { why })
  await Promise.all([serving.close(), sending, upkeep, sticks, watched, keeping])
  return endings[why]
}

type StopReason = 'signal' | 'button' | 'other-school'

const endings = { signal: exit.done, button: 'off', 'other-school': 'again' } as const

const idleLookMs = 1_000

function partsOf(world: ConsoleWorld, board: ConsoleBoard, disk: Disk, { log }: RunLog): KioskParts {
  const { clock, entropy, http, software } = world
  const { openScanner, camera, faces, codes, indicator, buttons, voice, facts, link } = board
  const hands = { openScanner, camera, faces, codes, indicator, buttons, voice, facts, link }
  return { clock, entropy, http, software, disk, ...hands, log }
}

async function fillDemoRoster(world: ConsoleWorld, kiosk: Kiosk): Promise<void> {
  const { clock, entropy } = world
  const imported = await importRoster('contoh.csv', await world.demoRoster(), { clock, entropy, known: [] })
  if (imported.ok) await kiosk.stores.roster.save(imported.value.students)
  world.print('Daftar contoh dipakai. Coba NISN 0091234567, lahir 05-11-2009.')
}

function unreadable(world: ConsoleWorld, fault: OpenFault): ExitCode {
  world.say(`Data kios tidak terbaca: ${storeWords(fault)}`)
  return exit.fault
}

function storeWords({ kind, path }: OpenFault): string {
  if (kind === 'newer') return `${path} dibuat oleh Rekam yang lebih baru. Perbarui perangkat lunak ini dulu.`
  return path === undefined ? kind : `${path} (${kind})`
}
