import { expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { openTestVisit } from '../../../test/stand/open-test-visit.ts'
import { openStandSpool, standStamp } from '../../../test/stand/spool-stand.ts'
import { fingerPiece } from '../../core/piece-name.ts'
import { openDraft } from '../../custody/spool/draft.ts'
import { keptPiece } from '../visit/visit-record.ts'
import { openVisitStore } from './visit-store.ts'

test('what was kept before a cut is in the record after it, and nothing lies there in the clear', async () => {
  const { keeping, visitStore, record, disk } = await openTestVisit(createHandClock(), { type: 'assent' }, 4)
  disk.powerCut()
  const again = await openVisitStore(keeping, visitStore.visitId)
  expect(again.ok && again.value.record).toEqual(record)
  const pieces = Object.entries(disk.files()).filter(([name]) => name.endsWith('.age'))
  expect(pieces.map(([, bytes]) => bytes.startsWith('age-encryption.org/v1\n'))).toEqual([true, true, true])
})

test('a journal with a line of another software is a fault, not a crash', async () => {
  const disk = new MemoryDisk()
  const spool = await openStandSpool(disk)
  const draft = await openDraft(disk, 'visit-1')
  if (draft.ok) await draft.value.append({ type: 'iris', at: { ...standStamp } })
  const parts = { spool, recipients: () => [], stamp: () => standStamp }
  expect(await openVisitStore(parts, 'visit-1')).toEqual({ ok: false, fault: { kind: 'foreign-journal' } })
})

test('a piece that rotted before the packet closed is journaled as lost, and only it is taken anew', async () => {
  const { keeping, visitStore, record, disk } = await openTestVisit(
    createHandClock(),
    { type: 'closing' },
    16,
  )
  const { file } = keptPiece(record, fingerPiece(3)) ?? { file: '' }
  const path = `spool/draft/${visitStore.visitId}/${file}`
  const sealed = await disk.read(path)
  if (!sealed.ok) throw new Error('no piece')
  await disk.write(path, sealed.value.with(200, (sealed.value[200] ?? 0) ^ 1))
  const again = await openVisitStore(keeping, visitStore.visitId)
  if (!again.ok) throw new Error('not opened')
  expect(again.value.lost).toEqual([fingerPiece(3)])
  const gone = Object.keys(record.pieces).filter((piece) => !(piece in again.value.record.pieces))
  // An approved piece has changed, so it is approved anew as well.
  expect(gone.sort()).toEqual(['approval', fingerPiece(3)])
  const later = await openVisitStore(keeping, visitStore.visitId)
  expect(later.ok && [later.value.lost, later.value.record]).toEqual([[], again.value.record])
})
