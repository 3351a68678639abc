import { openDocument } from '../../firmware/custody/document/document.ts'
import { versioned } from '../../firmware/custody/document/versioned.ts'
import type { Spool } from '../../firmware/custody/spool/spool.ts'
import { noSenderMemory, parseSenderMemory } from '../../firmware/exchange/link/sender-memory.ts'
import type { SenderParts } from '../../firmware/exchange/link/sender-parts.ts'
import { linkPolicySchema } from '../../firmware/exchange/policy/link-policy.ts'
import { linkHistorySchema, noLinkHistory } from '../../firmware/exchange/policy/throughput-history.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import type { Http } from '../../hal/contract/http.ts'
import { unknownLink } from '../../hal/contract/link-status.ts'
import { ok } from '../../hal/contract/result.ts'
import { registryKey, standStamp } from './spool-stand.ts'

/** For tests: a sender over a spool and a link, which sends whenever it may. `disk` holds its documents. */
export async function senderStand(
  disk: Disk,
  spool: Spool,
  clock: Clock,
  http: Http,
  changes: Partial<SenderParts> = {},
): Promise<SenderParts> {
  const memory = await openDocument(disk, 'state/uplink.json', parseSenderMemory, noSenderMemory)
  const path = 'state/link-history.json'
  const history = await openDocument(disk, path, versioned(1, linkHistorySchema), noLinkHistory)
  if (!memory.ok || !history.ok) throw new Error('no documents')
  return {
    spool,
    http,
    clock,
    entropy: { bytes: (count) => new Uint8Array(count).fill(255) },
    link: { hint: async () => unknownLink },
    policy: linkPolicySchema.parse({}),
    zone: 'Asia/Makassar',
    memory: memory.value,
    history: history.value,
    registryUrl: 'http://registry/',
    receiptKeys: () => [registryKey.publicKey],
    keyListNumber: () => 0,
    fetchUpdates: async () => ok(),
    stamp: () => standStamp,
    onSignedTime: async () => ok(),
    onOutcome: () => undefined,
    onStatus: () => undefined,
    ...changes,
  }
}
