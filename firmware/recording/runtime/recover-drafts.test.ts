import { describe, expect, test } from 'vitest'
import { hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { cutEverywhere } from '../../../test/stand/cut-everywhere.ts'
import { openStandSpool, standIdentity, standStamp } from '../../../test/stand/spool-stand.ts'
import { openDraft } from '../../custody/spool/draft.ts'
import { eraseDraft } from '../../custody/spool/erase-draft.ts'
import { openSpool } from '../../custody/spool/open-spool.ts'
import { newQueueDay, type QueueDay, type Ticket } from '../../school/queue/queue-day.ts'
import { recoverDrafts } from './recover-drafts.ts'

const at = { ...standStamp }
const opened = { type: 'opened', pid: 'pid-1', ticket: 'A-01', at }
const assented = { type: 'assented', text: 'b'.repeat(64), consentRef: 'list-7', at }
const queueWith = (...tickets: readonly Ticket[]): QueueDay => ({
  ...newQueueDay('2026-11-24', 'A'),
  counter: tickets.length,
  tickets: [...tickets],
})
const unknown = { className: '', arrivedMs: 0 }
const parked: Ticket = { number: 'A-01', pid: 'pid-1', state: 'parked', visitId: 'visit-1', ...unknown }

async function openStand(...lines: readonly object[]) {
  const disk = new MemoryDisk()
  const spool = await openStandSpool(disk)
  const draft = await openDraft(disk, 'visit-1')
  if (!draft.ok) throw new Error(draft.fault.kind)
  for (const line of lines) await draft.value.append(line as never)
  const recover = async (queue: QueueDay) => {
    const recovered = await recoverDrafts(spool, queue, 3)
    if (!recovered.ok) throw new Error(recovered.fault.kind)
    return recovered.value
  }
  return { disk, spool, recover, hasDraft: async () => (await disk.list('spool/draft/visit-1')).ok }
}

describe('an unfinished visit', () => {
  test('gets its ticket back', async () => {
    const { recover, hasDraft } = await openStand(opened, assented)
    const waiting: Ticket = { number: 'A-01', pid: 'pid-1', state: 'waiting', ...unknown }
    expect((await recover(queueWith(waiting))).queue.tickets).toEqual([parked])
    expect(await hasDraft()).toBe(true)
  })

  test('gets its ticket back even when the queue is lost, and the number is not given again', async () => {
    const { recover } = await openStand({ ...opened, ticket: 'A-12' })
    const { queue } = await recover(newQueueDay('2026-11-25', 'A'))
    expect([queue.tickets, queue.counter]).toEqual([[{ ...parked, number: 'A-12' }], 12])
  })

  test('whose ticket went on under another visit goes, and the ticket keeps that one', async () => {
    const { recover, hasDraft } = await openStand(opened)
    const done: Ticket = { number: 'A-01', pid: 'pid-1', state: 'done', visitId: 'visit-2', ...unknown }
    expect((await recover(queueWith(done))).queue.tickets).toEqual([done])
    expect(await hasDraft()).toBe(false)
  })

  test('of which not a line is durable was never promised', async () => {
    const { recover, hasDraft } = await openStand()
    expect((await recover(queueWith())).queue.tickets).toEqual([])
    expect(await hasDraft()).toBe(false)
  })
})

describe('a visit that only missed the end of its tidying up', () => {
  test('kept: the draft goes, the ticket is done, its owner counts as recorded', async () => {
    const { spool, recover, hasDraft } = await openStand(opened, assented)
    await spool.addPacket('a'.repeat(64), 'visit-1', Buffer.from('packet'))
    const recovered = await recover(queueWith(parked))
    expect(recovered.queue.tickets).toEqual([{ ...parked, state: 'done' }])
    expect([recovered.recorded, await hasDraft()]).toEqual([['pid-1'], false])
  })

  test('kept, and the draft is gone already', async () => {
    const { disk, spool, recover } = await openStand(opened)
    await spool.addPacket('a'.repeat(64), 'visit-1', Buffer.from('packet'))
    await disk.remove('spool/draft/visit-1')
    const recovered = await recover(queueWith(parked))
    expect([recovered.queue.tickets[0]?.state, recovered.recorded]).toEqual(['done', ['pid-1']])
  })

  test('erased: what its owner wanted gone does not come back', async () => {
    const { spool, recover, hasDraft } = await openStand(opened, assented)
    await spool.journal.append({ op: 'erased', visit: 'visit-1', reason: 'declined' })
    const recovered = await recover(queueWith(parked))
    expect(recovered.queue.tickets[0]?.state).toBe('done')
    expect([recovered.recorded, await hasDraft()]).toEqual([[], false])
  })
})

describe('a draft that cannot be read', () => {
  const flip = async (disk: MemoryDisk) => {
    const path = 'spool/draft/visit-1/visit.jsonl'
    const file = await disk.read(path)
    if (!file.ok) throw new Error(file.fault.kind)
    const text = Buffer.from(file.value).toString('latin1').replace('opened', 'opxned')
    await disk.write(path, Buffer.from(text, 'latin1'))
  }

  test('is named and set aside with its pieces, the kiosk starts, and its owner may begin anew', async () => {
    const { disk, spool, recover, hasDraft } = await openStand(opened, assented)
    await disk.write('spool/draft/visit-1/002-face.jpg.age', Buffer.from('sealed'))
    await flip(disk)
    const recovered = await recover(queueWith(parked))
    expect([recovered.damaged, await hasDraft()]).toEqual([['visit-1'], false])
    expect(recovered.queue.tickets[0]?.state).toBe('done')
    expect(disk.files()['spool/damaged/visit-1/002-face.jpg.age']).toBe('sealed')
    expect((await openStandSpool(disk)).facts.damaged.get('visit-1')).toEqual({
      op: 'damaged',
      visit: 'visit-1',
    })
    expect((await recoverDrafts(spool, recovered.queue, 3)).ok).toBe(true)
  })

  test('whose first line is of another software is not thrown away', async () => {
    const { disk, recover } = await openStand({ type: 'opened-by-a-newer-one', at })
    const recovered = await recover(queueWith(parked))
    expect(recovered.damaged).toEqual(['visit-1'])
    expect((await disk.list('spool/damaged/visit-1')).ok).toBe(true)
  })
})

describe('a visit that ended while the disk refused', () => {
  test.each(['append', 'remove'] as const)(
    'to %s: what its owner declined goes with the next start',
    async (refused) => {
      const { disk, hasDraft } = await openStand(opened, assented)
      const failing = hookDisk(disk, ({ name, path }) =>
        name === refused ? { kind: 'broken', path, detail: 'EIO' } : undefined,
      )
      expect((await eraseDraft(await openStandSpool(failing), 'visit-1', 'declined')).ok).toBe(false)
      expect(await hasDraft()).toBe(true)
      // The queue knew that it was over.
      const done: Ticket = { ...parked, state: 'done' }
      const again = await recoverDrafts(await openStandSpool(disk), queueWith(done), 3)
      expect(again.ok && again.value.queue.tickets).toEqual([done])
      expect(await hasDraft()).toBe(false)
      expect((await openStandSpool(disk)).facts.closings.get('visit-1')).toMatchObject({ op: 'erased' })
    },
  )

  test('and still refuses: it is told, and the kiosk starts', async () => {
    const { disk } = await openStand(opened, assented)
    const failing = hookDisk(disk, ({ name, path }) =>
      name === 'remove' ? { kind: 'read-only', path } : undefined,
    )
    const spool = await openStandSpool(failing)
    const recovered = await recoverDrafts(spool, queueWith({ ...parked, state: 'done' }), 3)
    expect(recovered.ok && [recovered.value.left, recovered.value.queue.tickets[0]?.state]).toEqual([
      ['visit-1'],
      'done',
    ])
  })
})

describe('a visit that nobody came back to', () => {
  const day = (count: number) =>
    ({
      op: 'day',
      day: `2026-12-0${count}`,
      time: { ...standStamp, boot: standStamp.boot + count },
      vouched: 'registry',
    }) as const

  async function openParked() {
    const stand = await openStand(opened, assented)
    for (const count of [1, 2]) await stand.spool.journal.append(day(count))
    return stand
  }

  test('goes on for as many days of service as the school allows, and then ends with a reason', async () => {
    const { disk, spool, recover, hasDraft } = await openParked()
    expect((await recover(queueWith(parked))).queue.tickets).toEqual([parked])
    await spool.journal.append(day(3))
    const { queue, abandoned } = await recover(queueWith(parked))
    expect([queue.tickets, abandoned]).toEqual([[{ ...parked, state: 'done' }], ['visit-1']])
    expect(await hasDraft()).toBe(false)
    expect((await openStandSpool(disk)).facts.closings.get('visit-1')).toMatchObject({
      op: 'erased',
      reason: 'abandoned',
    })
  })

  test('cut at any call of its ending, it is whole or its reason is journaled, and the next start ends it', async () => {
    await cutEverywhere(
      async () => {
        const { disk, spool } = await openParked()
        await spool.journal.append(day(3))
        return disk
      },
      async (disk) => {
        const spool = await openSpool(disk, standIdentity)
        const recovered = spool.ok && (await recoverDrafts(spool.value, queueWith(parked), 3))
        return recovered !== false && recovered.ok && recovered.value.left.length === 0
      },
      async ({ medium, when }) => {
        const spool = await openStandSpool(medium)
        const pieces = await medium.list('spool/draft/visit-1')
        if (!pieces.ok) expect([when, spool.facts.closings.has('visit-1')]).toEqual([when, true])
        const again = await recoverDrafts(spool, queueWith(parked), 3)
        expect([when, again.ok && again.value.queue.tickets[0]?.state]).toEqual([when, 'done'])
        expect([when, (await medium.list('spool/draft/visit-1')).ok]).toEqual([when, false])
      },
    )
  })
})

test('cut at any call while a damaged draft is set aside, its pieces are never gone', async () => {
  await cutEverywhere(
    async () => {
      const { disk } = await openStand(opened)
      await disk.write('spool/draft/visit-1/visit.jsonl', Buffer.from('?\n'))
      await disk.write('spool/draft/visit-1/002-face.jpg.age', Buffer.from('sealed'))
      await disk.syncDirectory('spool/draft/visit-1')
      return disk
    },
    async (disk) => {
      const spool = await openSpool(disk, standIdentity)
      const recovered = spool.ok && (await recoverDrafts(spool.value, queueWith(parked), 3))
      return recovered !== false && recovered.ok && recovered.value.left.length === 0
    },
    async ({ medium, when }) => {
      const again = await recoverDrafts(await openStandSpool(medium), queueWith(parked), 3)
      expect([when, again.ok && again.value.left]).toEqual([when, []])
      const kept = Object.entries(medium.files()).filter(([path]) => path.endsWith('002-face.jpg.age'))
      expect([when, new Set(kept.map(([, text]) => text))]).toEqual([when, new Set(['sealed'])])
    },
  )
})

test('a disk that fails at the start is no damage: the visit keeps its draft', async () => {
  const { disk, recover, hasDraft } = await openStand(opened, assented)
  const failing = hookDisk(disk, ({ name, path }) =>
    name === 'syncDirectory' ? { kind: 'broken', path, detail: 'EIO' } : undefined,
  )
  const spool = await openStandSpool(disk)
  const recovered = await recoverDrafts({ ...spool, disk: failing }, queueWith(), 3)
  expect(recovered).toMatchObject({ ok: true, value: { damaged: [], queue: { tickets: [parked] } } })
  expect((await recover(queueWith())).queue.tickets).toEqual([parked])
  expect(await hasDraft()).toBe(true)
})
