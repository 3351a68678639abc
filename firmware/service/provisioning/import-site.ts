import type { Disk } from '../../../hal/contract/disk.ts'
import { ok } from '../../../hal/contract/result.ts'
import type { ActiveKeys } from '../../exchange/downlink/active-keys.ts'
import type { ImportHandler } from '../../exchange/stick/import-stick.ts'
import { provisioningOrderName, readProvisioningOrder, siteOfOrder } from './provisioning-order.ts'
import { saveSite } from './save-site.ts'
import type { Site } from './site.ts'

export const mostOrderBytes = 64 * 1_024

export interface SiteImportContext {
  readonly device: string
  readonly site: Site
  readonly keys: ActiveKeys
  readonly disk: Disk
}

/** Takes the registry's order to this very box to serve another school, or to have other settings. */
export function siteImport(
  { device, site, keys, disk }: SiteImportContext,
  taken: () => void,
): ImportHandler {
  const name = provisioningOrderName(device)
  return {
    names: new RegExp(`^${name.replace('.', '\\.')}$`),
    mostBytes: mostOrderBytes,
    async take(document) {
      const order = readProvisioningOrder(document, keys.receiptKeys, site.order)
      // A stick that was long on its way carries the order of its day: never taken, and no harm.
      if (!order.ok)
        return order.fault.kind === 'older'
          ? ok({ kind: 'site', number: order.fault.number, again: true })
          : order
      const saved = await saveSite(disk, siteOfOrder(order.value, keys.list))
      if (!saved.ok) return saved
      taken()
      return ok({ kind: 'site', number: order.value.number, again: false })
    },
  }
}
