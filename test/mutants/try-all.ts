import type { Candidate } from './choose-mutants.ts'
import { type Survey, type Surveyed, testsFor } from './survey.ts'
import type { Outcome } from './table.ts'
import { TrialProcess } from './trial-process.ts'

/** Tries each mutant against the tests that enter its block, in that many processes; `tell` hears of each. */
export async function tryAll(
  survey: Survey,
  candidates: readonly Candidate[],
  workers: number,
  tell: (outcome: Outcome, done: number) => void,
): Promise<readonly Outcome[]> {
  const outcomes = new Map<Candidate, Outcome>()
  const waiting = candidates.values()
  const work = async () => {
    const trials = new TrialProcess()
    for (const candidate of waiting) {
      const outcome = { ...candidate, was: await tryOne(survey, trials, candidate) }
      outcomes.set(candidate, outcome)
      tell(outcome, outcomes.size)
    }
    trials.end()
  }
  await Promise.all(Array.from({ length: workers }, work))
  return candidates.flatMap((candidate) => outcomes.get(candidate) ?? [])
}

async function tryOne(survey: Survey, trials: TrialProcess, { mutant }: Candidate): Promise<Outcome['was']> {
  const tests = testsFor(mutant, survey)
  if (tests.length === 0) return 'not-entered'
  const verdict = await trials.try({ mutant, tests: namesOf(tests) }, limitOf(tests))
  if (verdict === 'too-slow') return verdict
  return verdict.length > 0 ? 'killed' : 'survived'
}

/** The survey without those files that fail when they share a process: they would kill every mutant. */
export async function onlySociable({ surveyed, failing }: Survey): Promise<Survey> {
  const trials = new TrialProcess()
  const left = [...surveyed]
  const refused = [...failing]
  for (;;) {
    const verdict = await trials.try({ mutant: undefined, tests: namesOf(left) }, limitOf(left))
    if (verdict === 'too-slow') throw new Error('the tests do not end without a mutant')
    // The run stops at the first that fails, and those behind it were not asked.
    const first = left.findIndex(({ test }) => test === verdict[0])
    if (first < 0) break
    refused.push(...namesOf(left.splice(first, 1)))
  }
  trials.end()
  return { surveyed: left, failing: refused }
}

const namesOf = (tests: readonly Surveyed[]) => tests.map(({ test }) => test)

// A mutant may make a test slow without making it endless, and the machine may have other work.
function limitOf(tests: readonly Surveyed[]): number {
  return 20_000 + 4 * tests.reduce((sum, { ms }) => sum + ms, 0)
}
