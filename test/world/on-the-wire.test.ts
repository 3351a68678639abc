import { expect, test } from 'vitest'
import { openSchool } from '../../boards/world/run-school.ts'
import { livePlan } from '../../sim/world/live-plan.ts'
import { drawPlan } from '../../sim/world/plan.ts'

// A finger over the wire takes a hundred times longer than one out of memory: a few days have to do.
test.each([1, 2])(
  'with the real driver on a wire a day of seed %i breaks no promise either',
  async (seed) => {
    const report = await livePlan(drawPlan(seed, 1, 2, 2), openSchool({ wired: true }))
    expect(report.broken).toEqual([])
    expect(report.received).toBeGreaterThan(0)
  },
)
