import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepUnlock, type UnlockEvent, type UnlockState } from './step-unlock.ts'

const secret = new Uint8Array([7])

const states: { readonly [Type in UnlockState['type']]: Extract<UnlockState, { type: Type }> } = {
  stick: { type: 'stick' },
  pin: { type: 'pin', secret },
  trying: { type: 'trying', secret },
  'new-stick': { type: 'new-stick' },
  choose: { type: 'choose' },
  repeat: { type: 'repeat', digits: '135790' },
  making: { type: 'making', digits: '135790' },
  open: { type: 'open' },
}

const events = {
  'our key': { type: 'plugged', secret },
  'another stick': { type: 'plugged', secret: undefined },
  unreadable: { type: 'unreadable' },
  pulled: { type: 'pulled' },
  typed: { type: 'typed', digits: '135790' },
  'typed else': { type: 'typed', digits: '000000' },
  right: { type: 'judged', said: 'right' },
  wrong: { type: 'judged', said: 'wrong' },
  later: { type: 'judged', said: 'later' },
  made: { type: 'made', ok: true },
  'not made': { type: 'made', ok: false },
  released: { type: 'released' },
} as const satisfies Readonly<Record<string, UnlockEvent>>

// Next state, trouble, effect; nothing for an event that changes nothing there.
const table: Readonly<Record<UnlockState['type'], Partial<Record<keyof typeof events, string>>>> = {
  stick: {
    'our key': 'pin',
    'another stick': 'stick not-ours',
    unreadable: 'stick unreadable',
    pulled: 'stick',
    released: 'open',
  },
  pin: {
    'our key': 'pin',
    'another stick': 'stick not-ours',
    unreadable: 'stick unreadable',
    pulled: 'stick',
    typed: 'trying > try',
    'typed else': 'trying > try',
    released: 'open',
  },
  trying: { right: 'open', wrong: 'pin wrong', later: 'pin later', released: 'open' },
  'new-stick': { 'our key': 'choose', 'another stick': 'choose', unreadable: 'new-stick unreadable' },
  choose: { pulled: 'new-stick', typed: 'repeat', 'typed else': 'repeat' },
  repeat: { pulled: 'new-stick', typed: 'making > make', 'typed else': 'choose differs' },
  making: { made: 'open', 'not made': 'new-stick unreadable' },
  open: {},
}

test.each(
  Object.values(states).flatMap((state) =>
    Object.entries(events).map(([name, event]) => [state, name as keyof typeof events, event] as const),
  ),
)('%o, %s', (state, name, event) => {
  const expected = table[state.type][name]
  const step = stepUnlock(state, event)
  if (expected === undefined) return expect(step).toEqual({ state })
  const trouble = 'trouble' in step.state && step.state.trouble ? ` ${step.state.trouble}` : ''
  expect(`${step.state.type}${trouble}${step.effect ? ` > ${step.effect.type}` : ''}`).toBe(expected)
})

test('whatever happens, it opens only by a right PIN, a key stick that was made, or a key that was released', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.values(events)), { maxLength: 40 }), (walk) => {
      let state: UnlockState = { type: 'stick' }
      for (const event of walk) {
        const next: UnlockState = stepUnlock(state, event).state
        if (next.type === 'open' && state.type !== 'open')
          expect(event.type === 'released' || (event.type === 'judged' && event.said === 'right')).toBe(true)
        state = next
      }
    }),
    { seed: 16, numRuns: 2_000 },
  )
})
