import { ok } from '../../hal/contract/result.ts'
import { checkedFact } from '../core/log/event-field.ts'
import type { SignedDocument } from '../custody/crypto/signed-document.ts'
import { fetchUpdates } from '../exchange/downlink/fetch-updates.ts'
import { runSender } from '../exchange/link/sender.ts'
import type { Forwarding } from '../exchange/policy/forwarding.ts'
import { noForwarding } from '../exchange/policy/forwarding.ts'
import type { Site } from '../service/provisioning/site.ts'
import type { KioskParts } from './kiosk-parts.ts'
import type { KioskStores } from './kiosk-stores.ts'
import { hearSignedTime } from './kiosk-time.ts'
import { updateStore } from './update-store.ts'

/** The part of a kiosk that sends. */
export interface ForwardingContext {
  readonly parts: KioskParts
  readonly site: Site
  readonly stores: KioskStores
  /** The last report of the sender. */
  forwarding: Forwarding
}

/** Sends what was recorded and fetches what comes back, until `signal` aborts. */
export async function runForwarding(kiosk: ForwardingContext, signal: AbortSignal): Promise<void> {
  const { parts, site, stores } = kiosk
  const { spool, keys, sender, linkHistory, time, stamp } = stores
  const { clock, entropy, http, link, log } = parts
  const { registryUrl } = site
  if (registryUrl === undefined) {
    kiosk.forwarding = { ...noForwarding, state: { type: 'no-registry' } }
    return
  }
  const receiptKeys = () => keys.receiptKeys
  const store = updateStore(kiosk)
  await runSender(
    {
      spool,
      http,
      link,
      clock,
      entropy,
      stamp,
      registryUrl,
      receiptKeys,
      memory: sender,
      history: linkHistory,
      policy: site.link,
      zone: site.zone,
      keyListNumber: () => keys.list.number,
      onSignedTime: hearSignedTime(time, log),
      async fetchUpdates(counted, stop) {
        const received = {
          http: counted,
          clock,
          registryUrl,
          takeKeyList: (list: SignedDocument) => keys.take(list),
        }
        const fetched = await fetchUpdates({ ...store, ...received }, stop)
        if (!fetched.ok) return fetched
        for (const { file, result } of fetched.value) {
          if (result.ok) log('news-taken', { file, taken: result.value })
          else log('news-refused', { file, fault: checkedFact('word', result.fault.kind) })
        }
        return ok()
      },
      onOutcome(outcome) {
        if (!outcome.ok) log('sending-trouble', { fault: outcome.fault.kind })
      },
      onStatus(forwarding) {
        kiosk.forwarding = forwarding
      },
    },
    signal,
  )
}
