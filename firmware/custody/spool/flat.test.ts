import { expect, test } from 'vitest'
import { hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import {
  addStandPackets,
  openStandSpool,
  receiptFor,
  registryKey,
  standStamp,
} from '../../../test/stand/spool-stand.ts'
import { acceptReceipt } from './accept-receipt.ts'

// The cost of one packet, its batch and its receipt on a spool that holds `batches` waiting and as many received.
async function callsWith(batches: number) {
  const calls: string[] = []
  const disk = hookDisk(new MemoryDisk(), ({ name }) => void calls.push(name))
  const spool = await openStandSpool(disk)
  const keys = [registryKey.publicKey]
  const close = async (word: string) => {
    await addStandPackets(spool, word)
    const closed = await spool.closeBatch(standStamp)
    if (!closed.ok || !closed.value) throw new Error('no batch')
    return closed.value
  }
  for (let count = 0; count < batches; count += 1) {
    await acceptReceipt(spool, receiptFor(await close(`received ${count}`)), keys, standStamp)
    await close(`waiting ${count}`)
  }
  const counted = async (work: () => Promise<unknown>) => {
    calls.length = 0
    await work()
    return calls.toSorted()
  }
  return {
    add: await counted(() => addStandPackets(spool, 'one')),
    open: await counted(() => spool.openPackets()),
    close: await counted(() => spool.closeBatch(standStamp)),
    list: await counted(() => spool.batches()),
    accept: await counted(async () => {
      const { manifest } = spool.index.batches.get(2 * batches + 1) ?? {}
      if (!manifest) throw new Error('no batch')
      const receipt = receiptFor({ manifest, bytes: new Uint8Array(), signature: '' })
      expect((await acceptReceipt(spool, receipt, keys, standStamp)).ok).toBe(true)
    }),
  }
}

test('no operation touches the disk more often because more is kept', async () => {
  const [few, many] = [await callsWith(1), await callsWith(200)]
  expect(many).toEqual(few)
  expect([few.open, few.list]).toEqual([[], []])
})
