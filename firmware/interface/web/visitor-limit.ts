import type { Clock } from '../../../hal/contract/clock.ts'

interface Bucket {
  tokens: number
  atMs: number
}

interface Pace {
  readonly perSecond: number
  readonly burst: number
}

/** Forty phones behind one address read the board every ten seconds, and all come at once when the page opens. */
const each: Pace = { perSecond: 10, burst: 80 }
/** In all: what leaves the panel its share of one core. */
const all: Pace = { perSecond: 40, burst: 200 }
const mostAddresses = 2_000

/** How often the pages for the school's network answer: to one address, and in all (token buckets). */
export class VisitorLimit {
  readonly #clock: Pick<Clock, 'monotonicMs'>
  readonly #buckets = new Map<string, Bucket>()
  readonly #whole: Bucket

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock
    this.#whole = { tokens: all.burst, atMs: clock.monotonicMs() }
  }

  /** Whether a request from an address is answered. Addresses that were not heard of for longest are forgotten first. */
  takes(address: string): boolean {
    const nowMs = this.#clock.monotonicMs()
    const bucket = this.#buckets.get(address) ?? { tokens: each.burst, atMs: nowMs }
    this.#buckets.delete(address)
    this.#buckets.set(address, bucket)
    const [oldest = ''] = this.#buckets.keys()
    if (this.#buckets.size > mostAddresses) this.#buckets.delete(oldest)
    // An address that is over its own measure uses up nothing of the others'.
    return spend(bucket, each, nowMs) && spend(this.#whole, all, nowMs)
  }
}

function spend(bucket: Bucket, { perSecond, burst }: Pace, nowMs: number): boolean {
  bucket.tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.atMs) / 1_000) * perSecond)
  bucket.atMs = nowMs
  if (bucket.tokens < 1) return false
  bucket.tokens -= 1
  return true
}
