import { inOrder } from '../../../hal/contract/in-order.ts'
import type { DeviceUnderTest } from './device-under-test.ts'
import { type Finding, good, problem } from './finding.ts'

const rounds = 12
const slowMs = 400
// An SD card programs a page in no less than this; a faster one has only promised.
const honestMs = 0.4
const wornPercent = 90

/** Writes and flushes a few small files as a visit does, and asks the kernel how the medium has fared. */
export async function checkStorage({ disk, clock, entropy, facts }: DeviceUnderTest): Promise<Finding> {
  const took: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const started = clock.monotonicMs()
    const stored = await inOrder([
      () => disk.makeDirectory('doctor'),
      () => disk.write('doctor/probe', entropy.bytes(4_096)),
      () => disk.syncDirectory('doctor'),
    ])
    if (!stored.ok) return problem('storage', 'storage-refuses')
    took.push(clock.monotonicMs() - started)
  }
  const removed = await disk.remove('doctor/probe')
  if (!removed.ok) return problem('storage', 'storage-refuses')
  const median = took.toSorted((one, other) => one - other)[rounds / 2] ?? 0
  const { medium, errors = 0, wornPercent: worn = 0 } = facts.storage()
  if (errors > 0) return problem('storage', 'storage-errors', errors)
  if (worn >= wornPercent) return problem('storage', 'storage-worn', worn)
  if (median > slowMs) return problem('storage', 'storage-slow', median)
  if (medium === 'card' && median < honestMs) return problem('storage', 'storage-too-fast', median * 1_000)
  const slowest = Math.max(...took)
  return good('storage', `simpan ${median.toFixed(1)} ms, paling lama ${slowest.toFixed(1)} ms`)
}
