import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { DiskFault } from '../../../hal/contract/disk.ts'
import type { Result } from '../../../hal/contract/result.ts'
import type { Document } from '../../custody/document/document.ts'
import { versioned } from '../../custody/document/versioned.ts'

/** A PIN of six digits as a kiosk keeps it: salted and hashed by scrypt (RFC 7914), both in hexadecimal digits. */
export const pinSchema = z.strictObject({
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})

export interface Pin extends z.infer<typeof pinSchema> {}

/** An owner of the card can try all million of them within a day: it guards a menu, no data. */
export async function hidePin(digits: string, salt = randomBytes(16)): Promise<Pin> {
  return { salt: salt.toString('hex'), hash: (await hashOf(digits, salt)).toString('hex') }
}

/** The document `state/attendant.json`. */
const attendantStateSchema = z.strictObject({
  v: z.literal(1),
  /** Chosen at the panel. */
  pin: pinSchema.optional(),
  /** Number of the order in force when it was chosen: a later order that asks again makes it void. */
  order: z.int().nonnegative(),
  /** Wrong tries since the last right one. A restart is no way around the pause. */
  failures: z.int().nonnegative(),
})

export type AttendantState = z.infer<typeof attendantStateSchema>

export const noAttendantState: AttendantState = { v: 1, order: 0, failures: 0 }

export const parseAttendantState = versioned<AttendantState>(1, attendantStateSchema)

/** The settings of a site that say whether attendants have a menu, and how it opens. */
export interface PinSettings {
  readonly attendantPin?: Pin | 'ask' | undefined
  readonly order: number
}

const freeTries = 5
const firstPauseMs = 15_000
/** No longer: the attendant who knows the PIN must get in, however many others tried before. */
const longestPauseMs = 60_000

/**
 * Five tries, then a pause of 15 s that doubles with every further one up to a minute (domain.md 8.1, M17): all
 * million PINs take two years. Tries outlive restarts; where the disk refuses they count while this process lives.
 */
export class PinGuard {
  readonly #document: Document<AttendantState>
  readonly #settings: PinSettings
  #failures: number
  #closedUntilMs: number

  /** `nowMs` counts from any fixed moment. */
  constructor(document: Document<AttendantState>, settings: PinSettings, nowMs: number) {
    this.#document = document
    this.#settings = settings
    this.#failures = document.value.failures
    this.#closedUntilMs = nowMs + pauseMs(this.#failures)
  }

  /** Whether there is a menu, and whether its PIN is still to be chosen. */
  get need(): 'none' | 'choose' | 'check' {
    if (this.#settings.attendantPin === undefined) return 'none'
    return this.#pin === undefined ? 'choose' : 'check'
  }

  async choose(digits: string): Promise<Result<void, DiskFault>> {
    const pin = await hidePin(digits)
    return this.#document.replace({ v: 1, pin, order: this.#settings.order, failures: 0 })
  }

  /** `later`: not even looked at. */
  async check(digits: string, nowMs: number): Promise<'right' | 'wrong' | 'later'> {
    const pin = this.#pin
    if (nowMs < this.#closedUntilMs) return 'later'
    // Counted before it is looked at, so that two at once are two tries, and a power cut forgets none.
    await this.#count(this.#failures + 1, nowMs)
    if (!pin) return 'wrong'
    const hash = await hashOf(digits, Buffer.from(pin.salt, 'hex'))
    if (!timingSafeEqual(hash, Buffer.from(pin.hash, 'hex'))) return 'wrong'
    await this.#count(0, nowMs)
    return 'right'
  }

  get #pin(): Pin | undefined {
    const { attendantPin, order } = this.#settings
    const { pin, order: orderThen } = this.#document.value
    if (attendantPin === undefined || attendantPin === 'ask') return orderThen >= order ? pin : undefined
    return attendantPin
  }

  async #count(failures: number, nowMs: number): Promise<void> {
    this.#failures = failures
    this.#closedUntilMs = nowMs + pauseMs(failures)
    await this.#document.update((before) => ({ ...before, failures }))
  }
}

function pauseMs(failures: number): number {
  const over = failures - freeTries
  return over < 0 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** over)
}

// About 50 ms of a Pi's core, off the event loop.
const cost = { N: 2 ** 14, r: 8, p: 1 } as const

function hashOf(digits: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(digits, salt, 32, cost, (fault, key) => (fault ? reject(fault) : resolve(key)))
  })
}
