import { expect, test } from 'vitest'
import { codeAnswer } from './code-check.ts'

test('an answer is a code, none in the picture, or a damaged picture; anything else is no answer', () => {
  expect(codeAnswer({ ok: true, value: 'x'.repeat(2_953) })).toEqual({ ok: true, value: 'x'.repeat(2_953) })
  expect(codeAnswer({ ok: true })).toEqual({ ok: true, value: undefined })
  const damaged = { ok: false, fault: { kind: 'damaged' } }
  expect(codeAnswer(damaged)).toEqual(damaged)
  const others = [
    undefined,
    {},
    { ok: true, value: 'x'.repeat(2_954) },
    { ok: true, value: 1 },
    { ok: false },
  ]
  expect(others.map(codeAnswer)).toEqual(others.map(() => undefined))
})
