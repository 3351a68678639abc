import type { SimulatedDays } from '../../firmware/console/simulations.ts'
import { livePlan, type SchoolReport } from '../../sim/world/live-plan.ts'
import { drawPlan } from '../../sim/world/plan.ts'
import { shrinkPlan } from '../../sim/world/shrink-plan.ts'
import { runSchool } from './run-school.ts'

/** Lives through school days from one seed and tells them; 1 when a promise did not hold. */
export async function simulateSchool(options: SimulatedDays, print: (line: string) => void): Promise<0 | 1> {
  const plan = drawPlan(options.seed, options.days, options.students, options.faults)
  const report = await livePlan(plan, runSchool)
  if (options.json) {
    const { story: _, ...facts } = report
    print(JSON.stringify(facts))
  } else for (const line of [...report.story, summary(report)]) print(line)
  if (report.broken.length === 0) return 0
  if (!options.json) {
    const breaks = async (shorter: typeof plan) => (await livePlan(shorter, runSchool)).broken.length > 0
    const short = await livePlan(await shrinkPlan(plan, breaks), runSchool)
    for (const line of ['', 'The shortest story that breaks a promise:', ...short.story]) print(line)
  }
  return 1
}

function summary({ seed, students, kept, received, broken }: SchoolReport): string {
  const promises = broken.length === 0 ? 'all promises held' : `${broken.length} promises did not hold`
  return `seed ${seed}: ${students} students, ${kept} receipts, ${received} at the office, ${promises}`
}
