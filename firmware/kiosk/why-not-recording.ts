import type { BoardFacts } from '../../hal/contract/board-facts.ts'
import type { KeyList } from '../custody/crypto/key-list.ts'

/** The key list's reason not to record on this kiosk; recorded packets go out all the same. */
export function whyNotRecording(
  { revoked, minimumSoftware }: KeyList,
  device: string,
  software: string,
): 'revoked' | 'outdated' | undefined {
  if (revoked.includes(device)) return 'revoked'
  return isOlder(numbersOf(software), numbersOf(minimumSoftware)) ? 'outdated' : undefined
}

/** The disk's reason: no visit begins for which there may not be room to the end. */
export function whyNotKeeping(
  facts: Pick<BoardFacts, 'freeBytes' | 'freeFiles' | 'mayWrite'>,
  reserveMegabytes: number,
): 'disk-full' | 'disk-broken' | undefined {
  if (facts.mayWrite() === false) return 'disk-broken'
  const bytes = facts.freeBytes() ?? Number.POSITIVE_INFINITY
  const files = facts.freeFiles() ?? Number.POSITIVE_INFINITY
  return bytes < reserveMegabytes * 1e6 || files < reserveFiles ? 'disk-full' : undefined
}

/** Of two visits, with all that is written beside: journals, a packet, a batch, a receipt. */
const reserveFiles = 100

/** `rekam 0.12.3` as [0, 12, 3]; a text without a version is older than all. */
function numbersOf(version: string): readonly number[] {
  return (/(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number)
}

function isOlder(one: readonly number[], other: readonly number[]): boolean {
  for (const [index, number] of other.entries()) {
    const difference = (one[index] ?? 0) - number
    if (difference !== 0) return difference < 0
  }
  return false
}
