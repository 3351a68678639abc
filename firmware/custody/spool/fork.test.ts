import { expect, test } from 'vitest'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import {
  addStandPackets,
  openStandSpool,
  receiptFor,
  registryKey,
  standStamp,
} from '../../../test/stand/spool-stand.ts'
import type { SignedBatch } from '../chain/batch.ts'
import { merkleRoot } from '../chain/merkle-root.ts'
import type { SignedDocument } from '../crypto/signed-document.ts'
import { acceptReceipt } from './accept-receipt.ts'

const keys = [registryKey.publicKey]

// Only for a kiosk whose card was copied, or restored from an older copy.
const signs: readonly [string, string, (batch: SignedBatch) => SignedDocument][] = [
  [
    'for another batch under a number of ours',
    'fork',
    (batch) => receiptFor(batch, { root: merkleRoot(['f'.repeat(64)]) }),
  ],
  ['for a number that we have not reached', 'rolled-back', (batch) => receiptFor(batch, { seq: 9 })],
]

test.each(signs)('a receipt %s is a %s: noted once, and nothing is deleted', async (_what, kind, make) => {
  const disk = new MemoryDisk()
  const spool = await openStandSpool(disk)
  await addStandPackets(spool, 'a', 'b')
  const closed = await spool.closeBatch(standStamp)
  if (!closed.ok || !closed.value) throw new Error('no batch')
  const { 'spool/journal.jsonl': before, ...files } = disk.files()
  const receipt = make(closed.value)
  for (let times = 0; times < 2; times += 1) {
    const answer = await acceptReceipt(spool, receipt, keys, standStamp)
    expect(answer).toMatchObject({ ok: false, fault: { kind } })
  }
  const { 'spool/journal.jsonl': after = '', ...left } = disk.files()
  expect(left).toEqual(files)
  expect(after.startsWith(before ?? '-')).toBe(true)
  const noted = (await openStandSpool(disk)).journal.entries.filter(
    (entry) => typeof entry === 'object' && entry && 'op' in entry && entry.op === kind,
  )
  expect(noted.length).toBe(1)
})
