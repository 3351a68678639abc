import { describe, expect, test } from 'vitest'
import { err } from '../../../hal/contract/result.ts'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { openTestVisit } from '../../../test/stand/open-test-visit.ts'
import { until } from '../../../test/stand/until.ts'
import { intents } from '../../../test/stand/visit-events.ts'
import { delays } from '../visit/delays.ts'
import { openVisitStore } from './visit-store.ts'

describe('a disk that refuses', () => {
  test('stops the visit where it stands and says why', async () => {
    const visit = await openTestVisit(createHandClock(), { type: 'signature', step: 'draw' }, 2, {
      visitStore: (visitStore) => ({
        ...visitStore,
        storePiece: async () => err({ kind: 'full', path: 'spool' }),
      }),
    })
    visit.runner.send(intents.sign)
    await until('stuck', () => visit.runner.state.stage.type === 'stuck')
    expect(visit.runner.state.stage).toEqual({ type: 'stuck', fault: 'full' })
    expect(visit.runner.state.record.pieces.signature).toBeUndefined()
  })

  test('holds what was captured, sealed, and keeps it when the disk is back: nothing is taken anew', async () => {
    const clock = createHandClock()
    const visit = await openTestVisit(clock, { type: 'signature', step: 'draw' }, 2)
    visit.disk.medium.readOnly = true
    visit.runner.send(intents.sign)
    await until('stuck', () => visit.runner.state.stage.type === 'stuck')
    await clock.advance(10_000)
    expect(visit.runner.state.stage).toEqual({ type: 'stuck', fault: 'read-only' })
    expect(visit.events.map(({ event, facts }) => [event, facts['piece'], facts['fault']])).toEqual([
      ['piece-not-kept', 'signature.png', 'read-only'],
    ])
    visit.disk.medium.readOnly = false
    await clock.advance(3_000)
    await until('the first finger', () => visit.runner.state.stage.type === 'finger')
    expect(visit.runner.state.record.pieces.signature).toMatchObject({ file: '002-signature.png.age' })
    const again = await openVisitStore(visit.keeping, visit.visitStore.visitId)
    expect(again.ok && again.value.record.pieces.signature).toMatchObject({ file: '002-signature.png.age' })
  })

  test('keeps it with the last breath: a student who leaves meanwhile finds it kept', async () => {
    const clock = createHandClock()
    const visit = await openTestVisit(clock, { type: 'signature', step: 'draw' }, 2)
    visit.disk.medium.readOnly = true
    visit.runner.send(intents.sign)
    await until('stuck', () => visit.runner.state.stage.type === 'stuck')
    await clock.advance(2 * delays.held + 1)
    visit.disk.medium.readOnly = false
    visit.runner.send(intents.leave)
    visit.runner.send(intents.leave)
    await until('the end', () => visit.ends.length > 0)
    const again = await openVisitStore(visit.keeping, visit.visitStore.visitId)
    expect(again.ok && again.value.record.pieces.signature).toBeDefined()
  })

  test('and never comes back: the visit ends by itself, as when a student is gone', async () => {
    const clock = createHandClock()
    const visit = await openTestVisit(clock, { type: 'signature', step: 'draw' }, 2)
    visit.disk.medium.readOnly = true
    visit.runner.send(intents.sign)
    await until('stuck', () => visit.runner.state.stage.type === 'stuck')
    await clock.advance(delays.quiet + delays.answer)
    await until('the end', () => visit.ends.length > 0)
    expect(visit.ends).toEqual([{ kind: 'parked', reason: 'quiet' }])
  })

  test('or never answers: since when is known, and nothing of it once it has answered', async () => {
    const clock = createHandClock()
    const answer = Promise.withResolvers<ReturnType<typeof err<{ kind: 'full'; path: string }>>>()
    const visit = await openTestVisit(clock, { type: 'signature', step: 'draw' }, 2, {
      visitStore: (visitStore) => ({ ...visitStore, storePiece: () => answer.promise }),
    })
    await clock.advance(5_000)
    expect(visit.runner.workingSinceMs).toBeUndefined()
    visit.runner.send(intents.sign)
    await clock.advance(20_000)
    expect(visit.runner.workingSinceMs).toBe(5_000)
    answer.resolve(err({ kind: 'full', path: 'spool' }))
    await until('no work', () => visit.runner.workingSinceMs === undefined)
  })
})
