import { z } from 'zod'
import type { DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import type { Document } from '../../custody/document/document.ts'
import { type HourCarried, hoursRemembered } from './forecast.ts'

/** Bytes that each hour of the last week carried, oldest first; null where nothing waited or the kiosk was off. */
export const linkHistorySchema = z.strictObject({
  v: z.literal(1),
  /** Hours since 1970 of the last entry; 0 while there is none. */
  hour: z.int().nonnegative(),
  hours: z.array(z.int().nonnegative().nullable()).max(hoursRemembered),
})

export interface LinkHistory extends z.infer<typeof linkHistorySchema> {}

export const noLinkHistory: LinkHistory = { v: 1, hour: 0, hours: [] }

const hourMs = 3_600_000

/** Counts what the link carries, hour by hour, and writes each hour down once it is over. */
export class ThroughputHistory {
  readonly #history: Document<LinkHistory>
  #hour: number | undefined
  #bytes = 0
  #waited = false

  constructor(history: Document<LinkHistory>) {
    this.#history = history
  }

  /** The server has taken this number of further bytes. */
  carried(bytes: number): void {
    this.#bytes += bytes
  }

  /** Called now and then; `waits` when there is something to send. */
  async look(wallMs: number, waits: boolean): Promise<Result<void, DiskFault>> {
    const hour = Math.floor(wallMs / hourMs)
    const over = this.#hour
    this.#hour = hour
    if (over === undefined || hour === over) {
      this.#waited ||= waits
      return ok()
    }
    const bytes = this.#waited || this.#bytes > 0 ? this.#bytes : null
    this.#bytes = 0
    this.#waited = waits
    // A clock that was put right tells nothing about the time between.
    if (hour < over || hour - over > hoursRemembered) return ok()
    return this.#history.update((before) => withHour(before, over, bytes))
  }

  hours(): readonly HourCarried[] {
    return this.#history.value.hours.map((bytes) => bytes ?? undefined)
  }
}

function withHour(before: LinkHistory, hour: number, bytes: number | null): LinkHistory {
  const gap = before.hour === 0 || hour <= before.hour ? 0 : Math.min(hoursRemembered, hour - before.hour - 1)
  const hours = [...before.hours, ...Array.from({ length: gap }, () => null), bytes].slice(-hoursRemembered)
  return { v: 1, hour, hours }
}
