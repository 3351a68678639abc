import { expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { RegistryStand } from '../../../test/stand/registry-stand.ts'
import { senderStand } from '../../../test/stand/sender-stand.ts'
import { addStandPackets, openStandSpool, standStamp } from '../../../test/stand/spool-stand.ts'
import { runSender } from '../link/sender.ts'

const minute = 60_000

/** A sender with one batch to send; every round is noted with its time and outcome. */
async function startSender(fraction: number, words = ['a']) {
  const disk = new MemoryDisk()
  const spool = await openStandSpool(disk)
  await addStandPackets(spool, ...words)
  await spool.closeBatch(standStamp)
  const clock = createHandClock()
  const registry = new RegistryStand()
  const rounds: { atMs: number; ok: boolean }[] = []
  const stop = new AbortController()
  const parts = await senderStand(disk, spool, clock, registry, {
    entropy: { bytes: (count) => new Uint8Array(count).fill(Math.round(255 * fraction)) },
    onOutcome({ ok }) {
      rounds.push({ atMs: clock.monotonicMs(), ok })
      registry.nextRound()
    },
  })
  const running = runSender(parts, stop.signal)
  const pauses = () => rounds.slice(1).map(({ atMs }, index) => Math.round(atMs - (rounds[index]?.atMs ?? 0)))
  const end = async () => {
    stop.abort()
    await running
  }
  return { clock, registry, rounds, pauses, end }
}

const doubling = [5_000, 10_000, 20_000, 40_000]

test('while the link is down it is looked for less often, and every minute at least', async () => {
  const { clock, registry, rounds, pauses, end } = await startSender(1)
  registry.down = true
  await clock.advance(10 * minute)
  expect(rounds.every(({ ok }) => !ok)).toBe(true)
  expect(pauses().slice(0, 6)).toEqual([...doubling, minute, minute])
  await end()
})

test('a registry in trouble is left in peace, at last for half an hour', async () => {
  const { clock, registry, pauses, end } = await startSender(1)
  registry.busy = true
  await clock.advance(180 * minute)
  const longer = [80_000, 160_000, 320_000, 640_000, 1_280_000, 30 * minute, 30 * minute]
  expect(pauses().slice(0, 11)).toEqual([...doubling, ...longer])
  await end()
})

test('the pauses are spread at random, so that kiosks do not come back all at once', async () => {
  const { clock, registry, pauses, end } = await startSender(0.5)
  registry.down = true
  await clock.advance(minute)
  expect(pauses().slice(0, 3)).toEqual([2_510, 5_020, 10_039])
  await end()
})

test('one good round resets them', async () => {
  const { clock, registry, rounds, pauses, end } = await startSender(1)
  registry.down = true
  await clock.advance(100_000)
  registry.down = false
  await clock.advance(80_000)
  const good = rounds.findIndex(({ ok }) => ok)
  expect(good).toBe(5)
  // A sent batch is asked about, less and less often.
  expect(pauses().slice(good, good + 3)).toEqual([2_000, 4_000, 8_000])
  registry.down = true
  const before = rounds.length
  await clock.advance(5 * minute)
  expect(pauses().slice(before, before + 2)).toEqual([5_000, 10_000])
  await end()
})

test('a link that is cut again and again but carries a file each time is not punished', async () => {
  const { clock, registry, rounds, pauses, end } = await startSender(1, ['a', 'b', 'c', 'd', 'e'])
  registry.patchesARound = 1
  await clock.advance(40_000)
  expect(pauses().slice(0, 6)).toEqual([5_000, 5_000, 5_000, 5_000, 5_000, 5_000])
  expect(registry.finished.size).toBe(7)
  expect(rounds.at(-1)?.ok).toBe(true)
  await end()
})

test('told to stop in the middle of a long pause it ends at once', async () => {
  const { clock, registry, end } = await startSender(1)
  registry.down = true
  await clock.advance(60 * minute)
  const atMs = clock.monotonicMs()
  await end()
  expect(clock.monotonicMs()).toBe(atMs)
})
