import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with one plain line for machines: `tests: 9 passed, 0 failed, 1 skipped`. */
export function closingLine(): Reporter {
  return {
    onTestRunEnd(modules: readonly TestModule[], errors) {
      const states = modules.flatMap((module) =>
        [...module.children.allTests()].map((one) => one.result().state),
      )
      const count = (state: (typeof states)[number]) => states.filter((one) => one === state).length
      const failed = count('failed') + modules.filter((module) => module.errors().length > 0).length
      console.log(
        `tests: ${count('passed')} passed, ${failed + errors.length} failed, ${count('skipped')} skipped`,
      )
    },
  }
}
