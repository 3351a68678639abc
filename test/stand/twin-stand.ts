import { createHandClock, type HandClock } from '../../sim/clock/hand-clock.ts'
import { createSensorTwin } from '../../sim/sensor/create-sensor-twin.ts'
import type { SensorTwin, TwinOptions } from '../../sim/sensor/sensor-twin.ts'

/** A twin under a hand clock, and everything that came out of it. */
export interface TwinStand {
  readonly twin: SensorTwin
  readonly clock: HandClock
  /** Bytes that came since the last look, and when the last of them came. */
  readonly heard: { bytes: number[]; lastAtMs: number; portions: number[] }
  /** Sends bytes at the twin's own rate and gives what comes back until the line was quiet for a while. */
  readonly ask: (bytes: ArrayLike<number>, quietMs?: number) => Promise<number[]>
}

export function createTwinStand(model: string, options: Partial<TwinOptions> = {}): TwinStand {
  const clock = createHandClock()
  const twin = createSensorTwin(model, { clock, ...options })
  const heard: TwinStand['heard'] = { bytes: [], lastAtMs: 0, portions: [] }
  twin.onBytes((bytes) => {
    heard.bytes.push(...bytes)
    heard.portions.push(bytes.length)
    heard.lastAtMs = clock.monotonicMs()
  })
  return {
    twin,
    clock,
    heard,
    async ask(bytes, quietMs = 3_000) {
      heard.bytes = []
      heard.portions = []
      twin.receive(Uint8Array.from(bytes), twin.baud)
      for (let seen = -1; seen !== heard.bytes.length; ) {
        seen = heard.bytes.length
        await clock.advance(quietMs)
      }
      return heard.bytes
    },
  }
}
