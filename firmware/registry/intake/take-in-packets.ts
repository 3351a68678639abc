import type { DiskFault } from '../../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { mebibyte } from '../../core/names.ts'
import type { BatchManifest } from '../../custody/chain/batch.ts'
import { type CheckedPacket, checkPacket, type Judgement } from './check-packet.ts'
import type { IntakeContext } from './intake-context.ts'
import type { IntakeSource, PacketProgress } from './intake-types.ts'
import { ownHands } from './open-student.ts'
import { storePacket } from './store-packet.ts'

/** A packet that no kiosk writes: some twenty images of an odd sensor are 4 MB. */
const largestPacketBytes = 16 * mebibyte

/** One packet of a batch and what became of it. */
export interface JudgedPacket extends Judgement {
  readonly sha256: string
}

/**
 * Takes in all packets of a batch, in the order of the manifest: checked one after another, opened and stored
 * side by side. Holds `width` packets in memory and no more. A disk that fails, on either side, stops it: nothing is
 * judged that could not be read. The students that are stored by then are found again by the next run.
 */
export async function takeInPackets(
  context: IntakeContext,
  source: IntakeSource,
  { device, seq, packets }: BatchManifest,
  progress: PacketProgress,
): Promise<Result<readonly JudgedPacket[], DiskFault>> {
  const batch = { device, seq, claimed: new Set<string>() }
  const judged = new Map<string, JudgedPacket>()
  const judge = (one: JudgedPacket) => {
    judged.set(one.sha256, one)
    progress(judged.size, packets.length)
  }
  let broken: Result<never, DiskFault> | undefined
  const flight = limitInFlight((context.hands ?? ownHands).width)
  const store = async (sha256: string, checked: CheckedPacket) => {
    const stored = await storePacket(context, checked)
    if (stored.ok) judge({ sha256, ...stored.value })
    else broken ??= stored
  }
  for (const promised of packets) {
    const { sha256 } = promised
    const checked = await checkCopies(context, source, batch, promised)
    if (!checked.ok) broken ??= checked
    if (broken || !checked.ok) break
    const { value } = checked
    if ('verdict' in value) judge({ sha256, ...value })
    else await flight.begin(() => store(sha256, value))
  }
  await flight.settle()
  return broken ?? ok(packets.flatMap(({ sha256 }) => judged.get(sha256) ?? []))
}

/**
 * One copy may be torn where another is whole. The first whole one counts; without one, the packet is refused, but
 * only once each copy was read to its end.
 */
async function checkCopies(
  context: IntakeContext,
  source: IntakeSource,
  batch: Parameters<typeof checkPacket>[1],
  { sha256, bytes: promisedBytes }: BatchManifest['packets'][number],
): Promise<Result<Judgement | CheckedPacket, DiskFault>> {
  let unread: DiskFault | undefined
  for (const { path, bytes } of source.packets.get(sha256) ?? []) {
    if (bytes === 0 || bytes > largestPacketBytes) continue
    const file = await source.disk.read(path, largestPacketBytes)
    if (!file.ok) unread ??= file.fault
    else if (sha256Hex(file.value) !== sha256) continue
    else if (file.value.length !== promisedBytes) return ok({ verdict: 'wrong-size' })
    else return checkPacket(context, batch, sha256, file.value)
  }
  return unread ? err(unread) : ok({ verdict: 'wrong-name' })
}

/** Starts work side by side, never more than `width` at once, and waits for all of it at the end. */
export function limitInFlight(width: number): {
  /** Resolves as soon as the work has begun. */
  begin(work: () => Promise<void>): Promise<void>
  settle(): Promise<void>
} {
  const inFlight = new Set<Promise<void>>()
  return {
    async begin(work) {
      while (inFlight.size >= width) await Promise.race(inFlight)
      const running = work().finally(() => inFlight.delete(running))
      inFlight.add(running)
    },
    async settle() {
      await Promise.all(inFlight)
    },
  }
}
