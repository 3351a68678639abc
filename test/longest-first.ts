import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The longest files, by seconds of one quiet core. One of them as the last would keep one core at work while the other
 * waits; without a list, and on a new checkout, the order is that of size.
 */
const longest = [
  'test/lab/lab.test.ts',
  'test/gate/rules.test.ts',
  'test/panel/matrix.test.ts',
  'test/flow/packaged.test.ts',
  'test/panel/axe.test.ts',
  'test/panel/by-touch.test.ts',
  'test/panel/mishaps.test.ts',
  'test/panel/mishaps-of-parts.test.ts',
  'test/panel/mishaps-halfway.test.ts',
  'test/flow/set-up.test.ts',
  'test/power/cut-kiosk.test.ts',
  'test/flow/two-receivers.test.ts',
  'test/panel/firefox.test.ts',
  'test/world/seeds-1.test.ts',
  'test/world/seeds-2.test.ts',
  'test/world/refused-writes.test.ts',
]

/** Files in the order of that list, and then as ever. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(`/${name}`))
      return at < 0 ? longest.length : at
    }
    const usual = await super.sort(files)
    return usual.toSorted((one, other) => rank(one) - rank(other))
  }
}
