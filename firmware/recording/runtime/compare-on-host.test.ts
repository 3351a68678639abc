import { expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { openTestVisit } from '../../../test/stand/open-test-visit.ts'
import { pictureOf } from '../../../test/stand/picture-of.ts'
import { intents } from '../../../test/stand/visit-events.ts'

/** Presses fingers 2 to 10 on a part that cannot compare, then these for the second press of finger 2. */
async function checkIndex(again: readonly number[]): Promise<unknown> {
  // Seals are made outside of this thread. On a busy machine the clock would run on meanwhile, past all patience.
  let sealing = 0
  const clock = createHandClock(undefined, () => sealing > 0)
  const pressed = [2, 3, 4, 5, 6, 7, 8, 9, 10, ...again]
  let press = 0
  const picture = () => {
    press += 1
    return pictureOf('host', pressed[press - 1] ?? 7, press)
  }
  const opening = { type: 'finger', position: 2, step: 'opening', scores: [] } as const
  const visit = await openTestVisit(clock, opening, 4, {
    eager: true,
    compares: false,
    picture,
    visitStore: (visitStore) => ({
      ...visitStore,
      storePiece(...piece) {
        sealing += 1
        return visitStore.storePiece(...piece).finally(() => {
          sealing -= 1
        })
      },
    }),
  })
  visit.runner.send(intents['offer-exceptions'])
  visit.runner.send(intents.back)
  const checked = () =>
    (visit.visitStore.draft.entries as { type: string; position?: number }[]).find(
      ({ type, position }) => type === 'verified' && position === 2,
    )
  while (!checked()) await clock.advance(100)
  await visit.runner.stop()
  return checked()
}

test('without a matcher on the part the host tells the same index finger', async () => {
  expect(await checkIndex([2])).toMatchObject({ outcome: 'same', tries: 1 })
})

test('and another finger, for the officer after three tries', async () => {
  expect(await checkIndex([3, 3, 3])).toMatchObject({ outcome: 'different', tries: 3 })
})
