import { describe, expect, test } from 'vitest'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { openStandSpool, standStamp } from '../../test/stand/spool-stand.ts'
import { newQueueDay, type QueueDay, type Ticket } from '../queue/queue-day.ts'
import { openDraft } from '../spool/draft.ts'
import { recoverDrafts } from './recover-drafts.ts'

const at = { ...standStamp }
const opened = { type: 'opened', pid: 'pid-1', ticket: 'A-01', at }
const assented = { type: 'assented', text: 'b'.repeat(64), consentRef: 'list-7', at }
const queueWith = (...tickets: readonly Ticket[]): QueueDay => ({
  ...newQueueDay('2026-11-24', 'A'),
  counter: tickets.length,
  tickets: [...tickets],
})
const parked: Ticket = { number: 'A-01', pid: 'pid-1', state: 'parked', visitId: 'visit-1' }

async function openStand(...lines: readonly object[]) {
  const disk = new MemoryDisk()
  const spool = await openStandSpool(disk)
  const draft = await openDraft(disk, 'visit-1')
  if (!draft.ok) throw new Error(draft.fault.kind)
  for (const line of lines) await draft.value.append(line as never)
  const recover = async (queue: QueueDay) => {
    const recovered = await recoverDrafts(spool, queue)
    if (!recovered.ok) throw new Error(recovered.fault.kind)
    return recovered.value
  }
  return { disk, spool, recover, hasDraft: async () => (await disk.list('spool/draft/visit-1')).ok }
}

describe('an unfinished visit', () => {
  test('gets its ticket back', async () => {
    const { recover, hasDraft } = await openStand(opened, assented)
    const waiting: Ticket = { number: 'A-01', pid: 'pid-1', state: 'waiting' }
    expect((await recover(queueWith(waiting))).queue.tickets).toEqual([parked])
    expect(await hasDraft()).toBe(true)
  })

  test('gets its ticket back even when the queue is lost, and the number is not given again', async () => {
    const { recover } = await openStand({ ...opened, ticket: 'A-12' })
    const { queue } = await recover(newQueueDay('2026-11-25', 'A'))
    expect([queue.tickets, queue.counter]).toEqual([[{ ...parked, number: 'A-12' }], 12])
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

  test('is named and left alone, the kiosk starts, and its owner may begin anew', async () => {
    const { disk, recover, hasDraft } = await openStand(opened, assented)
    await flip(disk)
    const recovered = await recover(queueWith(parked))
    expect([recovered.damaged, await hasDraft()]).toEqual([['visit-1'], true])
    expect(recovered.queue.tickets[0]?.state).toBe('done')
  })

  test('whose first line is of another software is not thrown away', async () => {
    const { recover, hasDraft } = await openStand({ type: 'opened-by-a-newer-one', at })
    const recovered = await recover(queueWith(parked))
    expect([recovered.damaged, await hasDraft()]).toEqual([['visit-1'], true])
  })
})
