import type { Clock } from '../../hal/contract/clock.ts'

/** The sending half of a UART: bytes leave at ten bits each on an absolute schedule. */
export interface UartLine {
  /** Sends from `startMs` on, or from when what was sent before has left. */
  send(bytes: Uint8Array, startMs: number, baud: number): void
  /** When the last byte given so far will have left. */
  readonly freeAtMs: number
  readonly waitingBytes: number
  /** Bytes handed over together; undefined gives what a receiver's own buffer would. */
  portionBytes: number | undefined
  /** Forgets what has not left yet. */
  cut(): void
}

interface Outgoing {
  readonly bytes: Uint8Array
  readonly startMs: number
  readonly byteMs: number
  readonly baud: number
  sent: number
}

// Bytes that leave within one slot are handed over together, as a real receiver's buffer would.
const slotMs = 4
// Sums of fractions come out a hair after their moment.
const hairMs = 1e-6

export function createUartLine(
  clock: Clock,
  paced: boolean,
  deliver: (bytes: Uint8Array, baud: number) => void,
): UartLine {
  let freeAtMs = 0
  let life = new AbortController()
  let queue: Outgoing[] = []
  let pumping = false
  let portionBytes: number | undefined
  const pump = async ({ signal }: AbortController) => {
    pumping = true
    // All that is sent in one go is seen as one, however many frames it is.
    await Promise.resolve()
    if (signal.aborted) return
    for (let head = queue[0]; head; head = queue[0]) {
      const portion = portionBytes ?? Math.max(1, Math.floor((slotMs * head.baud) / 10_000))
      const waitMs = dueMs(queue, portion) - clock.monotonicMs()
      await clock.sleep(paced ? Math.max(0, waitMs) : 0, signal)
      if (signal.aborted) return
      const nowMs = paced ? clock.monotonicMs() : Number.POSITIVE_INFINITY
      for (const taken of takeDue(queue, nowMs)) {
        const size = portionBytes ?? taken.bytes.length
        for (let at = 0; at < taken.bytes.length; at += size)
          deliver(taken.bytes.slice(at, at + size), taken.baud)
        if (signal.aborted) return
      }
    }
    pumping = false
  }
  return {
    send(bytes, startMs, baud) {
      if (bytes.length === 0) return
      const byteMs = 10_000 / baud
      const start = Math.max(startMs, freeAtMs)
      if (paced) freeAtMs = start + bytes.length * byteMs
      queue.push({ bytes, startMs: start, byteMs, baud, sent: 0 })
      if (!pumping) void pump(life)
    },
    get freeAtMs() {
      return freeAtMs
    },
    get waitingBytes() {
      return queue.reduce((sum, one) => sum + one.bytes.length - one.sent, 0)
    },
    get portionBytes() {
      return portionBytes
    },
    set portionBytes(bytes) {
      portionBytes = bytes
    },
    cut() {
      life.abort()
      life = new AbortController()
      queue = []
      pumping = false
      freeAtMs = 0
    },
  }
}

/** The moment that a portion is complete, or the line falls idle before. */
function dueMs(queue: readonly Outgoing[], portionBytes: number): number {
  let missing = portionBytes
  let endMs: number | undefined
  for (const one of queue) {
    if (endMs !== undefined && one.startMs > endMs + hairMs) break
    const left = one.bytes.length - one.sent
    if (left >= missing) return one.startMs + (one.sent + missing) * one.byteMs
    missing -= left
    endMs = one.startMs + one.bytes.length * one.byteMs
  }
  return endMs ?? 0
}

/** Takes all that has left by now out of the queue, joined as long as the rate stays. */
function takeDue(queue: Outgoing[], nowMs: number): { readonly bytes: Uint8Array; readonly baud: number }[] {
  const taken: { parts: Uint8Array[]; readonly baud: number }[] = []
  for (let head = queue[0]; head; head = queue[0]) {
    const passed = Math.floor((nowMs - head.startMs + hairMs) / head.byteMs)
    const until = Math.min(head.bytes.length, passed)
    if (until <= head.sent) break
    const part = head.bytes.subarray(head.sent, until)
    const last = taken.at(-1)
    if (last?.baud === head.baud) last.parts.push(part)
    else taken.push({ parts: [part], baud: head.baud })
    head.sent = until
    if (until < head.bytes.length) break
    queue.shift()
  }
  return taken.map(({ parts, baud }) => ({ bytes: Buffer.concat(parts), baud }))
}
