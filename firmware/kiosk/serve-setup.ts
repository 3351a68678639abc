import type { DeviceIdentity } from '../custody/crypto/device-identity.ts'
import { setupScreen } from '../interface/screens/setup-screen.ts'
import { setUpBox } from '../service/provisioning/set-up-box.ts'
import type { Ended, Host, KioskBoard } from './host.ts'
import { withPlainPanel } from './plain-panel.ts'
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
  const why = isDamaged ? 'tidak punya pengaturan yang utuh' : 'belum dipasang'
  host.print(`Kotak ${identity.device} ${why}. Masukkan stik pemasangan.`)
  if (isDamaged) log('site-damaged')
  const first = setupScreen({ type: 'waiting', isDamaged }, identity.device)
  const { value: site, ended } = await withPlainPanel(host, board, { port, log, first }, (show, signal) =>
    setUpBox(
      {
        disk,
        clock: host.clock,
        identity,
        media: board.media,
        boot: boot === undefined ? undefined : host.openDisk(boot),
        isDamaged,
        log,
        changed: (state) => show(setupScreen(state, identity.device)),
      },
      signal,
    ),
  )
  await book.flush()
  if (!site) return ended ?? 'stopped'
  host.print(`Terpasang untuk sekolah ${site.school}.`)
  return 'again'
}
