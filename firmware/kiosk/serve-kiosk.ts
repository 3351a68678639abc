import type { Disk } from '../../hal/contract/disk.ts'
import { aborted } from '../core/aborted.ts'
import { DiskHealth } from '../core/disk-health.ts'
import { checkedFact } from '../core/log/event-field.ts'
import { rereading } from '../core/rereading.ts'
import { schoolDay } from '../core/school-day.ts'
import type { DeviceIdentity } from '../custody/crypto/device-identity.ts'
import { runSticks } from '../exchange/stick/run-sticks.ts'
import type { PanelFile } from '../interface/web/panel-file.ts'
import { createWebApp } from '../interface/web/web-app.ts'
import { importRoster } from '../school/roster/import-roster.ts'
import { PinGuard } from '../service/provisioning/pin-guard.ts'
import type { Site } from '../service/provisioning/site.ts'
import { switchSchool } from '../service/provisioning/switch-school.ts'
import { metricsText } from '../service/upkeep/metrics.ts'
import { runUpkeep } from '../service/upkeep/run-upkeep.ts'
import { runWatchdog } from '../service/upkeep/run-watchdog.ts'
import { closeBoard } from './close-board.ts'
import type { Ended, Host, KioskBoard, ServeFault, WebServer } from './host.ts'
import { Kiosk } from './kiosk.ts'
import type { KioskParts } from './kiosk-parts.ts'
import { type KioskStores, type OpenFault, openStores } from './kiosk-stores.ts'
import { runForwarding } from './run-forwarding.ts'
import { openRunLog, type RunLog } from './run-log.ts'
import { serveSchool } from './serve-school.ts'
import { stickContext } from './stick-context.ts'
import { unlockKiosk } from './unlock-kiosk.ts'
import { storageFaults, untilReadable } from './until-readable.ts'
import { whyNotKeeping } from './why-not-recording.ts'

export interface KioskSetup {
  readonly data: string
  readonly port: number
  readonly site: Site
  readonly identity: DeviceIdentity
  /** The site was damaged and made anew of the last order. */
  readonly isRepaired?: true
  /** A class list for a roster that is still empty; of the desk alone. */
  readonly demoRoster?: () => Promise<Uint8Array>
}

/**
 * Runs the kiosk of one school until it is stopped, until the box becomes another school's (`again`), or until somebody
 * presses the power button (`off`). A visit lies where the next start finds it. The board is let go of at the end.
 */
export async function serveKiosk(
  host: Host,
  board: KioskBoard,
  { data, port, site, identity, isRepaired, demoRoster }: KioskSetup,
): Promise<Ended> {
  const health = new DiskHealth()
  const card = health.watch(rereading(host.openDisk(data), host.clock))
  const runLog = openRunLog(host, card)
  const { log } = runLog
  if (isRepaired) log('site-repaired')
  const waiting = { port, log, waitsFor: storageFaults }
  const opened = await unlockKiosk(host, board, { disk: card, site, identity, port, log })
  if ('ended' in opened || !opened.ok) return withoutKiosk(host, board, opened)
  const { disk, pin } = opened.value
  const stores = await untilReadable<KioskStores, OpenFault>(host, board, waiting, async () => {
    const settled = await switchSchool(disk, site)
    if (!settled.ok) return settled
    const today = schoolDay(host.clock.wallMs(), site.zone)
    return openStores(disk, site, identity, today, host.clock)
  })
  if ('ended' in stores || !stores.ok) return withoutKiosk(host, board, stores)
  if (pin !== undefined) await new PinGuard(stores.value.attendant, site, 0).choose(pin)
  health.onChange = (trouble) =>
    trouble
      ? log('storage-trouble', { fault: trouble.kind, path: checkedFact('file', trouble.path) })
      : log('storage-well')
  const kiosk = new Kiosk(partsOf(host, board, disk, runLog), site, identity, stores.value)
  if (demoRoster && stores.value.roster.all().length === 0)
    await fillDemoRoster(host, kiosk, await demoRoster())
  const panel = await host.panel()
  const watched = host.watchProcess()
  const metrics = () => metricsText(kiosk, watched, runLog.counts, health.faults)
  const { pixelsPerMillimetre, facts } = board
  const whyUnready = () => health.trouble?.kind ?? whyNotKeeping(facts, site.reserveMegabytes)
  const web = createWebApp({ kiosk, panel, pixelsPerMillimetre, metrics, whyUnready })
  const serving = await host.serve((request) => web.fetch(request), port, 'box')
  if (!serving.ok) host.say(`Port ${port} ${portWords[serving.fault.kind]}`)
  const ended = serving.ok
    ? await untilStopped(host, kiosk, board, { serving: serving.value, panel }, runLog)
    : 'failed'
  await kiosk.stop()
  await board.close()
  await runLog.book.flush()
  return ended
}

