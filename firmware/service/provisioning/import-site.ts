import type { Disk } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { err, ok } from '../../../hal/contract/result.ts'
import type { StateFault } from '../../custody/document/durable-adapter.ts'
import type { ActiveKeys } from '../../exchange/downlink/active-keys.ts'
import type { ImportHandler } from '../../exchange/stick/import-stick.ts'
import { keepOrder } from './kept-order.ts'
import { provisioningOrderName, readProvisioningOrder, siteOfOrder } from './provisioning-order.ts'
import type { Site } from './site.ts'
import { saveSite } from './site-document.ts'

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
  const box = { device, lastOrder: site.order, isBlank: false, earliestMs: site.provisionedMs ?? 0 }
  return {
    names: namePattern(provisioningOrderName(device)),
    mostBytes: mostOrderBytes,
    async take(document) {
      const order = readProvisioningOrder(document, keys.receiptKeys, box)
      if (!order.ok) {
        // The order in force stays on the stick that brought it.
        const isInForce = order.fault.kind === 'older' && order.fault.number === site.order
        return isInForce ? ok({ kind: 'site', number: site.order, again: true }) : err(order.fault)
      }
      const saved = await inOrder<StateFault>([
        () => saveSite(disk, siteOfOrder(order.value, keys.list, site)),
        () => keepOrder(disk, document, keys.list),
      ])
      if (!saved.ok) return saved
      taken()
      return ok({ kind: 'site', number: order.value.number, again: false })
    },
  }
}

/** Matches one file name and nothing else. */
export function namePattern(name: string): RegExp {
  return new RegExp(`^${name.replaceAll('.', '\\.')}$`)
}
