import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readableAlphabet } from '../../custody/student-receipt/readable-code.ts'
import { impact } from './impact.ts'
import { type Problem, type ProblemName, problems } from './problem.ts'
import { codeOf, decodeCode } from './problem-code.ts'
import { problemsPage } from './problems-page.ts'

const names = Object.keys(problems) as ProblemName[]
const someCode = fc.record({ name: fc.constantFrom(...names), value: fc.nat(1_023) })

test('every trouble has a number of its own, and comes back with what was measured', () => {
  expect(new Set(Object.values(problems).map(({ number }) => number)).size).toBe(names.length)
  fc.assert(
    fc.property(someCode, ({ name, value }) => {
      const code = codeOf(name, value)
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/)
      expect(decodeCode(code)).toEqual({ trouble: problems[name], value })
    }),
  )
})

test('each says what a school meets meanwhile, and the page for technicians is that of the list (write it with -u)', async () => {
  for (const one of Object.values<Problem>(problems)) expect(impact(one)).not.toBe('')
  await expect(problemsPage()).toMatchFileSnapshot('PROBLEMS.md')
})

test('it is read as people say and type it', () => {
  const code = codeOf('too-hot', 84)
  expect(decodeCode(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `)).toEqual({
    trouble: problems['too-hot'],
    value: 84,
  })
  expect(codeOf('too-hot', 1e9)).toBe(codeOf('too-hot', 1_023))
  expect(codeOf('too-hot', -1)).toBe(codeOf('too-hot', 0))
})

test('no two wrong characters and no swap go unnoticed', () => {
  const place = fc.nat(5)
  const letter = fc.constantFrom(...Array.from(readableAlphabet))
  const change = fc.array(fc.tuple(place, letter), { minLength: 1, maxLength: 2 })
  fc.assert(
    fc.property(someCode, change, ({ name, value }, changes) => {
      const code = codeOf(name, value)
      const wrong = Array.from(code)
      for (const [at, as] of changes) wrong[at] = as
      fc.pre(wrong.join('') !== code)
      expect(decodeCode(wrong.join(''))).toBe('mistyped')
    }),
  )
  fc.assert(
    fc.property(someCode, place, place, ({ name, value }, one, other) => {
      const letters = Array.from(codeOf(name, value))
      fc.pre(letters[one] !== letters[other])
      const swapped = letters.with(one, letters[other] ?? '').with(other, letters[one] ?? '')
      expect(decodeCode(swapped.join(''))).toBe('mistyped')
    }),
  )
})

test('anything else is mistyped, and a trouble of a later Rekam is said to be one', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(typeof decodeCode(text) !== 'object')
      expect(['mistyped', 'newer']).toContain(decodeCode(text))
    }),
  )
  expect(decodeCode('')).toBe('mistyped')
  const endings = Array.from(readableAlphabet, (one) =>
    Array.from(readableAlphabet, (other) => one + other),
  ).flat()
  expect(endings.filter((ending) => decodeCode(`ZZZZ${ending}`) === 'newer').length).toBe(1)
})
