import { type PlantedBug, plantedBugs } from '../../boards/world/planted-bug.ts'
import { openSchool, runSchool } from '../../boards/world/run-school.ts'
import { livePlan } from '../../sim/world/live-plan.ts'
import { drawPlan } from '../../sim/world/plan.ts'

const students = 8
const mishapsEach = 2

/** The results of many short days. */
export interface SeedsReport {
  readonly seeds: number
  readonly students: number
  readonly received: number
  /** `seed: what did not hold`. */
  readonly broken: readonly string[]
}

/** Lives through a short day of every seed from `first` on. */
export async function liveSeeds(first: number, seeds: number): Promise<SeedsReport> {
  const broken: string[] = []
  let received = 0
  for (let seed = first; seed < first + seeds; seed += 1) {
    const report = await livePlan(drawPlan(seed, 1, students, mishapsEach), runSchool)
    received += report.received
    for (const words of report.broken) broken.push(`${seed}: ${words}`)
  }
  return { seeds, students: seeds * students, received, broken }
}

/** For each planted mistake the seed that found it, and what it broke; nothing after `most` seeds. */
export async function findPlantedBugs(
  most: number,
): Promise<ReadonlyMap<PlantedBug, { readonly seed: number; readonly broken: string } | undefined>> {
  const found = new Map<PlantedBug, { readonly seed: number; readonly broken: string } | undefined>()
  for (const bug of plantedBugs) {
    for (let seed = 1; seed <= most && !found.has(bug); seed += 1) {
      const { broken } = await livePlan(drawPlan(seed, 1, students, mishapsEach), openSchool({ bug }))
      if (broken[0] !== undefined) found.set(bug, { seed, broken: broken[0] })
    }
  }
  return found
}
