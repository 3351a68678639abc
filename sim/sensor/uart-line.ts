import type { Clock } from '../../hal/contract/clock.ts'

/** The sending half of a UART: bytes leave at ten bits each on an absolute schedule. */
export interface UartLine {
  /** Sends after `delayMs`, or when what was sent before has left. */
  send(bytes: readonly number[], delayMs: number, baud: number): void
  /** Forgets what has not left yet. */
  cut(): void
}

// Bytes that leave within one slot are handed over together, as a real receiver's buffer would.
const slotMs = 4

export function createUartLine(clock: Clock, paced: boolean, deliver: (bytes: Uint8Array) => void): UartLine {
  let freeAtMs = 0
  let life = new AbortController()
  let last: Promise<void> = Promise.resolve()
  const pour = async (bytes: readonly number[], startMs: number, baud: number, signal: AbortSignal) => {
    const bytesPerSlot = Math.max(1, Math.floor((slotMs * baud) / 10_000))
    for (let at = 0; at < bytes.length; at += bytesPerSlot) {
      const portion = bytes.slice(at, at + bytesPerSlot)
      const dueMs = startMs + ((at + portion.length) * 10_000) / baud
      const waitMs = dueMs - clock.monotonicMs()
      if (waitMs > 0) await clock.sleep(waitMs, signal)
      if (signal.aborted) return
      deliver(Uint8Array.from(portion))
    }
  }
  return {
    send(bytes, delayMs, baud) {
      const { signal } = life
      if (!paced) {
        last = last
          .then(() => clock.sleep(0, signal))
          .then(() => {
            if (!signal.aborted) deliver(Uint8Array.from(bytes))
          })
        return
      }
      const startMs = Math.max(clock.monotonicMs() + delayMs, freeAtMs)
      freeAtMs = startMs + (bytes.length * 10_000) / baud
      last = last.then(() => pour(bytes, startMs, baud, signal))
    },
    cut() {
      life.abort()
      life = new AbortController()
      freeAtMs = 0
    },
  }
}
