import { expect, test } from 'vitest'
import { runSchool } from '../../boards/world/run-school.ts'
import { livePlan } from '../../sim/world/live-plan.ts'
import { drawPlan, withLists } from '../../sim/world/plan.ts'

const lived = async (seed: number, mishapsEach: number) =>
  livePlan(withLists(drawPlan(seed, 1, 6, mishapsEach)), runSchool)

test.each([1, 2, 3, 4, 5])(
  'seed %i with second lists and nothing else: consent decides who is recorded',
  async (seed) => {
    const { broken, story } = await lived(seed, 0)
    expect(broken).toEqual([])
    for (const [at, line] of story.entries())
      if (/list refusal/.test(line)) expect(story[at + 1]).toMatch(/turned-away/)
    expect(
      story.filter((line) => line.startsWith('the namesake')).every((line) => line.endsWith('turned-away')),
    ).toBe(true)
  },
)

test.each([6, 7, 8, 9])('seed %i with second lists and faults breaks no promise', async (seed) => {
  expect((await lived(seed, 2)).broken).toEqual([])
})
