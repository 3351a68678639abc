import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { createSeededRandom } from '../../../sim/random/seeded-random.ts'
import { rosterOf, standSchool } from '../../../test/stand/published-stand.ts'
import { registryKey } from '../../../test/stand/spool-stand.ts'
import { createIdentity, recipientOf } from '../../custody/crypto/age-file.ts'
import { openDocument } from '../../custody/document/document.ts'
import { versioned } from '../../custody/document/versioned.ts'
import { importRoster } from '../../school/roster/import-roster.ts'
import { openRosterStore } from '../../school/roster/roster-store.ts'
import { acceptRoster, downlinkStateSchema, noDownlinkState } from './accept-update.ts'

const data = new URL('../../../test/roster-data/', import.meta.url)
const [clock, entropy] = [createHandClock(), createSeededRandom(1)]
const read = (name: string) => readFileSync(new URL(name, data))

let identity: string
let recipient: string
beforeAll(async () => {
  identity = await createIdentity()
  recipient = await recipientOf(identity)
})

/** A kiosk that takes lists from its registry, as `rekam publish roster` makes them, and from its school. */
async function openKiosk() {
  const disk = new MemoryDisk()
  const news = await openDocument(disk, 'news.json', versioned(1, downlinkStateSchema), noDownlinkState)
  const roster = await openRosterStore(disk)
  if (!news.ok || !roster.ok) throw new Error('no kiosk')
  const store = {
    news: news.value,
    roster: roster.value,
    school: standSchool,
    identity,
    receiptKeys: () => [registryKey.publicKey],
  }
  let number = 0
  const publish = async (name: string) => {
    const imported = await importRoster(name, read(name), { clock, entropy, known: [] })
    if (!imported.ok) throw new Error(imported.fault.reason)
    number += 1
    const document = await rosterOf(recipient, { number, students: imported.value.listed })
    expect(await acceptRoster(store, document)).toEqual({ ok: true, value: 'new' })
  }
  const importHere = async (name: string) => {
    const imported = await importRoster(name, read(name), { clock, entropy, known: roster.value.all() })
    if (!imported.ok) throw new Error(imported.fault.reason)
    expect((await roster.value.save(imported.value.students)).ok).toBe(true)
  }
  const consented = () => roster.value.all().filter(({ consentRef }) => consentRef !== undefined).length
  const pids = () => roster.value.all().map(({ pid }) => pid)
  return { publish, importHere, consented, pids, roster: roster.value }
}

test('all eight words of refusal withdraw through the signed list too, and every pupil keeps the id', async () => {
  const { publish, consented, pids } = await openKiosk()
  await publish('consent-before.csv')
  const before = pids()
  expect(consented()).toBe(8)
  await publish('consent-withdrawn.csv')
  expect([consented(), pids()]).toEqual([0, before])
})

test('a refusal at the school counts after the registry’s yes, and its next list does not bring the yes back', async () => {
  const { publish, importHere, consented } = await openKiosk()
  await publish('consent-before.csv')
  await importHere('consent-withdrawn.csv')
  expect(consented()).toBe(0)
  await publish('consent-before.csv')
  expect(consented()).toBe(0)
  await importHere('consent-before.csv')
  expect(consented()).toBe(8)
})

test('a list of the registry without a word on recordings takes none back', async () => {
  const { publish, roster } = await openKiosk()
  await publish('recorded-words.csv')
  await publish('consent-before.csv')
  expect(roster.all().filter(({ recorded }) => recorded).length).toBe(5)
})

test('a namesake in the signed list is another pupil without consent, and a number of another gives nothing away', async () => {
  const { publish, consented, roster } = await openKiosk()
  await publish('namesake-1.csv')
  await publish('namesake-2.csv')
  expect([roster.all().length, consented()]).toEqual([2, 1])
  const other = await openKiosk()
  await other.publish('consent-before.csv')
  await other.publish('nisn-of-another.csv')
  expect([other.roster.all().length, other.consented()]).toEqual([8, 8])
  expect(other.roster.findByNumber('0091234501')?.conflict?.list).toBe('Dukcapil 2')
})
