import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { DiskFault } from '../../../hal/contract/disk.ts'
import type { Result } from '../../../hal/contract/result.ts'
import type { Document } from '../../custody/document/document.ts'
import { versioned } from '../../custody/document/versioned.ts'
import { PinTries } from './pin-tries.ts'

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

/** Opens the attendant's menu. */
export class PinGuard {
  readonly #document: Document<AttendantState>
  readonly #settings: PinSettings
  readonly #tries: PinTries

  /** `nowMs` counts from any fixed moment. */
  constructor(document: Document<AttendantState>, settings: PinSettings, nowMs: number) {
    this.#document = document
    this.#settings = settings
    const save = (failures: number) => document.update((before) => ({ ...before, failures }))
    this.#tries = new PinTries(document.value.failures, save, nowMs)
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
    if (!(await this.#tries.begin(nowMs))) return 'later'
    if (!pin) return 'wrong'
    const hash = await hashOf(digits, Buffer.from(pin.salt, 'hex'))
    if (!timingSafeEqual(hash, Buffer.from(pin.hash, 'hex'))) return 'wrong'
    await this.#tries.succeed()
    return 'right'
  }

  get #pin(): Pin | undefined {
    const { attendantPin, order } = this.#settings
    const { pin, order: orderThen } = this.#document.value
    if (attendantPin === undefined || attendantPin === 'ask') return orderThen >= order ? pin : undefined
    return attendantPin
  }
}

// About 50 ms of a Pi's core, off the event loop.
const cost = { N: 2 ** 14, r: 8, p: 1 } as const

function hashOf(digits: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(digits, salt, 32, cost, (fault, key) => (fault ? reject(fault) : resolve(key)))
  })
}
