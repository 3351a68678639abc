import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** A PIN of six digits as a kiosk keeps it: salted and hashed by scrypt (RFC 7914), both in hexadecimal digits. */
export const pinSchema = z.strictObject({
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})

export interface Pin extends z.infer<typeof pinSchema> {}

/** Hides a new PIN. An owner of the card can still try all million of them within a day: it guards a menu, no data. */
export async function hidePin(digits: string, salt = randomBytes(16)): Promise<Pin> {
  return { salt: salt.toString('hex'), hash: (await hashOf(digits, salt)).toString('hex') }
}

const freeTries = 5
const firstPauseMs = 15_000

/** Five tries, then a pause of 15 s that doubles with every further one (domain.md 8.1, M17). */
export class PinGuard {
  readonly #pin: Pin
  #failures = 0
  #closedUntilMs = 0

  constructor(pin: Pin) {
    this.#pin = pin
  }

  /** `later`: not even looked at. `nowMs` counts from any fixed moment. */
  async check(digits: string, nowMs: number): Promise<'right' | 'wrong' | 'later'> {
    if (nowMs < this.#closedUntilMs) return 'later'
    // Counted before it is looked at, so that two at once are two tries.
    this.#failures += 1
    const over = this.#failures - freeTries
    if (over >= 0) this.#closedUntilMs = nowMs + firstPauseMs * 2 ** over
    const hash = await hashOf(digits, Buffer.from(this.#pin.salt, 'hex'))
    if (!timingSafeEqual(hash, Buffer.from(this.#pin.hash, 'hex'))) return 'wrong'
    this.#failures = 0
    this.#closedUntilMs = 0
    return 'right'
  }
}

// About 50 ms of a Pi's core, off the event loop.
const cost = { N: 2 ** 14, r: 8, p: 1 } as const

function hashOf(digits: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(digits, salt, 32, cost, (fault, key) => (fault ? reject(fault) : resolve(key)))
  })
}
