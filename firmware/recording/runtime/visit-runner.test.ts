import { describe, expect, test } from 'vitest'
import type { Clock } from '../../../hal/contract/clock.ts'
import { createHandClock, type HandClock } from '../../../sim/clock/hand-clock.ts'
import { openTestVisit } from '../../../test/stand/open-test-visit.ts'
import { lateWidthPx } from '../../../test/stand/stand-parts.ts'
import { intents } from '../../../test/stand/visit-events.ts'
import type { Stage } from '../visit/visit-state.ts'

const birthDate: Stage = { type: 'birth-date', wrong: 0 }
const assent: Stage = { type: 'assent' }
const live: Stage = { type: 'photo', step: 'live', countdown: 0, retakes: 0 }
const firstFinger: Stage = { type: 'finger', position: 1, step: 'opening', scores: [] }
const approval: Stage = { type: 'approval', step: 'draw' }

// Seals and disk take turns of the event loop, but none of the clock's time.
async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100_000 && !holds(); turn += 1) await new Promise((next) => setImmediate(next))
  expect(holds()).toBe(true)
}

/** A clock that knows how many sleep on it. */
function createCountingClock(): { clock: HandClock; sleepers: () => number } {
  let sleeping = 0
  const clock = createHandClock()
  const sleep: Clock['sleep'] = async (ms, signal) => {
    sleeping += 1
    await clock.sleep(ms, signal)
    sleeping -= 1
  }
  return { clock: { ...clock, sleep }, sleepers: () => sleeping }
}

async function toPhoto(clock: HandClock, visit: Awaited<ReturnType<typeof openTestVisit>>): Promise<void> {
  const { runner } = visit
  runner.send({ type: 'agree' })
  await until(() => runner.state.stage.type === 'photo')
  runner.send({ type: 'take-photo' })
  await clock.advance(3_000)
  await until(() => runner.photos.length === 2)
}

describe('the end of a visit', () => {
  test('leaves nothing of the person in memory, no timer and no part at work', async () => {
    const { clock, sleepers } = createCountingClock()
    const visit = await openTestVisit(clock, assent, 0)
    await toPhoto(clock, visit)
    visit.runner.send(intents['retake-photo'])
    await until(() => visit.camera.watching)
    expect(await hasFrame(visit.frames)).toBe(true)

    visit.runner.send(intents.leave)
    visit.runner.send(intents.leave)
    await until(() => visit.ends.length === 1)
    expect(visit.ends).toEqual([{ kind: 'parked', reason: 'left' }])
    expect([visit.runner.photos, visit.camera.watching, visit.faces.sessions, sleepers()]).toEqual([
      [],
      false,
      0,
      0,
    ])
    expect(await hasFrame(visit.frames)).toBe(false)

    const shown = visit.states.length
    visit.runner.send(intents['take-photo'])
    await clock.advance(600_000)
    expect([visit.states.length, visit.ends.length]).toEqual([shown, 1])
  })

  test('forgets a photo that nobody approved', async () => {
    const clock = createHandClock()
    const visit = await openTestVisit(clock, assent, 0)
    await toPhoto(clock, visit)
    visit.runner.send(intents.leave)
    visit.runner.send(intents.decline)
    await until(() => visit.ends.length === 1)
    expect(visit.runner.photos).toEqual([])
  })

  test('turns the light of the scanner off', async () => {
    const visit = await openTestVisit(createHandClock(), assent, 3)
    visit.runner.send({ type: 'recorded', entry: { type: 'assented', text: '', consentRef: '' } })
    await until(() => visit.scanner.shown === 'place')
    visit.runner.send(intents.leave)
    visit.runner.send(intents.leave)
    await until(() => visit.ends.length === 1)
    expect(visit.scanner.shown).toBe('off')
  })

  test('after three wrong birth dates no timer is left behind', async () => {
    const { clock, sleepers } = createCountingClock()
    const visit = await openTestVisit(clock, birthDate, 0)
    for (const digits of ['01012009', '02012009', '03012009']) {
      visit.runner.send({ type: 'enter-birth-date', digits })
    }
    await until(() => visit.ends.length === 1)
    expect([visit.ends[0], sleepers()]).toEqual([{ kind: 'erased', reason: 'wrong-birth-date' }, 0])
  })

  test('erases only after a piece that was on its way has arrived', async () => {
    const gate = Promise.withResolvers<void>()
    const visit = await openTestVisit(createHandClock(), { type: 'signature', step: 'draw' }, 2, {
      visitStore: (visitStore) => ({
        ...visitStore,
        storePiece: (...piece) => gate.promise.then(() => visitStore.storePiece(...piece)),
      }),
    })
    visit.runner.send(intents.sign)
    visit.runner.send(intents.leave)
    visit.runner.send(intents.decline)
    await new Promise((next) => setImmediate(next))
    expect(visit.ends).toEqual([])
    gate.resolve()
    await until(() => visit.ends.length === 1)
    const left = Object.keys(visit.disk.files()).filter((name) => name.startsWith('spool/draft/'))
    expect(left).toEqual([])
  })
})

