import type { EventBook } from '../core/log/event-book.ts'
import type { DeviceIdentity } from '../custody/crypto/device-identity.ts'
import { importHandlers } from '../exchange/stick/import-handlers.ts'
import type { StickContext } from '../exchange/stick/run-sticks.ts'
import type { StickNotice } from '../exchange/stick/stick-notice.ts'
import { siteImport } from '../service/provisioning/import-site.ts'
import type { Site } from '../service/provisioning/site.ts'
import type { KioskParts } from './kiosk-parts.ts'
import type { KioskStores } from './kiosk-stores.ts'
import { hearSignedTime } from './kiosk-time.ts'
import { updateStore } from './update-store.ts'

interface Around {
  readonly parts: KioskParts
  readonly site: Site
  readonly identity: DeviceIdentity
  readonly stores: KioskStores
  showStick(notice: StickNotice | undefined): void
}

export interface StickHooks {
  /** The box has become another school's: that takes a new start. */
  readonly reordered?: () => void
  /** The latest events; copied to every stick. */
  readonly book?: EventBook
}

/** The kiosk's side of a stick: takes in the files that may come on one, and shows the state. */
export function stickContext(
  kiosk: Around,
  { reordered = () => undefined, book }: StickHooks = {},
): StickContext {
  const { parts, site, identity, stores } = kiosk
  const { spool, keys, time, stamp } = stores
  const { device } = identity
  const onSignedTime = hearSignedTime(time, parts.log)
  return {
    device,
    spool,
    clock: parts.clock,
    log: parts.log,
    stamp,
    handlers: [
      ...importHandlers({ spool, keys, news: updateStore(kiosk), stamp, onSignedTime }),
      siteImport({ device, site, keys, disk: parts.disk }, reordered),
    ],
    show: (notice) => kiosk.showStick(notice),
    book,
  }
}
