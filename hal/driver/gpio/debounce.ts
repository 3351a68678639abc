import type { Clock } from '../../contract/clock.ts'
import type { InputLine } from '../../contract/gpio-port.ts'

/** A line that changes only once it has stayed as it is for `settleMs`: contacts bounce, long wires catch sparks. */
export function debounce(line: InputLine, clock: Clock, settleMs: number): InputLine {
  let on = line.read()
  let settling = new AbortController()
  const listeners: ((on: boolean) => void)[] = []
  const settle = async (signal: AbortSignal) => {
    await clock.sleep(settleMs, signal)
    if (signal.aborted || line.read() === on) return
    on = !on
    for (const listener of listeners) listener(on)
  }
  line.watch(() => {
    settling.abort()
    settling = new AbortController()
    void settle(settling.signal)
  })
  return { read: () => on, watch: (listener) => void listeners.push(listener) }
}
