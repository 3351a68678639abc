import { expect, test } from 'vitest'
import { unknownLink } from '../../../hal/contract/link-status.ts'
import { type LinkMoment, linkPolicySchema, notNow } from './link-policy.ts'

const zone = 'Asia/Makassar'
// 10:30 in Balangan.
const morning = { wallMs: Date.UTC(2026, 10, 26, 2, 30), trust: 'server' as const }
const moment: LinkMoment = { hint: unknownLink, usedBytes: 0, time: morning, zone }
const policy = (words: object) => linkPolicySchema.parse(words)

test('without a policy, and with a system that tells nothing, the probe decides', () => {
  expect(notNow(policy({}), moment)).toBeUndefined()
})

test.each([
  [{ reach: 'none' }, 'no-link'],
  [{ reach: 'portal' }, 'portal'],
  [{ reach: 'limited' }, undefined],
] as const)('a system that says %o', (hint, kind) => {
  expect(notNow(policy({}), { ...moment, hint: { ...unknownLink, ...hint } })?.kind).toBe(kind)
})

test.each([
  [[{ from: '16:00', to: '20:00' }], { kind: 'window', from: '16:00' }],
  [
    [
      { from: '07:00', to: '09:00' },
      { from: '22:00', to: '23:00' },
    ],
    { kind: 'window', from: '22:00' },
  ],
  [[{ from: '06:00', to: '08:00' }], { kind: 'window', from: '06:00' }],
  [[{ from: '10:30', to: '10:31' }], undefined],
  [[{ from: '20:00', to: '11:00' }], undefined],
] as const)('at half past ten the hours %o', (windows, why) => {
  expect(notNow(policy({ windows }), moment)).toEqual(why)
})

test('a clock that nobody believes closes no window', () => {
  const windows = [{ from: '16:00', to: '20:00' }]
  expect(notNow(policy({ windows }), { ...moment, time: { ...morning, trust: 'none' } })).toBeUndefined()
})

test('the bytes of a day are counted, and fewer where each costs money', () => {
  const limits = policy({ bytesPerDay: 1_000_000, meteredBytesPerDay: 200_000 })
  const metered = { ...unknownLink, metered: true }
  expect(notNow(limits, { ...moment, usedBytes: 999_999 })).toBeUndefined()
  expect(notNow(limits, { ...moment, usedBytes: 1_000_000 })).toEqual({ kind: 'budget', metered: false })
  expect(notNow(limits, { ...moment, hint: metered, usedBytes: 199_999 })).toBeUndefined()
  expect(notNow(limits, { ...moment, hint: metered, usedBytes: 200_000 })).toEqual({
    kind: 'budget',
    metered: true,
  })
})
