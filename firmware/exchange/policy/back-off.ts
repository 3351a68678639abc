import type { Entropy } from '../../../hal/contract/entropy.ts'
import type { SendFault } from '../link/send-fault.ts'

const firstMs = 5_000
const minuteMs = 60_000

/**
 * How long to leave the link alone after a number of failures in a row: full jitter, so that kiosks that lost
 * the same link do not all come back at once (forward.md 5.1). A link that is not there costs nothing and
 * may come back for a few minutes only: it is looked for every minute at most. A faulty registry is left in peace.
 */
export function backOffMs(entropy: Entropy, fault: SendFault['kind'], failures: number): number {
  const fraction = new DataView(entropy.bytes(4).buffer).getUint32(0) / 2 ** 32
  return fraction * Math.min(longestMs(fault), firstMs * 2 ** (failures - 1))
}

function longestMs(fault: SendFault['kind']): number {
  switch (fault) {
    case 'unreachable':
      return minuteMs
    // Each try costs a request that goes nowhere.
    case 'too-slow':
    case 'portal':
      return 5 * minuteMs
    default:
      return 30 * minuteMs
  }
}
