import { expect, test } from 'vitest'
import { runSchool } from '../../boards/world/run-school.ts'
import { livePlan } from '../../sim/world/live-plan.ts'
import { type CardMishap, drawPlan, type Plan } from '../../sim/world/plan.ts'

// One student with nothing else going wrong, who changes the card some 130 times.
const quiet: Plan = drawPlan(4, 1, 1, 0)
const turns = quiet.turns.map(({ person }) => ({ person, manners: { missing: [], photoRetakes: 0 } }))
const changes = Array.from({ length: 45 }, (_, at) => at * 3)

test.each<[CardMishap, number]>([
  ['full', 1],
  ['full', 10],
  ['read-only', 4],
  ['broken', 2],
])(
  'a card that is %s for %i changes, at any moment of a visit, costs nobody anything',
  async (fault, times) => {
    for (const after of changes) {
      const mishaps = [{ kind: 'card', turn: 0, fault, after, times } as const]
      const { broken } = await livePlan({ ...quiet, turns, mishaps }, runSchool)
      expect([after, broken]).toEqual([after, []])
    }
  },
)
