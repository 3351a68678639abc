import { beforeEach, describe, expect, test } from 'vitest'
import type { Disk } from '../../hal/contract/disk.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { hookDisk } from '../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { cutEverywhere } from '../../test/stand/cut-everywhere.ts'
import { importClassList, openTestKiosk, pupils } from '../../test/stand/open-test-kiosk.ts'
import { addStandPackets, openStandSpool, standStamp } from '../../test/stand/spool-stand.ts'
import { openKeyListDocument } from '../exchange/downlink/active-key-list.ts'
import { noSenderMemory, parseSenderMemory } from '../exchange/link/sender-memory.ts'
import { takeTicket } from '../school/queue/queue-day.ts'
import { parseBoot } from './kiosk-stores.ts'

const clock = createHandClock()

let disk: MemoryDisk
beforeEach(async () => {
  disk = new MemoryDisk()
  await importClassList(clock, disk)
  // Two starts, a ticket, a packet: every document has both generations.
  for (let start = 0; start < 2; start += 1) {
    const { kiosk } = await openTestKiosk(clock, disk)
    const pid = kiosk.stores.roster.findByNumber(pupils.siti.nisn)?.pid ?? ''
    await kiosk.stores.queue.update((queue) => takeTicket(queue, { pid, className: '' }, 0).queue)
    await kiosk.stores.sender.update((memory) => ({
      ...memory,
      uploads: { '1/a': `http://registry/${start}` },
    }))
  }
  await addStandPackets(await openStandSpool(disk), 'a')
})

async function spoil(path: string): Promise<void> {
  for (const one of [path, `${path}.prev`]) await disk.write(one, Buffer.from('?'))
}

describe('both generations of a document damaged: the kiosk starts, says so, and begins it again', () => {
  test.each(['state/queue.json', 'state/uplink.json', 'state/boot.json'])('%s', async (path) => {
    await spoil(path)
    const { logged } = await openTestKiosk(clock, disk)
    expect(logged).toEqual(['state-rebuilt'])
    expect((await openTestKiosk(clock, disk)).logged).toEqual([])
    expect(Object.keys(disk.files()).filter((name) => name.startsWith('state/damaged/')).length).toBe(2)
  })

  test('all at once, with the journal and a class', async () => {
    for (const path of Object.keys(disk.files()))
      if (/^(state|spool\/journal|roster\/\d)/.test(path)) await disk.write(path, Buffer.from('?\n'))
    const { logged, kiosk } = await openTestKiosk(clock, disk)
    expect(new Set(logged)).toEqual(new Set(['journal-rebuilt', 'state-rebuilt', 'class-damaged']))
    expect(kiosk.screen.body.kind).toBe('idle')
    expect(await kiosk.stores.spool.openPackets()).toMatchObject({ ok: true, value: { length: 1 } })
  })
})

test('the count of starts never goes back, whichever of its two places is damaged', async () => {
  const boots: number[] = []
  const start = async () => boots.push((await openTestKiosk(clock, disk)).kiosk.stores.boot)
  await start()
  await spoil('state/boot.json')
  await start()
  await disk.remove('spool/journal.jsonl')
  await start()
  await start()
  expect(boots).toEqual([3, 4, 5, 6])
})

describe('a key list', () => {
  const later = async (number: number) => {
    const { kiosk } = await openTestKiosk(clock, disk)
    const { spool, keys } = kiosk.stores
    const kept = await openKeyListDocument(disk, kiosk.site)
    const replaced = kept.ok ? await kept.value.replace({ ...keys.list, number }) : kept
    await spool.journal.append({ op: 'key-list', number })
    expect(replaced.ok).toBe(true)
    return kiosk.site
  }
  const newestOf = (path: string) => disk.write(path, Buffer.from('?'))

  test.each([
    ['both generations', () => spoil('state/key-list.json')],
    ['the newest, so that the one before would be taken', () => newestOf('state/key-list.json')],
    ['and gone', () => Promise.all(['', '.prev'].map((end) => disk.remove(`state/key-list.json${end}`)))],
  ])('damaged: %s: no older one takes its place, and nobody is taken in', async (_what, damage) => {
    for (const number of [7, 8]) await later(number)
    await damage()
    for (let start = 0; start < 2; start += 1) {
      const { kiosk, logged } = await openTestKiosk(clock, disk)
      expect(logged).toEqual(['keys-lost'])
      expect([kiosk.stores.keys.lost, kiosk.stores.keys.receiptKeys]).toEqual([8, []])
      kiosk.request({ screen: kiosk.screen.serial, intent: { type: 'take-ticket' } })
      expect(kiosk.screen.title).toBe('Kios ini belum bisa merekam')
    }
    await later(8)
    const { kiosk, logged } = await openTestKiosk(clock, disk)
    expect([kiosk.stores.keys.list.number, kiosk.stores.keys.lost, logged]).toEqual([8, undefined, []])
  })

  test('of the number that the box was provisioned with loses nothing when its copy is damaged', async () => {
    await later(1)
    await spoil('state/key-list.json')
    expect((await openTestKiosk(clock, disk)).kiosk.stores.keys.lost).toBeUndefined()
  })
})

