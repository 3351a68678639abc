import { expect, test } from 'vitest'
import { sha256Hex } from '../../firmware/core/hash.ts'
import { intakeFolder } from '../../firmware/registry/intake/intake-folder.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { createSeededRandom } from '../../sim/random/seeded-random.ts'
import { openDesk, putBatch } from '../stand/intake-stand.ts'
import { hostileBatch, hostilePacket } from '../vectors/hostile.ts'
import { vectorIdentity } from '../vectors/vector-files.ts'
import { packetOf, text, wholeManifest } from '../vectors/vector-parts.ts'
import { fuzzRuns } from './fuzz-runs.ts'

// Thousands of them run in `make nightly`.
const random = createSeededRandom(5)
const runs = fuzzRuns(200)

test('of packets that no page allows none is taken, and each is refused by name', async () => {
  const bad = Array.from({ length: runs }, (_, number) => hostilePacket(random, number + 1))
  const unique = new Map(bad.map((bytes) => [sha256Hex(bytes), bytes]))
  const source = new MemoryDisk()
  await putBatch(
    source,
    Array.from(unique, ([sha256, bytes]) => ({ sha256, bytes })),
  )
  const taken = await intakeFolder(openDesk(new MemoryDisk(), vectorIdentity), source)
  const [first] = taken.ok ? taken.value : []
  const receipt = first?.result.ok ? first.result.value.receipt : undefined
  expect(receipt?.accepted).toEqual([])
  expect(receipt?.rejected.length).toBe(unique.size)
})

test('of batches that no page allows none is signed for, and each is told', async () => {
  const packet = packetOf(text(wholeManifest()))
  const source = new MemoryDisk()
  for (let number = 0; number < runs; number += 1) {
    const { manifest, signature } = hostileBatch(random, [packet])
    await source.makeDirectory(`${number}`)
    await source.write(`${number}/batch.json`, manifest)
    await source.write(`${number}/batch.sig`, Buffer.from(signature))
  }
  const taken = await intakeFolder(openDesk(new MemoryDisk(), vectorIdentity), source)
  const outcomes = taken.ok ? taken.value : []
  expect(outcomes.filter(({ result }) => result.ok)).toEqual([])
  expect(new Set(outcomes.map(({ place }) => place)).size).toBe(runs)
})