describe('time', () => {
  test('after 90 s without a touch the student is asked, after 30 s more the visit is kept for later', async () => {
    const clock = createHandClock()
    const visit = await openTestVisit(clock, live, 1)
    visit.runner.send(intents['call-help'])
    await clock.advance(89_999)
    expect(visit.runner.state.question).toBeUndefined()
    await clock.advance(1)
    expect(visit.runner.state.question).toBe('still-here')
    await clock.advance(29_999)
    expect(visit.ends).toEqual([])
    await clock.advance(1)
    await until(() => visit.ends.length === 1)
    expect(visit.ends).toEqual([{ kind: 'parked', reason: 'quiet' }])
    expect(visit.visitStore.draft.entries.at(-1)).toMatchObject({ type: 'parked', reason: 'quiet' })
  })

  test('an answer gives another 90 s', async () => {
    const clock = createHandClock()
    const visit = await openTestVisit(clock, live, 1)
    visit.runner.send(intents['call-help'])
    await clock.advance(90_000)
    visit.runner.send(intents['still-here'])
    await clock.advance(89_999)
    expect([visit.runner.state.question, visit.ends]).toEqual([undefined, []])
    await clock.advance(1)
    expect(visit.runner.state.question).toBe('still-here')
  })

  test('the receipt clears by itself after 20 s', async () => {
    const clock = createHandClock()
    const visit = await openTestVisit(clock, approval, 15)
    visit.runner.send(intents.sign)
    await until(() => visit.runner.state.stage.type === 'receipt')
    await clock.advance(19_999)
    expect(visit.ends).toEqual([])
    await clock.advance(1)
    await until(() => visit.ends.length === 1)
    expect(visit.ends).toEqual([{ kind: 'kept' }])
  })
})

describe('a press that comes too late', () => {
  test('does not pass for the next finger', async () => {
    const slow = Promise.withResolvers<void>()
    const kept: Buffer[] = []
    const visit = await openTestVisit(createHandClock(), firstFinger, 3, {
      late: slow.promise,
      visitStore: (visitStore) => ({
        ...visitStore,
        storePiece(piece, plain, facts) {
          kept.push(Buffer.from(plain))
          return visitStore.storePiece(piece, plain, facts)
        },
      }),
    })
    visit.runner.send(intents['offer-exceptions'])
    visit.runner.send(intents.back)
    await until(() => placeOf(visit.runner.state.stage) === '1 place')
    visit.runner.send(intents['offer-exceptions'])
    visit.runner.send({ type: 'except-finger', reason: 'missing' })
    await until(() => placeOf(visit.runner.state.stage) === '2 opening')
    slow.resolve()
    await until(() => placeOf(visit.runner.state.stage) === '2 place')
    expect(visit.states.map(({ stage }) => placeOf(stage))).not.toContain('2 keeping')
    visit.scanner.press()
    await until(() => visit.states.some(({ stage }) => placeOf(stage) === '2 good'))
    const widths = kept.map((png) => png.readUInt32BE(16))
    expect(widths.length).toBe(1)
    expect(widths).not.toContain(lateWidthPx)
  })
})

describe('work that ends after it was called off', () => {
  test('says nothing about the finger that is asked for by then', async () => {
    const slow = Promise.withResolvers<void>()
    const second: Stage = { ...firstFinger, position: 2 }
    const visit = await openTestVisit(createHandClock(), second, 4, { slowTemplate: slow.promise })
    visit.runner.send(intents['offer-exceptions'])
    visit.runner.send(intents.back)
    await until(() => placeOf(visit.runner.state.stage) === '2 place')
    visit.scanner.press()
    await until(() => placeOf(visit.runner.state.stage) === '2 lift')
    visit.runner.send(intents['offer-exceptions'])
    visit.runner.send({ type: 'except-finger', reason: 'bandaged' })
    await until(() => placeOf(visit.runner.state.stage) === '3 opening')
    slow.resolve()
    await until(() => placeOf(visit.runner.state.stage) === '3 place')
    expect(visit.states.map(({ stage }) => placeOf(stage))).not.toContain('3 keeping')
  })
})

function placeOf(stage: Stage): string {
  return stage.type === 'finger' ? `${stage.position} ${stage.step}` : ''
}

async function hasFrame(frames: {
  frames(signal: AbortSignal): AsyncIterable<Uint8Array>
}): Promise<boolean> {
  const looking = new AbortController()
  const first = frames.frames(looking.signal)[Symbol.asyncIterator]().next()
  await new Promise((next) => setImmediate(next))
  looking.abort()
  return (await first).done !== true
}

test('who leaves a finger on the glass is told after six seconds, and the visit goes on once it is free', async () => {
  const clock = createHandClock()
  const free = Promise.withResolvers<void>()
  const { runner } = await openTestVisit(clock, firstFinger, 3, { resting: free.promise })
  runner.send(intents['offer-exceptions'])
  runner.send(intents.back)
  await clock.advance(5_900)
  expect(runner.state.stage).toEqual(firstFinger)
  await clock.advance(200)
  expect(runner.state.stage).toEqual({ ...firstFinger, stays: true })
  free.resolve()
  await until(() => runner.state.stage.type === 'finger' && runner.state.stage.step === 'place')
  expect(runner.state.stage).not.toHaveProperty('stays')
  await runner.stop()
})
