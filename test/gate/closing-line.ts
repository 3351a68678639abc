import type { Reporter, TestCase, TestModule } from 'vitest/node'

/**
 * Ends a run with plain lines, of which a log that is cut keeps the last: one for each test that failed, with the first
 * line of its reason, and then `tests: 9 passed, 0 failed, 1 skipped`.
 */
export function closingLine(): Reporter {
  return {
    onTestRunEnd(modules: readonly TestModule[], errors) {
      const tests = modules.flatMap((module) => [...module.children.allTests()])
      const inState = (state: string) => tests.filter((one) => one.result().state === state)
      const broken = modules.filter((module) => module.errors().length > 0)
      const failed = inState('failed')
      for (const { moduleId } of broken) console.log(`failed: ${moduleId} could not be run`)
      for (const one of failed) console.log(`failed: ${one.fullName}: ${reasonOf(one)}`)
      const count = failed.length + broken.length + errors.length
      console.log(
        `tests: ${inState('passed').length} passed, ${count} failed, ${inState('skipped').length} skipped`,
      )
    },
  }
}

function reasonOf(one: TestCase): string {
  const [first = ''] = one.result().errors?.[0]?.message.split('\n') ?? []
  return first.slice(0, 300)
}
