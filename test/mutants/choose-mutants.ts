import { globSync, readFileSync } from 'node:fs'
import { createSeededRandom } from '../../sim/random/seeded-random.ts'
import { type Findings, findMutants } from './find-mutants.ts'
import type { Mutant } from './mutant.ts'
import { root } from './quiet-vitest.ts'
import { rooms } from './rooms.ts'

export interface Candidate {
  readonly room: string
  readonly mutant: Mutant
}

/** All mutants of the rooms, in the order of rooms, files and lines, and what was found in each file. */
export function allMutants(): {
  readonly candidates: readonly Candidate[]
  readonly findings: ReadonlyMap<string, Findings>
} {
  const findings = new Map<string, Findings>()
  const candidates = rooms.flatMap(({ name, globs }) =>
    globSync([...globs], { cwd: root, exclude: ['**/*.test.ts'] })
      .sort()
      .flatMap((file) => {
        const found = findMutants(file, readFileSync(`${root}${file}`, 'utf8'))
        findings.set(file, found)
        return found.mutants.map((mutant) => ({ room: name, mutant }))
      }),
  )
  return { candidates, findings }
}

/** So many of them, in their order; the same for the same seed and sources. */
export function sampleOf(
  candidates: readonly Candidate[],
  count: number,
  seed: number,
): readonly Candidate[] {
  const random = createSeededRandom(seed)
  const drawn = candidates.map((candidate, order) => ({ candidate, order, lot: random.next() }))
  const kept = drawn.sort((one, other) => one.lot - other.lot).slice(0, count)
  return kept.sort((one, other) => one.order - other.order).map(({ candidate }) => candidate)
}
