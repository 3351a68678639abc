import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { findMutants, markBlocks } from './find-mutants.ts'
import { plant } from './mutant.ts'

const mutantsOf = (source: string) =>
  findMutants('a.ts', source).mutants.map((mutant) => plant(source, mutant))

test.each<[source: string, ...mutants: string[]]>([
  ['x = a > b', 'x = ((a) >= (b))', 'x = ((a) <= (b))'],
  ['x = a === b', 'x = ((a) !== (b))'],
  ['x = a && b', 'x = ((a) || (b))'],
  ['x = a ?? b', 'x = ((a) && (b))'],
  ['x.y ??= b', 'x.y = b'],
  ['x += a', 'x -= a'],
  ['x = a - b', 'x = ((a) + (b))'],
  ["x = a + 'b'"],
  ['x = 5', 'x = 6'],
  ['x = 1_000', 'x = 100000'],
  ['x = true', 'x = false'],
  ['x = !a', 'x = !!(a)'],
  ['f(x)', ';'],
  ['await f(x)', ';'],
  ['if (a) x = b', 'if (false) x = b'],
  ['x = a.slice(-n)', 'x = a.slice()', 'x = a.slice(0, n)'],
  ['x = a.slice(b, c)', 'x = a.slice()'],
  ['x = a.filter(f)', 'x = a'],
  ['x = Math.max(a, b)', 'x = Math.min(a, b)'],
  ['const f = () => [a]', 'const f = () => []'],
  ["const f = () => 'a'", "const f = () => ''"],
])('%s', (source, ...mutants) => {
  expect(mutantsOf(source)).toEqual(mutants)
})

test('types, names and imports have no mutants', () => {
  const source = `import { a } from './1.ts'
  export type B = 1 | 'x'
  interface C { readonly d: 4; e?(f: 5): true }
  const g = { 6: a } as { 7: B }`
  expect(mutantsOf(source)).toEqual([])
})

test('a mutant knows its line, its change and the innermost block around it', () => {
  const source = 'const a = 1\nfunction f() {\n  if (g()) {\n    return h > 0\n  }\n}'
  const found = findMutants('a.ts', source).mutants
  expect(found.map(({ line, change, block }) => [line, change, block])).toEqual([
    [1, '1 to 2', 0],
    [3, 'without if (g())', 1],
    [4, '> to >=', 2],
    [4, '> to <=', 2],
    [4, '0 to 1', 2],
  ])
})

test('each block that is entered says so, and what runs stays the same', () => {
  const source = `
    const twice = (n) => ((m) => m * 2)(n)
    const object = () => ({ a: 1 })
    function pick(n) {
      switch (n) {
        case 1:
          return 'one'
        default:
          return 'many'
      }
    }
    return [twice(2), object(), pick(1)]`
  // The function around it only lets the text return something.
  const whole = `const run = function () {${source}}`
  const marked = markBlocks(whole, findMutants('a.ts', whole), (block) => `entered(${block})`)
  const entered: number[] = []
  const shown: unknown = runInNewContext(`${marked}; JSON.stringify(run())`, {
    entered: (block: number) => entered.push(block),
  })
  expect(shown).toBe('[4,{"a":1},"one"]')
  expect(entered).toEqual([1, 2, 3, 4, 5, 6])
})
