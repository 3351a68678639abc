import { expect, test } from 'vitest'
import { runSchool } from '../../boards/world/run-school.ts'
import { livePlan } from '../../sim/world/live-plan.ts'
import { drawPlan, type Mishap, type Plan, type ReadMedium } from '../../sim/world/plan.ts'

// Three students, nothing else going wrong; the kiosk loses power in the second visit.
const quiet: Plan = drawPlan(4, 1, 3, 0)
const turns = quiet.turns.map(({ person }) => ({ person, manners: { missing: [], photoRetakes: 0 } }))
const cut: Mishap = { kind: 'power-cut', turn: 1, calls: 120 }
// The second time it brings receipts.
const sticks = [1, 2].map((turn): Mishap => ({ kind: 'stick', turn, pulledAfter: 0 }))

const live = async (mishaps: readonly Mishap[]) => {
  const { broken, kept, received } = await livePlan({ ...quiet, turns, mishaps }, runSchool)
  return { broken, kept, received }
}
const allWell = { broken: [], kept: 3, received: 3 }

test.each<[ReadMedium, number]>([
  ['card', 1],
  ['card', 5],
  ['stick', 1],
  ['stick', 6],
])(
  'a %s that fails %i reads, at any moment of a day with a cut, costs nobody anything',
  async (medium, times) => {
    for (let after = 0; after < 90; after += 15) {
      const unreadable: Mishap = { kind: 'unreadable', turn: medium === 'card' ? 1 : 2, medium, after, times }
      expect([after, await live([cut, ...sticks, unreadable])]).toEqual([after, allWell])
    }
  },
)

test('a card that fails so long that a student gives up leaves the visit where it was', async () => {
  for (let after = 0; after < 90; after += 18) {
    const unreadable: Mishap = { kind: 'unreadable', turn: 1, medium: 'card', after, times: 24 }
    const { broken, kept, received } = await live([cut, unreadable])
    expect([after, broken, received]).toEqual([after, [], kept])
  }
})

test('a stick with a thousand files of the registry’s names costs nobody anything', async () => {
  expect(await live([{ kind: 'stick-of-files', turn: 1, files: 1_000 }])).toEqual(allWell)
})
