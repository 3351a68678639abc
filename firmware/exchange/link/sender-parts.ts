import type { Clock } from '../../../hal/contract/clock.ts'
import type { Entropy } from '../../../hal/contract/entropy.ts'
import type { Http } from '../../../hal/contract/http.ts'
import type { LinkStatus } from '../../../hal/contract/link-status.ts'
import type { Result } from '../../../hal/contract/result.ts'
import type { Document } from '../../custody/document/document.ts'
import type { Forwarding } from '../policy/forwarding.ts'
import type { LinkPolicy } from '../policy/link-policy.ts'
import type { LinkHistory } from '../policy/throughput-history.ts'
import type { ReceiptContext } from './fetch-receipt.ts'
import type { SendFault } from './send-fault.ts'
import type { SenderMemory } from './sender-memory.ts'

export interface SenderParts extends Omit<ReceiptContext, 'office'> {
  readonly http: Http
  readonly clock: Clock
  readonly entropy: Entropy
  readonly link: LinkStatus
  readonly policy: LinkPolicy
  /** The school's, such as `Asia/Makassar`. */
  readonly zone: string
  readonly memory: Document<SenderMemory>
  readonly history: Document<LinkHistory>
  readonly keyListNumber: () => number
  /** Fetches what the registry has published; the given link counts its bytes. */
  readonly fetchUpdates: (http: Http, signal: AbortSignal) => Promise<Result<void, SendFault>>
  /** Called after each round and for what had to be passed over in it, for the log. */
  readonly onOutcome: (outcome: Result<void, SendFault>) => void
  /** Called whenever there is something new to say about forwarding. */
  readonly onStatus: (forwarding: Forwarding) => void
}
