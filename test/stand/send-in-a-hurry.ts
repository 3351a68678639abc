import type { Spool } from '../../firmware/custody/spool/spool.ts'
import { runSender } from '../../firmware/exchange/link/sender.ts'
import type { SenderParts } from '../../firmware/exchange/link/sender-parts.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import type { Http } from '../../hal/contract/http.ts'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createRealEntropy } from '../../hal/linux/real-entropy.ts'
import { receiptKey } from './intake-stand.ts'
import { senderStand } from './sender-stand.ts'

/** For tests over real sockets: sends until `enough`, which is asked after each round, and waits for nothing. */
export async function sendInAHurry(
  disk: Disk,
  spool: Spool,
  registryUrl: string,
  enough: () => boolean,
  changes: Partial<SenderParts> = {},
): Promise<void> {
  const stop = new AbortController()
  const http = createNodeHttp()
  const parts = await senderStand(disk, spool, hurriedClock(), chunked(http), {
    entropy: createRealEntropy(),
    registryUrl,
    receiptKeys: () => [receiptKey.publicKey],
    ...changes,
    onOutcome(outcome) {
      changes.onOutcome?.(outcome)
      if (enough()) stop.abort()
    },
  })
  await runSender(parts, stop.signal)
  http.close()
}

/** Waiting takes no time on it, and deadlines are real. */
function hurriedClock(): Clock {
  const clock = createRealClock()
  let aheadMs = 0
  return {
    ...clock,
    monotonicMs: () => clock.monotonicMs() + aheadMs,
    sleep(ms) {
      aheadMs += ms
      return new Promise((resolve) => setImmediate(resolve))
    },
  }
}

// A watch of the delivery on such a clock takes every connection for dead.
function chunked(http: Http): Http {
  return { send: (...request) => http.send(...request) }
}