describe('a disk that takes nothing', () => {
  const refusing = (kind: 'full' | 'read-only'): Disk =>
    hookDisk(disk, ({ name, path }) =>
      name === 'write' ||
      name === 'append' ||
      (kind === 'read-only' && ['rename', 'remove', 'link'].includes(name))
        ? { kind, path }
        : undefined,
    )

  test.each(['full', 'read-only'] as const)(
    '%s: the kiosk starts, and what waits can still go out',
    async (kind) => {
      await (await openStandSpool(disk)).closeBatch(standStamp)
      // Torn by the cut before.
      await disk.append('spool/journal.jsonl', Buffer.from('{"entry":'))
      const before = disk.files()
      const { kiosk, logged } = await openTestKiosk(clock, refusing(kind))
      expect(new Set(logged)).toEqual(new Set(['not-saved']))
      const batches = await kiosk.stores.spool.batches()
      expect(batches.ok && batches.value.map(({ manifest }) => manifest?.seq)).toEqual([1])
      expect(disk.files()).toEqual(before)
    },
  )
})

test('below the reserve nobody is taken in, before anything of them is on the disk', async () => {
  const { kiosk } = await openTestKiosk(clock, disk, {}, { freeBytes: () => 199e6 })
  const before = disk.files()
  kiosk.request({ screen: kiosk.screen.serial, intent: { type: 'take-ticket' } })
  expect(kiosk.screen.title).toBe('Tempat simpan penuh')
  kiosk.request({ screen: kiosk.screen.serial, intent: { type: 'go-on' } })
  kiosk.request({ screen: kiosk.screen.serial, intent: { type: 'start-ticket', ticket: 'A-01' } })
  expect(kiosk.screen.title).toBe('Tempat simpan penuh')
  expect(disk.files()).toEqual(before)
})

test('cut at any call of a start after damage, the next start is ready and has every packet', async () => {
  await spoil('state/queue.json')
  await spoil('state/boot.json')
  const files = disk.files()
  await cutEverywhere(
    async () => {
      const copy = new MemoryDisk()
      for (const [path, text] of Object.entries(files)) {
        const folder = path.slice(0, path.lastIndexOf('/'))
        await copy.makeDirectory(folder)
        await copy.write(path, Buffer.from(text, 'latin1'))
        await copy.syncDirectory(folder)
      }
      return copy
    },
    (cut) =>
      openTestKiosk(clock, cut).then(
        ({ kiosk }) => kiosk.stores.troubles.every(({ event }) => event === 'state-rebuilt'),
        () => false,
      ),
    async ({ medium, when }) => {
      const { kiosk } = await openTestKiosk(clock, medium)
      expect([when, await kiosk.stores.spool.openPackets()]).toMatchObject([when, { value: { length: 1 } }])
      expect([when, kiosk.stores.boot]).toEqual([when, expect.toBeOneOf([3, 4])])
    },
  )
})

test.each([
  ['the count of starts, version 0', parseBoot, { boot: 7 }, { v: 1, boot: 7 }],
  ['version 1', parseBoot, { v: 1, boot: 7 }, { v: 1, boot: 7 }],
  ['a count of no whole starts', parseBoot, { boot: 0.5 }, undefined],
  [
    'upload addresses, version 0',
    parseSenderMemory,
    { uploads: { a: 'b' } },
    { ...noSenderMemory, uploads: { a: 'b' } },
  ],
  ['version 1', parseSenderMemory, { v: 1, uploads: {} }, noSenderMemory],
  ['version 2', parseSenderMemory, { ...noSenderMemory, failures: 3 }, { ...noSenderMemory, failures: 3 }],
  ['addresses that are none', parseSenderMemory, { uploads: { a: 1 } }, undefined],
] as const)('%s', (_what, parse, stored, expected) => {
  expect(parse(stored)).toEqual(expected)
})
