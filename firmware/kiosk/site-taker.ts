import { ok } from '../../hal/contract/result.ts'
import type { Taker } from '../uplink/import-stick.ts'
import type { Kiosk } from './kiosk.ts'
import { saveSite } from './save-site.ts'
import { readSiteOrder, siteOfOrder, siteOrderName } from './site-order.ts'

export const mostOrderBytes = 64 * 1_024

/** Takes the registry's order to this very box to serve another school, or to have other settings. */
export function siteTaker({ identity, site, stores, parts }: Kiosk, taken: () => void): Taker {
  const name = siteOrderName(identity.device)
  return {
    names: new RegExp(`^${name.replace('.', '\\.')}$`),
    mostBytes: mostOrderBytes,
    async take(document) {
      const order = readSiteOrder(document, stores.keys.receiptKeys, site.order)
      // A stick that was long on its way carries the order of its day: never taken, and no harm.
      if (!order.ok)
        return order.fault.kind === 'older'
          ? ok({ kind: 'site', number: order.fault.number, again: true })
          : order
      const saved = await saveSite(parts.disk, siteOfOrder(order.value, stores.keys.list))
      if (!saved.ok) return saved
      taken()
      return ok({ kind: 'site', number: order.value.number, again: false })
    },
  }
}
