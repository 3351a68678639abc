import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Disk } from '../../../hal/contract/disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { cutEverywhere } from '../../../test/stand/cut-everywhere.ts'
import {
  listedPupil,
  rosterOf,
  standPupil,
  standSchool,
  statusesOf,
} from '../../../test/stand/published-stand.ts'
import { otherIdentity, registryKey } from '../../../test/stand/spool-stand.ts'
import { createIdentity, recipientOf, sealToRecipients } from '../../custody/crypto/age-file.ts'
import { documentBytes } from '../../custody/crypto/signed-document.ts'
import { openDocument } from '../../custody/document/document.ts'
import { versioned } from '../../custody/document/versioned.ts'
import { openRosterStore } from '../../school/roster/roster-store.ts'
import { toStored } from '../../school/roster/student.ts'
import {
  acceptRoster,
  acceptStatuses,
  downlinkStateSchema,
  noDownlinkState,
  type UpdateStore,
} from './accept-update.ts'

let identity: string
let recipient: string
beforeAll(async () => {
  identity = await createIdentity()
  recipient = await recipientOf(identity)
})

let disk: MemoryDisk
beforeEach(() => {
  disk = new MemoryDisk()
})

async function openShelf(on: Disk = disk, changes: Partial<UpdateStore> = {}): Promise<UpdateStore> {
  const news = await openDocument(on, 'news.json', versioned(1, downlinkStateSchema), noDownlinkState)
  const roster = await openRosterStore(on)
  if (!news.ok || !roster.ok) throw new Error('no shelf')
  const receiptKeys = () => [registryKey.publicKey]
  return { news: news.value, roster: roster.value, school: standSchool, identity, receiptKeys, ...changes }
}

describe('statuses', () => {
  test('are taken over whole, known the second time, and there after a restart', async () => {
    expect(await acceptStatuses(await openShelf(), statusesOf())).toEqual({ ok: true, value: 'new' })
    const again = await openShelf()
    expect(await acceptStatuses(again, statusesOf())).toEqual({ ok: true, value: 'known' })
    expect(again.news.value.status?.statuses).toEqual({ '00112233445566aa': 'SENT_FOR_ENROLLMENT' })
  })

  test('never go back', async () => {
    const shelf = await openShelf()
    await acceptStatuses(shelf, statusesOf({ number: 5 }))
    expect(await acceptStatuses(shelf, statusesOf({ number: 4 }))).toEqual({
      ok: false,
      fault: { kind: 'older', number: 4 },
    })
    expect(shelf.news.value.status?.number).toBe(5)
  })

  test('keep a code that nobody here knows', async () => {
    const shelf = await openShelf()
    await acceptStatuses(shelf, statusesOf({ statuses: { '00112233445566aa': 'SENT_TO_THE_MOON' } }))
    expect(shelf.news.value.status?.statuses['00112233445566aa']).toBe('SENT_TO_THE_MOON')
  })

  test.each([
    ['of another school', () => statusesOf({ school: '99999999' }), 'other-school'],
    ['signed by somebody else', () => statusesOf({}, otherIdentity.key), 'bad-signature'],
    [
      'changed on the way',
      () => ({ ...statusesOf(), bytes: statusesOf().bytes.with(60, 65) }),
      'bad-signature',
    ],
  ])('%s change nothing', async (_, make, kind) => {
    const shelf = await openShelf()
    expect(await acceptStatuses(shelf, make())).toMatchObject({ ok: false, fault: { kind } })
    expect(shelf.news.value).toEqual(noDownlinkState)
  })
})

