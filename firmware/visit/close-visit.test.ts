import { expect, test, vi } from 'vitest'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { openTestVisit, packetFacts, person } from '../../test/stand/open-test-visit.ts'
import { readPacket } from '../record/packet.ts'
import { closeVisit, receiptCode } from './close-visit.ts'

const openFinished = () => openTestVisit(createHandClock(), { at: 'closing' }, 16)

test('a packet holds every piece, the person and the journal, and the draft is gone', async () => {
  const { keeping, keeper, record, spool, disk } = await openFinished()
  const closed = await closeVisit(keeping, keeper, record, person, packetFacts)
  expect(closed).toEqual({ ok: true, value: { code: receiptCode(keeper.visitId) } })
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
  expect(name).toContain(packet.ok ? packet.value.sha256 : 'a packet')
  expect(Object.keys(disk.files()).filter((path) => path.startsWith('spool/draft/'))).toEqual([])
})

test('closed again after its draft could not be removed, a visit is still one packet', async () => {
  const { keeping, keeper, record, spool, disk } = await openFinished()
  const refused = { ok: false, fault: { kind: 'read-only', path: 'spool/draft' } } as const
  const remove = vi.spyOn(disk, 'remove').mockResolvedValue(refused)
  expect(await closeVisit(keeping, keeper, record, person, packetFacts)).toEqual(refused)
  remove.mockRestore()
  expect(await closeVisit(keeping, keeper, record, person, packetFacts)).toMatchObject({ ok: true })
  expect(await spool.openPackets()).toMatchObject({ ok: true, value: { length: 1 } })
})

test('a receipt code is eight characters that nobody mistakes for others, the same for a visit', () => {
  const codes = ['visit-1', 'visit-2', 'visit-3'].map(receiptCode)
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(new Set(codes).size).toBe(3)
  expect(receiptCode('visit-1')).toBe(codes[0])
})
