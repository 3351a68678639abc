import type { Plan } from './plan.ts'

/**
 * The shortest story that still breaks a promise: students and mishaps are left out one after another as long as
 * it does. `breaks` lives through a plan.
 */
export async function shrinkPlan(plan: Plan, breaks: (plan: Plan) => Promise<boolean>): Promise<Plan> {
  let shortest = plan
  for (let shorter = true; shorter; ) {
    shorter = false
    for (const candidate of shorterPlans(shortest)) {
      if (!(await breaks(candidate))) continue
      shortest = candidate
      shorter = true
      break
    }
  }
  return shortest
}

// Large steps first: the back half of the day, then one student, then one mishap less.
function* shorterPlans(plan: Plan): Generator<Plan> {
  const { turns, mishaps } = plan
  if (turns.length > 1) {
    const half = Math.ceil(turns.length / 2)
    yield { ...plan, turns: turns.slice(0, half), mishaps: mishaps.filter(({ turn }) => turn < half) }
  }
  if (turns.length > 1) for (const index of turns.keys()) yield withoutTurn(plan, index)
  for (const index of mishaps.keys()) yield { ...plan, mishaps: mishaps.filter((_, at) => at !== index) }
}

function withoutTurn(plan: Plan, index: number): Plan {
  const turns = plan.turns.filter((_, at) => at !== index)
  const mishaps = plan.mishaps
    .filter(({ turn }) => turn !== index)
    .map((mishap) => (mishap.turn > index ? { ...mishap, turn: mishap.turn - 1 } : mishap))
  return { ...plan, turns, mishaps }
}