describe('a list of pupils', () => {
  test('brings new pupils, and keeps what the kiosk knows of the others', async () => {
    const shelf = await openShelf()
    const known = { pid: 'pid-here', consentRef: 'list-7', recorded: true, recordedHere: true }
    await shelf.roster.save([standPupil('1', known), standPupil('3', { pid: 'pid-not-named' })])
    const students = [listedPupil('1', { className: 'XII IPA 2' }), listedPupil('2')]
    expect(await acceptRoster(shelf, await rosterOf(recipient, { students }))).toEqual({
      ok: true,
      value: 'new',
    })
    const { roster } = await openShelf()
    expect(roster.findByNumber('0090000001')).toMatchObject({ ...known, className: 'XII IPA 2' })
    expect(roster.findByNumber('0090000002')).toMatchObject({ pid: 'pid-of-the-registry-2', recorded: false })
    expect(roster.findByNumber('0090000003')?.pid).toBe('pid-not-named')
  })

  test('withdraws a consent, takes back no recording it does not speak of, and cannot overrule the school', async () => {
    const shelf = await openShelf()
    const take = async (number: number, ...students: ReturnType<typeof listedPupil>[]) =>
      expect((await acceptRoster(shelf, await rosterOf(recipient, { number, students }))).ok).toBe(true)
    const first = () => shelf.roster.findByNumber('0090000001')
    await take(1, listedPupil('1', { consent: 'yes', recorded: 'yes' }))
    expect(first()).toMatchObject({ consentRef: 'list-1', recorded: true })
    await take(2, listedPupil('1', { consent: 'no' }))
    expect(first()).toMatchObject({
      consentRef: undefined,
      noConsent: { by: 'registry', why: 'refused' },
      recorded: true,
    })
    const known = first()
    if (known) await shelf.roster.save([{ ...known, noConsent: { by: 'school', why: 'refused' } }])
    await take(3, listedPupil('1', { consent: 'yes' }))
    expect(first()?.consentRef).toBeUndefined()
  })

  test('with a number of another pupil gives nothing away, and the pupil known remembers it', async () => {
    const shelf = await openShelf()
    await shelf.roster.save([standPupil('1', { pid: 'pid-here', consentRef: 'list-7' })])
    const students = [listedPupil('1', { name: 'SOMEBODY ELSE', birthDate: '2010-01-01' })]
    await acceptRoster(shelf, await rosterOf(recipient, { number: 4, students }))
    const { roster } = await openShelf()
    expect(roster.all().length).toBe(1)
    expect(roster.get('pid-here')).toMatchObject({
      consentRef: 'list-7',
      conflict: { list: 'Dukcapil 4', differs: ['name', 'birth-date'] },
    })
  })

  test('of version 1 is read: a consent it names is given, a "no" in it may be a missing column', async () => {
    const shelf = await openShelf()
    await shelf.roster.save([standPupil('1', { consentRef: 'list-7', recorded: true })])
    const [one, two] = [standPupil('1'), standPupil('2', { consentRef: 'list-8' })].map((student) => {
      const { notOnList, conflict, noConsent, ...old } = toStored(student)
      return old
    })
    const list = documentBytes({ v: 1, school: standSchool, number: 1, students: [one, two] })
    const bytes = await sealToRecipients([recipient], list)
    const document = { bytes, signature: registryKey.sign('roster', bytes) }
    expect(await acceptRoster(shelf, document)).toEqual({ ok: true, value: 'new' })
    expect(shelf.roster.findByNumber('0090000001')).toMatchObject({ consentRef: 'list-7', recorded: true })
    expect(shelf.roster.findByNumber('0090000002')).toMatchObject({ consentRef: 'list-8', recorded: false })
  })

  test('that is older, for another school, sealed for another kiosk or signed by nobody we know changes nothing', async () => {
    const shelf = await openShelf()
    await acceptRoster(shelf, await rosterOf(recipient, { number: 3 }))
    const stranger = await recipientOf(await createIdentity())
    const made = {
      older: await rosterOf(recipient, { number: 2, students: [listedPupil('9')] }),
      'other-school': await rosterOf(recipient, { number: 4, school: '99999999' }),
      'cannot-open': await rosterOf(stranger, { number: 4 }),
      'bad-signature': await rosterOf(recipient, { number: 4 }, otherIdentity.key),
    }
    for (const [kind, document] of Object.entries(made))
      expect(await acceptRoster(shelf, document)).toMatchObject({ ok: false, fault: { kind } })
    expect([shelf.news.value.roster, shelf.roster.all().length]).toEqual([3, 1])
  })

  test('is the same again after a class was damaged here', async () => {
    const list = await rosterOf(recipient)
    await acceptRoster(await openShelf(), list)
    for (const path of Object.keys(disk.files()))
      if (/^roster\/\d/.test(path)) await disk.write(path, Buffer.from('?'))
    const shelf = await openShelf()
    expect(shelf.roster.lost).toEqual(['XII IPA 1'])
    expect([await acceptRoster(shelf, list), shelf.roster.lost]).toEqual([{ ok: true, value: 'new' }, []])
    expect((await openShelf()).roster.findByNumber('0090000001')).toBeDefined()
  })

  test('cut at any call it is there whole or not at all, and comes again', async () => {
    const list = await rosterOf(recipient, { students: [listedPupil('1'), listedPupil('2')] })
    const [before] = [standPupil('3', { pid: 'pid-before' })]
    await cutEverywhere(
      async () => {
        const medium = new MemoryDisk()
        await (await openShelf(medium)).roster.save([before])
        return medium
      },
      async (cut) => {
        const shelf = await openShelf(cut).catch(() => undefined)
        return shelf !== undefined && (await acceptRoster(shelf, list)).ok
      },
      async ({ medium, done, when }) => {
        const shelf = await openShelf(medium)
        expect([when, shelf.roster.all().length]).toEqual([when, expect.toBeOneOf(done ? [3] : [1, 3])])
        expect([when, (await acceptRoster(shelf, list)).ok]).toEqual([when, true])
        expect([when, shelf.roster.all().length]).toEqual([when, 3])
      },
    )
  })
})
