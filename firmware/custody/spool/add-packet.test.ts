import { expect, test } from 'vitest'
import { type DiskCall, hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { cutEverywhere } from '../../../test/stand/cut-everywhere.ts'
import { addStandPackets, openStandSpool, standIdentity } from '../../../test/stand/spool-stand.ts'
import { sha256Hex } from '../../core/hash.ts'
import { openDraft } from './draft.ts'
import { openSpool } from './open-spool.ts'

const bytes = Buffer.from('a packet, whole')
const sha256 = sha256Hex(bytes)
const visit = '0190a000-0000-7000-8000-000000000001'

async function diskWithDraft(): Promise<MemoryDisk> {
  const disk = new MemoryDisk()
  await openStandSpool(disk)
  const draft = await openDraft(disk, visit)
  if (!draft.ok) throw new Error('no draft')
  await draft.value.keep('face-1.age', Buffer.from('face'), { piece: 'face' })
  return disk
}

test('after a cut at any call a packet is whole, or absent with its draft still there', async () => {
  await cutEverywhere(
    diskWithDraft,
    async (disk) => {
      const spool = await openSpool(disk, standIdentity)
      return spool.ok && (await spool.value.addPacket(sha256, visit, bytes)).ok
    },
    async ({ medium, done, when }) => {
      const spool = await openStandSpool(medium)
      const packet = await medium.read(`spool/new/${sha256}.packet`)
      if (packet.ok) expect([when, sha256Hex(packet.value)]).toEqual([when, sha256])
      const draft = await medium.read(`spool/draft/${visit}/face-1.age`)
      expect([when, draft.ok]).toEqual([when, true])
      // Only a journaled packet lets the draft go.
      const closing = spool.facts.closings.get(visit)
      const stored = closing?.op === 'packet' && closing.sha256
      if (done || stored) expect([when, packet.ok]).toEqual([when, true])
      if (done) expect([when, stored]).toEqual([when, sha256])
      expect(await medium.list('spool/new')).toMatchObject({ value: { length: packet.ok ? 1 : 0 } })
    },
  )
})

test('after a cut the same packet can be added again and stays the only one', async () => {
  await cutEverywhere(
    diskWithDraft,
    async (disk) => {
      const spool = await openSpool(disk, standIdentity)
      return spool.ok && (await spool.value.addPacket(sha256, visit, bytes)).ok
    },
    async ({ medium, when }) => {
      const spool = await openStandSpool(medium)
      expect((await spool.addPacket(sha256, visit, bytes)).ok).toBe(true)
      medium.powerCut()
      const open = await (await openStandSpool(medium)).openPackets()
      expect([when, open.ok && open.value]).toEqual([when, [sha256]])
    },
  )
})

test('a packet is named by the journal only after its content and its name were flushed', async () => {
  const calls: DiskCall[] = []
  const spool = await openStandSpool(hookDisk(new MemoryDisk(), (call) => void calls.push(call)))
  await addStandPackets(spool, 'first')
  calls.length = 0
  const [second] = await addStandPackets(spool, 'second')
  expect(calls.map(({ name, path }) => `${name} ${path}`)).toEqual([
    `write spool/new/${second}.part`,
    `rename spool/new/${second}.part`,
    'syncDirectory spool/new',
    'append spool/journal.jsonl',
  ])
})
