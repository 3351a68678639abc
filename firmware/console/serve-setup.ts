import { createPanelFeed } from '../kiosk/panel-feed.ts'
import { runWatchdog } from '../kiosk/run-watchdog.ts'
import { setUpBox } from '../kiosk/set-up-box.ts'
import { setupScreen } from '../screen/setup-screen.ts'
import type { DeviceIdentity } from '../seal/device-identity.ts'
import { createSetupApp } from '../web/setup-app.ts'
import { type ConsoleBoard, type ConsoleWorld, type Ended, exit } from './console-world.ts'
import { openRunLog } from './run-log.ts'

export interface SetupOptions {
  readonly data: string
  readonly port: number
  readonly boot?: string
}

/**
 * Shows on the panel what a box without a school waits for, until it has one (`again`), until somebody presses the power
 * button (`off`), or until it is stopped.
 */
export async function serveSetup(
  world: ConsoleWorld,
  board: ConsoleBoard,
  identity: DeviceIdentity,
  { data, port, boot }: SetupOptions,
): Promise<Ended> {
  const disk = world.openDisk(data)
  const { log, book } = openRunLog(world, disk)
  const feed = createPanelFeed(setupScreen({ at: 'waiting' }, identity.device))
  const app = createSetupApp(feed, await world.panel(), board.pixelsPerMillimetre)
  const serving = await world.serve((request) => app.fetch(request), port, 'box')
  if (!serving.ok) world.say(`Port ${port}: ${serving.fault.kind}. Pemasangan lewat stik tetap jalan.`)
  world.print(`Kotak ${identity.device} belum dipasang. Masukkan stik pemasangan.`)
  const over = new AbortController()
  const signal = AbortSignal.any([world.stopped, over.signal])
  let without: Ended = exit.done
  board.buttons.onPress((button) => {
    if (button !== 'power') return
    without = 'off'
    over.abort()
  })
  const { clock } = world
  const waiting = { parts: { clock, log }, workingSinceMs: undefined }
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
    signal,
  )
  over.abort()
  await watched
  await book.flush()
  if (serving.ok) await serving.value.close()
  if (!site) return without
  world.print(`Terpasang untuk sekolah ${site.school}.`)
  return 'again'
}
