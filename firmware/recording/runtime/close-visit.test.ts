import { expect, test, vi } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { openTestVisit, packetFacts, person } from '../../../test/stand/open-test-visit.ts'
import { issueStudentReceipt } from '../../custody/chain/issue-student-receipt.ts'
import { readPacket } from '../../custody/packet/packet.ts'
import { keptPiece } from '../visit/visit-record.ts'
import { closeVisit } from './close-visit.ts'

const openFinished = () => openTestVisit(createHandClock(), { type: 'closing' }, 16)

test('a packet holds every piece, the person and the journal, and the draft is gone', async () => {
  const { keeping, visitStore, record, spool, disk } = await openFinished()
  const closed = await closeVisit(keeping, visitStore, record, person, packetFacts)
  const [name, bytes] = Object.entries(disk.files()).find(([path]) => path.endsWith('.packet')) ?? []
  const packet = readPacket(Buffer.from(bytes ?? '', 'latin1'), () => spool.identity.key.publicKey)
  const fingers = Array.from({ length: 10 }, (_, at) => `finger-${String(at + 1).padStart(2, '0')}.png.age`)
  expect(packet.ok && packet.value.pieces.map((piece) => piece.name).sort()).toEqual([
    'approval.png.age',
    'face.jpg.age',
    ...fingers,
    'person.json.age',
    'signature.png.age',
    'visit.jsonl.age',
  ])
  const sha256 = packet.ok ? packet.value.sha256 : ''
  expect(name).toContain(sha256)
  expect(closed).toEqual({
    ok: true,
    value: { sha256, receipt: issueStudentReceipt(spool.identity, sha256) },
  })
  expect(Object.keys(disk.files()).filter((path) => path.startsWith('spool/draft/'))).toEqual([])
})

test('closed again after its draft could not be removed, a visit is still one packet, and its receipt is for that one', async () => {
  const { keeping, visitStore, record, spool, disk } = await openFinished()
  const refused = { ok: false, fault: { kind: 'read-only', path: 'spool/draft' } } as const
  const remove = vi.spyOn(disk, 'remove').mockResolvedValue(refused)
  expect(await closeVisit(keeping, visitStore, record, person, packetFacts)).toEqual(refused)
  remove.mockRestore()
  const open = await spool.openPackets()
  const [sha256 = ''] = open.ok ? open.value : []
  // Sealed once more the packet would have another hash.
  expect(await closeVisit(keeping, visitStore, record, person, packetFacts)).toEqual({
    ok: true,
    value: { sha256, receipt: issueStudentReceipt(spool.identity, sha256) },
  })
  expect(await spool.openPackets()).toEqual({ ok: true, value: [sha256] })
})

test('no packet is made of a piece that rotted, whatever is believed to be kept', async () => {
  const { keeping, visitStore, record, spool, disk } = await openFinished()
  const { file } = keptPiece(record, 'face') ?? { file: '' }
  await disk.write(`spool/draft/${visitStore.visitId}/${file}`, Buffer.from('rotten'))
  const closed = await closeVisit(keeping, visitStore, record, person, packetFacts)
  expect(closed).toEqual({ ok: false, fault: { kind: 'broken', path: file, detail: 'rotten' } })
  expect(await spool.openPackets()).toEqual({ ok: true, value: [] })
})
