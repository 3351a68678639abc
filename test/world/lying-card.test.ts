import { expect, test } from 'vitest'
import { openSchool } from '../../boards/world/run-school.ts'
import { livePlan } from '../../sim/world/live-plan.ts'
import { drawPlan } from '../../sim/world/plan.ts'
import { promisesOnAnyCard } from '../../sim/world/promise/all-promises.ts'

const run = openSchool({ lies: 0.3 })
const seeds = Array.from({ length: 15 }, (_, at) => at + 1)

test('on a card that only pretends a third of its flushes the kiosk starts again and shows nobody what is not theirs', async () => {
  for (const seed of seeds) {
    const { broken } = await livePlan(drawPlan(seed, 1, 6, 3), run, promisesOnAnyCard)
    expect([seed, broken]).toEqual([seed, []])
  }
})

test('what such a card loses is seen: no kiosk can keep its promises on it', async () => {
  const broken: string[] = []
  for (const seed of seeds)
    if (broken.length === 0) broken.push(...(await livePlan(drawPlan(seed, 1, 6, 3), run)).broken)
  expect(broken).not.toEqual([])
})
