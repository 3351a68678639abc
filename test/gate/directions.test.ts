import { execFileSync } from 'node:child_process'
import { dirname, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { arrows, innermost } from './arrows.ts'
import { plantHouse } from './plant-house.ts'

const wings = Object.keys(arrows)
const sources = execFileSync('git', ['ls-files', '*.ts'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => !file.endsWith('.test.ts'))
// Every pair of wings without an arrow, with a file of the one that is really there.
const forbidden = wings.flatMap((from) =>
  wings
    .filter((to) => to !== from && !arrows[from]?.includes(to))
    .map((to) => ({ from, to, target: sources.find((file) => innermost(wings, file) === to) ?? '' })),
)
// A wing around another has no files of its own.
const roomOf = (wing: string) =>
  dirname(sources.find((file) => innermost(wings, file) === wing) ?? `${wing}/none`)
const planted = forbidden.map(({ from, target }, index) => ({
  file: `${roomOf(from)}/planted-${index}.ts`,
  // Types count: every second one imports nothing else.
  text: `export ${index % 2 === 0 ? 'type ' : ''}* as planted from '${relative(roomOf(from), target)}'\n`,
}))

const house = plantHouse({
  ...Object.fromEntries(planted.map(({ file, text }) => [file, text])),
  'hal/stray.ts': 'export const stray = 1\n',
  'hal/linux/planted-import-of-stray.ts': "export { stray } from '../stray.ts'\n",
  'firmware/core/planted-one.ts':
    "import type { Other } from './planted-other.ts'\nexport interface One {\n  readonly other?: Other\n}\n",
  'firmware/core/planted-other.ts':
    "import type { One } from './planted-one.ts'\nexport interface Other {\n  readonly one?: One\n}\n",
})
const said = house.run('oxlint', '--quiet', '--format=unix')
const lines = said.text.split('\n')

describe('an import without an arrow is refused', () => {
  test.each(forbidden.map(({ from, to }, index) => [from, to, index] as const))(
    '%s may not import %s',
    (_from, _to, index) => {
      const found = lines.find((line) => line.includes(planted[index]?.file ?? 'nothing'))
      expect(found).toContain('boundaries')
    },
  )

  test('a file that belongs to no wing is refused, and so is an import of it', () => {
    expect(said.text).toMatch(/hal\/stray\.ts.*no-unknown-files/)
    expect(said.text).toMatch(/planted-import-of-stray\.ts.*no-unknown-dependencies/)
  })
})

test('a circle of files that only types join is refused', () => {
  expect(said.text).toMatch(/planted-o(ne|ther)\.ts.*no-cycle/)
})

test('arrows make no circle of wings', () => {
  const reach = (wing: string, seen: ReadonlySet<string>): ReadonlySet<string> =>
    (arrows[wing] ?? []).reduce((all, to) => (all.has(to) ? all : reach(to, new Set([...all, to]))), seen)
  for (const wing of wings) expect([wing, reach(wing, new Set()).has(wing)]).toEqual([wing, false])
})
