import type { Spool } from '../../custody/spool/spool.ts'
import type { SendFault } from '../link/send-fault.ts'
import type { NotNow } from './link-policy.ts'

/** The sender's state, for the staff page and `rekam doctor`. No name, and nothing about any person. */
export interface Forwarding {
  readonly state: ForwardingState
  /** Packets that no receipt has answered, in closed batches and in none. */
  readonly packets: number
  readonly bytes: number
  /** Of `bytes`, what the registry has in whole batches already, unsigned. */
  readonly heldBytes: number
  /** Bytes that the server took since the kiosk started. */
  readonly sentBytes: number
  /** When all is sent with a chance of 80 %, milliseconds since 1970; absent while it is unknown. */
  readonly doneByMs: number | undefined
}

export type ForwardingState =
  /** This box has no address to send to. */
  | { readonly type: 'no-registry' }
  | { readonly type: 'starting' }
  /** All is sent and signed for. */
  | { readonly type: 'nothing-waits' }
  | { readonly type: 'sending'; readonly seq: number }
  /** Everything has arrived; the registry has to sign. */
  | { readonly type: 'awaiting-receipt' }
  /** Packets wait for their batch to close. */
  | { readonly type: 'batch-open' }
  | { readonly type: 'not-now'; readonly why: NotNow }
  | { readonly type: 'trouble'; readonly fault: SendFault['kind']; readonly retryMs: number }

export const noForwarding: Forwarding = {
  state: { type: 'starting' },
  packets: 0,
  bytes: 0,
  heldBytes: 0,
  sentBytes: 0,
  doneByMs: undefined,
}

/** How many packets wait here, and their bytes. */
export function waitingIn({ index, facts }: Spool, held: ReadonlySet<number>) {
  const bytesOf = (packets: Iterable<string>) =>
    [...packets].reduce((sum, sha256) => sum + (facts.packets.get(sha256) ?? 0), 0)
  const batches = [...index.batches.values()]
  const packets = index.open.size + batches.reduce((sum, batch) => sum + batch.packets.length, 0)
  const heldBytes = batches
    .filter(({ seq }) => held.has(seq))
    .reduce((sum, one) => sum + bytesOf(one.packets), 0)
  const bytes = bytesOf(index.open) + batches.reduce((sum, one) => sum + bytesOf(one.packets), 0)
  return { packets, bytes, heldBytes, openPackets: index.open.size }
}
