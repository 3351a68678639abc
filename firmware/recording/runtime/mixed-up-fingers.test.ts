import { expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { openTestVisit } from '../../../test/stand/open-test-visit.ts'
import { pictureOf } from '../../../test/stand/picture-of.ts'
import { intents } from '../../../test/stand/visit-events.ts'
import type { FingerStage, VisitState } from '../visit/visit-state.ts'

/** Runs a visit from its first finger; each capture finds the next of these fingers on the glass. */
async function pressInTurn(pressed: readonly number[]) {
  let press = 0
  const visit = await openTestVisit(
    createHandClock(),
    { type: 'finger', position: 1, step: 'opening', scores: [] } satisfies FingerStage,
    3,
    {
      eager: true,
      picture() {
        const position = pressed[press] ?? 10
        press += 1
        return pictureOf('mixed', position, press)
      },
    },
  )
  visit.runner.send(intents['offer-exceptions'])
  visit.runner.send(intents.back)
  while (press < pressed.length || !kept(visit.visitStore.draft.entries, 'finger-2'))
    await new Promise((next) => setImmediate(next))
  await visit.runner.stop()
  return { entries: visit.visitStore.draft.entries, states: visit.states }
}

function kept(entries: readonly unknown[], piece: string): boolean {
  return entries.some((entry) => (entry as { piece?: string }).piece === piece)
}

function story(entries: readonly unknown[]): string[] {
  return (entries as { type: string; piece?: string; position?: number }[])
    .slice(3)
    .map(({ type, piece, position }) => `${type} ${piece ?? position}`)
}

const reasons = (states: readonly VisitState[]) =>
  states.flatMap(({ stage }) => (stage.type === 'finger' && stage.step === 'retry' ? [stage.reason] : []))

test('a finger pressed under a second name is turned away, and the right one is taken', async () => {
  const { entries, states } = await pressInTurn([1, 1, 2])
  expect(story(entries).slice(0, 2)).toEqual(['kept finger-1', 'kept finger-2'])
  expect(reasons(states)).toEqual(['other-finger'])
})

test('an index finger given for the thumb: the thumb is taken back and asked for once more', async () => {
  const { entries } = await pressInTurn([2, 2, 2, 1, 2])
  expect(story(entries).slice(0, 4)).toEqual([
    'kept finger-1',
    'reopened 1',
    'kept finger-1',
    'kept finger-2',
  ])
})

test('who insists on the same finger is believed, and the officer is told which it looks like', async () => {
  const { entries } = await pressInTurn([2, 2, 2, 2, 2, 2, 2])
  const second = (entries as { piece?: string; repeats?: number }[]).find(({ piece }) => piece === 'finger-2')
  expect(second?.repeats).toBe(1)
})
