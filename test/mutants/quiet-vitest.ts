import type { Plugin } from 'vite'
import { createVitest, type TestSpecification, type Vitest } from 'vitest/node'
import { leftOut } from './rooms.ts'

// Vitest would put the slowest first; the quickest kill soonest.
class AsAsked {
  sort = (files: TestSpecification[]) => files
  shard = (files: TestSpecification[]) => files
}

export const root = new URL('../..', import.meta.url).pathname

/** Changes the text of a source before it is run; `undefined` leaves it. */
export type Rewrite = (file: string, text: string) => string | undefined

/** Runs these test files, in this order, until one fails; the answer names those that failed. */
export type RunTests = (tests: readonly string[]) => Promise<readonly string[]>

export interface QuietVitest {
  readonly vitest: Vitest
  /** All test files that it knows. */
  readonly tests: readonly string[]
  readonly run: RunTests
}

/** Vitest in this process, as the house configures it, without a word on the screen. */
export async function openVitest(
  tests: readonly string[],
  rewrite: Rewrite,
  setting: { readonly isolate: boolean; readonly setupFiles?: string[] },
): Promise<QuietVitest> {
  const plugin: Plugin = {
    name: 'rekam-mutants',
    enforce: 'pre',
    transform(code, id) {
      const text = id.startsWith(root) ? rewrite(id.slice(root.length).split('?')[0] ?? '', code) : undefined
      return text === undefined ? undefined : { code: text, map: null }
    },
  }
  const options = {
    root,
    config: `${root}test/vitest.config.ts`,
    include: [...tests],
    exclude: [...leftOut],
    ...setting,
    sequence: { sequencer: AsAsked },
    pool: 'threads' as const,
    maxWorkers: 1,
    bail: 1,
    watch: false,
    // A kept text would be run in place of the mutant, or worse: the mutant later on, in place of the text.
    fsModuleCache: false,
    // Tests that a mutant breaks are only counted.
    reporters: [{}],
    onConsoleLog: () => false as const,
  }
  const vitest = await createVitest(options, { plugins: [plugin] })
  const known = new Map((await vitest.globTestSpecifications()).map((one) => [nameOf(one), one]))
  const run: RunTests = async (names) => {
    // Failures of an earlier run would count.
    vitest.state.filesMap.clear()
    const asked = names.flatMap((name) => known.get(name) ?? [])
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(asked)
    const passed = new Set(testModules.filter((one) => one.ok()).map(nameOf))
    const failed = names.filter((name) => !passed.has(name))
    return failed.length === 0 && unhandledErrors.length > 0 ? names : failed
  }
  return { vitest, tests: [...known.keys()], run }
}

const nameOf = ({ moduleId }: { readonly moduleId: string }) => moduleId.slice(root.length)
