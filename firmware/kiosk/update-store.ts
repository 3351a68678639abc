import type { UpdateStore } from '../exchange/downlink/accept-update.ts'
import type { Site } from '../service/provisioning/site.ts'
import type { KioskStores } from './kiosk-stores.ts'

/** Where what comes down goes in a kiosk that runs, by link or by stick. */
export function updateStore({
  stores,
  site,
}: {
  readonly stores: KioskStores
  readonly site: Site
}): UpdateStore {
  const { news, roster, keys, rosterIdentity } = stores
  return { news, roster, school: site.school, identity: rosterIdentity, receiptKeys: () => keys.receiptKeys }
}
