import { expect, test } from 'vitest'
import { openTestDay } from '../../test/stand/open-test-day.ts'
import { pupils } from '../../test/stand/open-test-kiosk.ts'
import { until } from '../../test/stand/until.ts'

const { siti } = pupils

/** A kiosk at which Siti has agreed and looks into the camera. */
async function openVisit() {
  const { kiosk, student, close, drafts } = await openTestDay()
  await student.stepUp(siti.nisn, siti.born)
  await student.agree()
  /** The effect of a list in which the parents refuse. */
  const withdraw = async () => {
    const { roster } = kiosk.stores
    const known = roster.findByNumber(siti.nisn)
    if (!known) throw new Error('nobody')
    const noConsent = { by: 'registry', why: 'refused' } as const
    expect((await roster.save([{ ...known, consentRef: undefined, noConsent }])).ok).toBe(true)
  }
  return { kiosk, student, close, withdraw, drafts }
}

test('consent withdrawn while the student is at the panel ends the visit in words, and nothing taken stays', async () => {
  const { kiosk, close, withdraw, drafts } = await openVisit()
  await withdraw()
  await until('the words', () => kiosk.screen.title === 'Izin orang tuamu dicabut')
  await close()
  expect(drafts()).toEqual([])
})

test('consent withdrawn while a visit is put off erases it when the student comes back', async () => {
  const { student, close, withdraw, drafts } = await openVisit()
  student.tap({ type: 'leave' })
  student.tap({ type: 'leave' })
  await close()
  expect(drafts().length).toBeGreaterThan(0)
  await withdraw()
  await student.stepUp(siti.nisn, siti.born)
  student.tap({ type: 'confirm-identity' })
  await close()
  expect(drafts()).toEqual([])
})

test('a list in which the consent stands leaves the visit alone', async () => {
  const { kiosk } = await openVisit()
  expect((await kiosk.stores.roster.save([])).ok).toBe(true)
  expect(kiosk.screen.body.kind).toBe('live')
})