const portWords: Readonly<Record<ServeFault['kind'], string>> = {
  'port-taken': 'sudah dipakai program lain. Pilih yang lain: --port, atau PORT=8081 make run.',
  'port-refused': 'tidak boleh dipakai. Pilih angka di atas 1024.',
  'address-missing': 'tidak bisa dibuka: kotak ini tidak punya alamat 127.0.0.1.',
}

async function untilStopped(
  host: Host,
  kiosk: Kiosk,
  { label, watch, media, buttons, openWatchdog }: KioskBoard,
  { serving, panel }: { readonly serving: WebServer; readonly panel: ReadonlyMap<string, PanelFile> },
  { log, keep, book }: RunLog,
): Promise<Ended> {
  const over = new AbortController()
  const signal = AbortSignal.any([host.stopped, over.signal])
  let why: StopReason = 'signal'
  buttons.onPress((button) => {
    if (button !== 'power' || signal.aborted) return
    why = 'button'
    over.abort()
  })
  const reordered = async () => {
    why = 'other-school'
    // A student in a visit is recorded for the school they came to.
    while (kiosk.busy && !signal.aborted) await host.clock.sleep(idleLookMs, signal)
    over.abort()
  }
  const keeping = keep(signal)
  if (watch) kiosk.subscribe(watch)
  const pages = serveSchool(host, kiosk, panel, signal)
  const sending = runForwarding(kiosk, signal)
  const upkeep = runUpkeep(kiosk, signal)
  const sticks =
    media && runSticks(stickContext(kiosk, { reordered: () => void reordered(), book }), media, signal)
  const watched = openWatchdog && runWatchdog(kiosk, openWatchdog, signal)
  host.print(`Rekam siap di ${serving.url} (${label}, ${kiosk.identity.device})`)
  log('kiosk-ready', { boot: kiosk.stores.boot, tookMs: host.clock.monotonicMs() })
  await aborted(signal)
  if (host.stopped.aborted) why = 'signal'
  log('kiosk-stopping', { why })
  await Promise.all([serving.close(), pages, sending, upkeep, sticks, watched, keeping])
  return endings[why]
}

type StopReason = 'signal' | 'button' | 'other-school'

const endings = { signal: 'stopped', button: 'off', 'other-school': 'again' } as const

const idleLookMs = 1_000

function partsOf(host: Host, board: KioskBoard, disk: Disk, { log }: RunLog): KioskParts {
  const { clock, entropy, http, software } = host
  const { openScanner, camera, faces, codes, indicator, buttons, voice, facts, link } = board
  const hands = { openScanner, camera, faces, codes, indicator, buttons, voice, facts, link }
  return { clock, entropy, http, software, disk, ...hands, log }
}

async function fillDemoRoster(host: Host, kiosk: Kiosk, list: Uint8Array): Promise<void> {
  const { clock, entropy } = host
  const imported = await importRoster('contoh.csv', list, { clock, entropy, known: [] })
  if (imported.ok) await kiosk.stores.roster.save(imported.value.students)
  host.print('Daftar contoh dipakai. Coba NISN 0091234567, lahir 05-11-2009.')
}

async function withoutKiosk(
  host: Host,
  board: KioskBoard,
  why: { readonly ended: Ended } | { readonly ok: false; readonly fault: OpenFault },
): Promise<Ended> {
  await closeBoard(board)
  return 'ended' in why ? why.ended : unreadable(host, why.fault)
}

function unreadable(host: Host, fault: OpenFault): Ended {
  host.say(`Data kios tidak terbaca: ${storeWords(fault)}`)
  return 'failed'
}

function storeWords({ kind, path }: OpenFault): string {
  if (kind === 'newer') return `${path} dibuat oleh Rekam yang lebih baru. Perbarui perangkat lunak ini dulu.`
  return path === undefined ? kind : `${path} (${kind})`
}
