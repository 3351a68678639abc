import { expect, test } from 'vitest'
import { plantedBugs } from '../../boards/world/planted-bug.ts'
import { openSchool, runSchool } from '../../boards/world/run-school.ts'
import { livePlan } from '../../sim/world/live-plan.ts'
import { drawPlan } from '../../sim/world/plan.ts'
import { shrinkPlan } from '../../sim/world/shrink-plan.ts'
import { findPlantedBugs } from './live-seeds.ts'

test('every planted mistake is found within ten seeds', async () => {
  const found = await findPlantedBugs(10)
  expect([...found.keys()]).toEqual(plantedBugs)
})

test('the same seed tells the same story, and another seed another', async () => {
  const live = async (seed: number) => (await livePlan(drawPlan(seed, 1, 5, 3), runSchool)).story.join('\n')
  const first = await live(3)
  expect(await live(3)).toBe(first)
  expect(await live(4)).not.toBe(first)
})

test('a story that breaks a promise is told with as few students and mishaps as it takes', async () => {
  const run = openSchool({ bug: 'acknowledge-before-rename' })
  const breaks = async (plan: Parameters<typeof livePlan>[0]) => (await livePlan(plan, run)).broken.length > 0
  const plan = drawPlan(1, 1, 8, 2)
  const short = await shrinkPlan(plan, breaks)
  expect(await breaks(short)).toBe(true)
  expect(short.turns.length).toBe(1)
  expect(short.mishaps.length).toBeLessThanOrEqual(2)
})
