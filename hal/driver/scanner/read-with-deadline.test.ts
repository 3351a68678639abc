import { expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { ok, type Result } from '../../contract/result.ts'
import type { SerialFault, SerialLine } from '../../contract/serial-line.ts'
import { createDeadlineReader } from './read-with-deadline.ts'

const never = new AbortController().signal
const limits = { firstMs: 2_000, idleMs: 100, totalMs: 10_000 }

/** A line that gives a byte at each of these times. */
function lineAt(clock: ReturnType<typeof createHandClock>, timesMs: readonly number[]): SerialLine {
  const waiting = [...timesMs]
  const read = async (signal: AbortSignal): Promise<Result<Uint8Array, SerialFault>> => {
    const [next = Number.POSITIVE_INFINITY] = waiting
    const leftMs = Math.max(0, next - clock.monotonicMs())
    await clock.sleep(Math.min(leftMs, 1e9), signal)
    if (clock.monotonicMs() < next) return { ok: false, fault: { kind: 'cancelled' } }
    waiting.shift()
    return ok(Uint8Array.of(7))
  }
  const nothing = async () => ok()
  return {
    path: '/dev/none',
    baud: 57_600,
    write: nothing,
    read,
    discard: nothing,
    setBaud: nothing,
    close: async () => undefined,
  }
}

async function readAll(
  timesMs: readonly number[],
): Promise<{ readonly bytes: number; readonly atMs: number }> {
  const clock = createHandClock()
  const start = clock.monotonicMs()
  using reader = createDeadlineReader(
    lineAt(
      clock,
      timesMs.map((ms) => start + ms),
    ),
    clock,
    limits,
    never,
  )
  let bytes = 0
  for (let more = true; more; bytes += more ? 1 : 0) more = (await clock.runUntil(reader.read())).ok
  return { bytes, atMs: clock.monotonicMs() - start }
}

test('the first byte has longer than those after it, and the wait for it is over once it came', async () => {
  expect(await readAll([1_900, 1_990])).toMatchObject({ bytes: 2 })
  const { bytes, atMs } = await readAll([50])
  expect(bytes).toBe(1)
  expect(atMs).toBeLessThan(50 + 100 + 50)
})

test('bytes that a late timer overtook are taken all the same, and silence is silence', async () => {
  expect(await readAll([10, 10 + 100 + 5, 200])).toMatchObject({ bytes: 3 })
  expect(await readAll([10, 10 + 100 + 50])).toMatchObject({ bytes: 1 })
  expect((await readAll([])).atMs).toBeLessThan(2_100)
})
