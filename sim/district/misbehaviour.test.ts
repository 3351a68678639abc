import { expect, test } from 'vitest'
import { ownHands } from '../../firmware/registry/intake/open-student.ts'
import { conductOf } from './conduct.ts'
import { misbehaviourWords, readMisbehaviour } from './misbehaviour.ts'

test.each(misbehaviourWords)('%s is read with its number and without', (word) => {
  const [kind = ''] = word.split('[')
  expect(readMisbehaviour(kind)).toMatchObject({ kind })
  expect(readMisbehaviour(`${kind}:7`)).toMatchObject({ kind })
  expect(readMisbehaviour(`${kind}:7`)).not.toEqual(readMisbehaviour(kind))
})

test.each([
  '',
  'lazy',
  'busy:',
  'busy:0',
  'busy:101',
  'busy:4.5',
  'slow:-1',
  'forget:9:9',
  'busy[:PERSEN]',
  '__proto__',
])('%j is none', (words) => {
  expect(readMisbehaviour(words)).toBeUndefined()
})

const answers = (ask: () => boolean) => Array.from({ length: 1_000 }, ask)

test('the same seed gives the same conduct, about as often as was asked for', () => {
  const busy = (seed: number) => answers(conductOf([{ kind: 'busy', percent: 30 }], seed).isBusy)
  expect(busy(1)).toEqual(busy(1))
  expect(busy(1)).not.toEqual(busy(2))
  const share = busy(1).filter(Boolean).length / 1_000
  expect(share).toBeGreaterThan(0.25)
  expect(share).toBeLessThan(0.35)
})

test('power is lost at another moment for each seed, around the time that was asked for', () => {
  const lost = [1, 2, 3].map((seed) => conductOf([{ kind: 'power-loss', ms: 1_000 }], seed).powerLossMs ?? 0)
  expect(new Set(lost).size).toBe(3)
  for (const ms of lost) expect(Math.abs(ms - 1_000)).toBeLessThanOrEqual(500)
})

test('a good office does nothing of it', () => {
  const good = conductOf([], 1)
  expect([good.lateMs, good.powerLossMs, good.hands(ownHands)]).toEqual([0, undefined, ownHands])
  expect([...answers(good.isBusy), ...answers(good.forgets)]).not.toContain(true)
})
