import { createPanelFeed } from '../kiosk/panel-feed.ts'
import { runWatchdog } from '../kiosk/run-watchdog.ts'
import { setUpBox } from '../kiosk/set-up-box.ts'
import type { Site } from '../kiosk/site.ts'
import { setupScreen } from '../screen/setup-screen.ts'
import type { DeviceIdentity } from '../seal/device-identity.ts'
import { createSetupApp } from '../web/setup-app.ts'
import type { ConsoleBoard, ConsoleWorld } from './console-world.ts'
import { openRunLog } from './run-log.ts'

export interface SetupOptions {
  readonly data: string
  readonly port: number
  readonly boot?: string
}

/** Shows on the panel what a box without a school waits for, until it has one; nothing when it is stopped first. */
export async function serveSetup(
  world: ConsoleWorld,
  board: ConsoleBoard,
  identity: DeviceIdentity,
  { data, port, boot }: SetupOptions,
): Promise<Site | undefined> {
  const disk = world.openDisk(data)
  const { log, book } = openRunLog(world, disk)
  const feed = createPanelFeed(setupScreen({ at: 'waiting' }, identity.device))
  const app = createSetupApp(feed, await world.panel(), board.pixelsPerMillimetre)
  const serving = await world.serve((request) => app.fetch(request), port, 'box')
  if (!serving.ok) world.say(`Port ${port}: ${serving.fault.kind}. Pemasangan lewat stik tetap jalan.`)
  world.print(`Kotak ${identity.device} belum dipasang. Masukkan stik pemasangan.`)
  const over = new AbortController()
  const signal = AbortSignal.any([world.stopped, over.signal])
  const { clock } = world
  const waiting = { parts: { clock, log }, busy: false, workingSinceMs: undefined }
  const watched = board.openWatchdog && runWatchdog(waiting, board.openWatchdog, signal)
  const site = await setUpBox(
    {
      disk,
      clock,
      identity,
      media: board.media,
      boot: boot === undefined ? undefined : world.openDisk(boot),
      log,
      changed: (state) => feed.show(setupScreen(state, identity.device)),
    },
    world.stopped,
  )
  over.abort()
  await watched
  await book.flush()
  if (serving.ok) await serving.value.close()
  if (site) world.print(`Terpasang untuk sekolah ${site.school}.`)
  return site
}
