import { describe, expect, test } from 'vitest'
import { openTestDay } from '../../test/stand/open-test-day.ts'
import { pupils } from '../../test/stand/open-test-kiosk.ts'
import { until } from '../../test/stand/until.ts'
import type { Intent } from '../interface/model/intent.ts'

const { siti } = pupils

describe('a person who was not its owner takes a ticket from nobody', () => {
  test('by saying that it is somebody else’s', async () => {
    const { student, close, kiosk, drafts } = await openTestDay()
    await student.stepUp(siti.nisn, siti.born)
    student.tap({ type: 'not-me' })
    await close()
    expect(kiosk.stores.queue.value.tickets).toMatchObject([{ number: 'A-01', state: 'waiting' }])
    expect(drafts()).toEqual([])
    expect(await student.stepUp(siti.nisn, siti.born)).toBe('A-01')
    await student.record()
  })

  /** Begun by its owner, or only taken; what a stranger did there, and the words after it. */
  async function strangerAt(isBegun: boolean, ...taps: readonly Intent[]) {
    const { student, close, kiosk } = await openTestDay()
    await student.askNumber(siti.nisn)
    if (isBegun) {
      student.tap({ type: 'start-ticket', ticket: 'A-01' })
      await until('the question', () => kiosk.screen.title === 'Apakah ini kamu?')
      await student.agree()
      student.tap({ type: 'leave' })
      student.tap({ type: 'leave' })
    }
    await close()
    student.tap({ type: 'start-ticket', ticket: 'A-01' })
    await until('the date pad', () => kiosk.screen.body.kind === 'pad')
    for (const intent of taps) {
      student.tap(intent)
      // The pad looks the same after the second wrong date as after the first.
      for (let turn = 0; turn < 50; turn += 1) await new Promise((next) => setImmediate(next))
    }
    const { title, lines } = kiosk.screen
    await close()
    return { said: [title, ...lines], left: kiosk.stores.queue.value.tickets.map(({ state }) => state) }
  }
  const guess = (digits: string): Intent => ({ type: 'enter-birth-date', digits })

  test.each([
    ['three wrong birth dates', [guess('01012001'), guess('02012001'), guess('03012001')]],
    ['leaving', [{ type: 'leave' }, { type: 'leave' }]],
  ] as const)('%s: it waits where it was, and the words tell nothing', async (_, taps) => {
    const [taken, begun] = [await strangerAt(false, ...taps), await strangerAt(true, ...taps)]
    expect([taken.left, begun.left]).toEqual([['waiting'], ['parked']])
    expect(begun.said).toEqual(taken.said)
  })
})
