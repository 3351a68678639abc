import { beforeAll, expect, test } from 'vitest'
import type { MemoryDisk, PlantedFault } from '../../sim/disk/memory-disk.ts'
import { createSeededRandom, seedOf } from '../../sim/random/seeded-random.ts'
import { checkRestart } from './check-restart.ts'
import { foundOn } from './found-on.ts'
import { type Moment, recordOneVisit } from './record-one-visit.ts'

let moments: readonly Moment[] = []
// Most cuts leave the very disk that another one has left, and what was promised then: a start on it goes the same way.
const stood = new Set<string>()
beforeAll(async () => {
  moments = await recordOneVisit()
})

test('the visit made promises at every stage, and its moments are those of one visit', () => {
  const counts = moments.map(({ promise }) => promise.pieces.length)
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  expect(new Set(counts)).toEqual(new Set(Array.from({ length: 13 }, (_, count) => count)))
  expect(moments.at(-1)?.promise.code).toBeDefined()
  expect(moments.length).toBeGreaterThan(100)
})

const partly = (seed: number) => (disk: MemoryDisk, when: string) =>
  disk.powerCut(createSeededRandom(seedOf(seed, when)))

test.each<[string, (disk: MemoryDisk, when: string) => void]>([
  ['the process died', () => undefined],
  ['all that was not flushed went', (disk) => disk.powerCut()],
  ['part of it went', partly(1)],
  ['another part went', partly(2)],
])(
  '%s at any call of the disk: what the screens called kept is there, and the visit goes on',
  async (_, cut) => {
    for (const { when, disk, promise } of moments) {
      const left = disk.clone()
      cut(left, when)
      const state = JSON.stringify([foundOn(left), promise])
      if (stood.has(state)) continue
      await checkRestart(left, promise).catch((cause: unknown) => {
        throw new Error(when, { cause })
      })
      stood.add(state)
    }
  },
)

test.each<PlantedFault>(['skip-file-flush', 'skip-directory-flush'])(
  'with %s planted, this is seen',
  async (fault) => {
    const broken: string[] = []
    for (const { when, disk, promise } of await recordOneVisit([fault])) {
      if (broken.length > 0 || promise.pieces.length === 0) continue
      const left = disk.clone()
      left.powerCut()
      await checkRestart(left, promise).catch(() => broken.push(when))
    }
    expect(broken).not.toEqual([])
  },
)
