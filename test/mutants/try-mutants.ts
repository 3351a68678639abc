import { type Mutant, plant } from './mutant.ts'
import { openVitest, root } from './quiet-vitest.ts'
import { askedTests } from './rooms.ts'

/** One mutant, or none, against test files in this order; the answer names those that failed. */
export interface Trial {
  readonly mutant: Mutant | undefined
  readonly tests: readonly string[]
}

// A process of its own: a mutant may run in circles, and then the parent ends it.
let planted: Mutant | undefined
const rewrite = (file: string, text: string) => (planted?.file === file ? plant(text, planted) : undefined)
const { vitest, run } = await openVitest(askedTests, rewrite, { isolate: false })

process.on('message', async ({ mutant, tests }: Trial) => {
  for (const changed of [planted, mutant]) if (changed) vitest.invalidateFile(`${root}${changed.file}`)
  planted = mutant
  process.send?.(await run(tests))
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
