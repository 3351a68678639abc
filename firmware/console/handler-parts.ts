import { ok, type Result } from '../../hal/contract/result.ts'
import { openOrRecoverDocument } from '../custody/document/open-or-recover-document.ts'
import { versioned } from '../custody/document/versioned.ts'
import type { Spool } from '../custody/spool/spool.ts'
import { downlinkStateSchema, noDownlinkState } from '../exchange/downlink/accept-update.ts'
import { openActiveKeys } from '../exchange/downlink/active-keys.ts'
import { openRosterIdentity } from '../exchange/downlink/roster-identity.ts'
import type { ImportHandlerParts } from '../exchange/stick/import-handlers.ts'
import type { Host } from '../kiosk/host.ts'
import { createPlainStamper } from '../kiosk/stamp.ts'
import { openRosterStore } from '../school/roster/roster-store.ts'
import type { Site } from '../service/provisioning/site.ts'

/** All that takes over what the registry sent, on a kiosk that does not run. */
export async function openTakerParts(
  world: Host,
  spool: Spool,
  site: Site,
): Promise<Result<ImportHandlerParts, { readonly kind: string }>> {
  const { disk } = spool
  const keys = await openActiveKeys(spool, site)
  if (!keys.ok) return keys
  const news = await openOrRecoverDocument(
    disk,
    'state/news.json',
    versioned(1, downlinkStateSchema),
    noDownlinkState,
  )
  if (!news.ok) return news
  const roster = await openRosterStore(disk)
  if (!roster.ok) return roster
  const identity = await openRosterIdentity(disk)
  if (!identity.ok) return identity
  return ok({
    spool,
    keys: keys.value,
    news: {
      news: news.value.document,
      roster: roster.value,
      school: site.school,
      identity: identity.value,
      receiptKeys: () => keys.value.receiptKeys,
    },
    stamp: createPlainStamper(world.clock),
    onSignedTime: async () => ok(),
  })
}
