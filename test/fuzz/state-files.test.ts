import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256Hex } from '../../firmware/core/hash.ts'
import { openDocument } from '../../firmware/custody/document/document.ts'
import { openJournal } from '../../firmware/custody/journal/journal.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { addStandPackets, openStandSpool, standStamp } from '../stand/spool-stand.ts'
import { spoiledBytes } from './spoiled-bytes.ts'

const path = 'state/queue.json'
const journalPath = 'spool/journal.jsonl'
const parse = (raw: unknown) => (Array.isArray(raw) ? raw : undefined)

async function written(): Promise<{ disk: MemoryDisk; newest: Uint8Array }> {
  const disk = new MemoryDisk()
  const document = await openDocument<unknown[]>(disk, path, parse, [])
  if (!document.ok) throw new Error('no document')
  await document.value.replace(['A-01'])
  await document.value.replace(['A-01', 'A-02'])
  const newest = await disk.read(path)
  return { disk, newest: newest.ok ? newest.value : new Uint8Array() }
}

const { newest } = await written()

// A file whose header is right for whatever body it has.
function sealed(body: Uint8Array, generation: number): Uint8Array {
  const hash = createHash('sha256').update(`${generation}\n`).update(body).digest('hex')
  const header = JSON.stringify({ g: generation, n: body.length, h: hash })
  return new Uint8Array(Buffer.concat([Buffer.from(`${header}\n`), body]))
}

const file = fc.oneof(
  spoiledBytes(newest),
  fc
    .tuple(spoiledBytes(Buffer.from('["A-01"]')), fc.nat())
    .map(([body, generation]) => sealed(body, generation)),
)

test('any two files under the names of a document give a value of its shape or the fault "damaged"', async () => {
  await fc.assert(
    fc.asyncProperty(file, fc.option(file), async (first, second) => {
      const disk = new MemoryDisk()
      await disk.makeDirectory('state')
      await disk.write(path, first)
      if (second) await disk.write(`${path}.prev`, second)
      const opened = await openDocument<unknown[]>(disk, path, parse, [])
      if (!opened.ok) {
        expect(opened.fault).toEqual({ kind: 'damaged', path })
        return
      }
      expect(Array.isArray(opened.value.value)).toBe(true)
      // And from there on it works.
      expect((await opened.value.replace(['next'])).ok).toBe(true)
      const again = await openDocument<unknown[]>(disk, path, parse, [])
      expect(again.ok && again.value.value).toEqual(['next'])
    }),
    { numRuns: 1_500 },
  )
})

test('a spoiled newest file next to a whole older one never gives a third value', async () => {
  await fc.assert(
    fc.asyncProperty(spoiledBytes(newest), async (bytes) => {
      const { disk } = await written()
      await disk.write(path, bytes)
      const opened = await openDocument<unknown[]>(disk, path, parse, [])
      const whole = Buffer.from(bytes).equals(newest)
      expect(opened.ok && opened.value.value).toEqual(whole ? ['A-01', 'A-02'] : ['A-01'])
    }),
    { numRuns: 500 },
  )
})

test('any file as a journal opens with a sound chain or says where it breaks', async () => {
  const disk = new MemoryDisk()
  const journal = await openJournal(disk, 'journal.jsonl')
  if (!journal.ok) throw new Error('no journal')
  for (const number of [1, 2, 3]) await journal.value.append({ number })
  const whole = await disk.read('journal.jsonl')
  await fc.assert(
    fc.asyncProperty(spoiledBytes(whole.ok ? whole.value : new Uint8Array()), async (bytes) => {
      const spoiled = new MemoryDisk()
      await spoiled.write('journal.jsonl', bytes)
      const opened = await openJournal(spoiled, 'journal.jsonl')
      if (!opened.ok) {
        expect(opened.fault.kind).toBe('broken-chain')
        return
      }
      const count = opened.value.entries.length
      expect((await opened.value.append({ after: true })).ok).toBe(true)
      const again = await openJournal(spoiled, 'journal.jsonl')
      expect(again.ok && again.value.entries.length).toBe(count + 1)
    }),
    { numRuns: 1_000 },
  )
})

test('any file as the journal of a spool opens: what it takes over is signable, and the rest is set aside', async () => {
  const disk = new MemoryDisk()
  const spool = await openStandSpool(disk)
  await addStandPackets(spool, 'a', 'b')
  await spool.closeBatch(standStamp)
  const whole = await disk.read(journalPath)
  await fc.assert(
    fc.asyncProperty(spoiledBytes(whole.ok ? whole.value : new Uint8Array()), async (bytes) => {
      await disk.write(journalPath, bytes)
      const opened = await openStandSpool(disk)
      expect(opened.facts.packets.size).toBeGreaterThanOrEqual(2)
      const { rebuilt } = opened.facts
      if (rebuilt.length > 0) expect(rebuilt[0]?.sha256).toBe(sha256Hex(bytes))
      expect(opened.facts.highestSeq).toBeGreaterThanOrEqual(1)
      expect((await openStandSpool(disk)).journal.entries).toEqual(opened.journal.entries)
      await disk.remove('spool/damaged')
    }),
    { numRuns: 500 },
  )
})
