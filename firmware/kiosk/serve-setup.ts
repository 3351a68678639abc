import type { DeviceIdentity } from '../custody/crypto/device-identity.ts'
import { createPanelFeed } from '../interface/screens/panel-feed.ts'
import { setupScreen } from '../interface/screens/setup-screen.ts'
import { createSetupApp } from '../interface/web/setup-app.ts'
import { setUpBox } from '../service/provisioning/set-up-box.ts'
import { runWatchdog } from '../service/upkeep/run-watchdog.ts'
import type { Ended, Host, KioskBoard } from './host.ts'
import { openRunLog } from './run-log.ts'

export interface SetupOptions {
  readonly data: string
  readonly port: number
  readonly boot?: string
  /** Its settings were damaged beyond repair. */
  readonly isDamaged: boolean
}

/**
 * Shows on the panel what a box without a school waits for, until it has one (`again`), until somebody presses the power
 * button (`off`), or until it is stopped.
 */
export async function serveSetup(
  host: Host,
  board: KioskBoard,
  identity: DeviceIdentity,
  { data, port, boot, isDamaged }: SetupOptions,
): Promise<Ended> {
  const disk = host.openDisk(data)
  const { log, book } = openRunLog(host, disk)
  const feed = createPanelFeed(setupScreen({ type: 'waiting', isDamaged }, identity.device))
  const app = createSetupApp(feed, await host.panel(), board.pixelsPerMillimetre)
  const serving = await host.serve((request) => app.fetch(request), port, 'box')
  if (!serving.ok) host.say(`Port ${port}: ${serving.fault.kind}. Pemasangan lewat stik tetap jalan.`)
  const why = isDamaged ? 'tidak punya pengaturan yang utuh' : 'belum dipasang'
  host.print(`Kotak ${identity.device} ${why}. Masukkan stik pemasangan.`)
  if (isDamaged) log('site-damaged')
  const over = new AbortController()
  const signal = AbortSignal.any([host.stopped, over.signal])
  let without: Ended = 'stopped'
  board.buttons.onPress((button) => {
    if (button !== 'power') return
    without = 'off'
    over.abort()
  })
  const { clock } = host
  const waiting = { parts: { clock, log }, workingSinceMs: undefined }
  const watched = board.openWatchdog && runWatchdog(waiting, board.openWatchdog, signal)
  const site = await setUpBox(
    {
      disk,
      clock,
      identity,
      media: board.media,
      boot: boot === undefined ? undefined : host.openDisk(boot),
      isDamaged,
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
  host.print(`Terpasang untuk sekolah ${site.school}.`)
  return 'again'
}
