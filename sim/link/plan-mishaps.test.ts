import { expect, test } from 'vitest'
import { mishapWords, readMishap } from './mishap.ts'
import { planMishaps } from './plan-mishaps.ts'

const kinds = [{ kind: 'reset' }, { kind: 'black-hole' }, { kind: 'stall', ms: 5_000 }] as const
const first = (count: number, seed: number, spreadMs = 9_000) => {
  const plan = planMishaps({ seed, everyMs: 30_000, spreadMs, kinds })
  return Array.from({ length: count }, () => plan.next().value)
}

test('the same seed gives the same plan, another seed another', () => {
  expect(first(50, 7)).toEqual(first(50, 7))
  expect(first(50, 7)).not.toEqual(first(50, 8))
})

test('mishaps come in order, each near its time, and every kind comes', () => {
  const plan = first(200, 3)
  for (const [index, planned] of plan.entries())
    expect(Math.abs((planned?.atMs ?? Number.NaN) - (index + 1) * 30_000)).toBeLessThanOrEqual(9_000)
  expect(new Set(plan.map((planned) => planned?.mishap.kind)).size).toBe(3)
  expect(first(3, 1, 0).map((planned) => planned?.atMs)).toEqual([30_000, 60_000, 90_000])
})

test('without a kind nothing goes wrong', () => {
  expect([...planMishaps({ seed: 1, everyMs: 1, spreadMs: 0, kinds: [] })]).toEqual([])
})

test.each(mishapWords)('the word %s is understood', (word) => {
  const name = word.replace('[:DETIK]', '')
  expect(readMishap(name)?.kind).toBe(name)
  if (word !== name) expect(readMishap(`${name}:7`)).toEqual({ kind: name, ms: 7_000 })
})

test.each([
  '',
  'rest',
  'reset:5',
  'stall:',
  'stall:0',
  'stall:1e3',
  'stall:5:5',
  'stall:99999',
  'constructor',
])('the word "%s" is none', (word) => expect(readMishap(word)).toBeUndefined())
