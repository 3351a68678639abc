import { expect, test } from 'vitest'
import { err } from '../../../hal/contract/result.ts'
import { createHandClock, type HandClock } from '../../../sim/clock/hand-clock.ts'
import { openTestVisit } from '../../../test/stand/open-test-visit.ts'
import { until } from '../../../test/stand/until.ts'
import { intents } from '../../../test/stand/visit-events.ts'
import type { Stage } from '../visit/visit-state.ts'

const openAtAssent = (clock: HandClock) => openTestVisit(clock, { type: 'assent' }, 0)

async function toPhoto(
  clock: HandClock,
  { runner }: Awaited<ReturnType<typeof openTestVisit>>,
  photos = 2,
): Promise<void> {
  runner.send(intents.agree)
  await until('the live picture', () => runner.state.stage.type === 'photo')
  runner.send(intents['take-photo'])
  await clock.advance(3_000)
  await until('the photos', () => runner.photos.length === photos)
}

test('the one that was chosen is kept with how it came about, the other is overwritten', async () => {
  const clock = createHandClock()
  const visit = await openAtAssent(clock)
  await toPhoto(clock, visit)
  const [left, right] = visit.runner.photos
  const kept = Buffer.from(right ?? [])
  visit.runner.send({ type: 'approve-photo', side: 'right' })
  await until('the signature', () => visit.runner.state.stage.type === 'signature')
  expect([left, right].map((photo) => photo?.every((byte) => byte === 0))).toEqual([true, true])
  expect([kept.length, visit.runner.photos, visit.faces.sessions]).toEqual([22, [], 0])
  expect(visit.visitStore.draft.entries.at(-1)).toMatchObject({
    type: 'kept',
    piece: 'face',
    attempts: 1,
    score: 100,
    scores: [100, 100],
    photo: { check: 'landmarks', hints: [], choice: 'equal', ground: 'other' },
  })
})

test('without a face check they are taken all the same, and the journal says so', async () => {
  const clock = createHandClock()
  const visit = await openAtAssent(clock)
  visit.faces.says = err({ kind: 'absent' })
  await toPhoto(clock, visit)
  visit.runner.send({ type: 'approve-photo', side: 'left' })
  await until('the signature', () => visit.runner.state.stage.type === 'signature')
  expect(visit.missed).toContain('absent')
  const entry = visit.visitStore.draft.entries.at(-1)
  expect(entry).toMatchObject({ photo: { check: 'none', hints: [], choice: 'equal' } })
  expect(entry).not.toHaveProperty('score')
})

test('a camera that fails at the second leaves one', async () => {
  const clock = createHandClock()
  const visit = await openAtAssent(clock)
  visit.camera.failsAfter = 1
  await toPhoto(clock, visit, 1)
  visit.runner.send({ type: 'approve-photo', side: 'right' })
  expect(visit.runner.state.stage).toMatchObject({ step: 'choose' })
  visit.runner.send({ type: 'approve-photo', side: 'left' })
  await until('the signature', () => visit.runner.state.stage.type === 'signature')
  expect(visit.visitStore.draft.entries.at(-1)).toMatchObject({ photo: { choice: 'only' } })
})

test('what the screen asks for follows the live picture', async () => {
  const clock = createHandClock()
  const visit = await openAtAssent(clock)
  visit.runner.send({ type: 'agree' })
  await until('the live picture', () => visit.camera.watching)
  await clock.advance(400)
  await visit.camera.showFrame()
  await until('the hint', () => hintOf(visit.runner.state.stage) === 'ready')
})

function hintOf(stage: Stage): string | undefined {
  return stage.type === 'photo' ? stage.hint : undefined
}
