import { expect, test } from 'vitest'
import { type DiskCall, hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { cutEverywhere } from '../../../test/stand/cut-everywhere.ts'
import { sha256Hex } from '../../core/hash.ts'
import { openDraft } from './draft.ts'

const visit = '0190a000-0000-7000-8000-000000000001'
const pieces = ['face-1.age', 'signature-1.age', 'finger-01-1.age'].map((file, index) => ({
  file,
  sealed: Buffer.alloc(64, index + 1),
  entry: { type: 'kept', file, sha256: sha256Hex(Buffer.alloc(64, index + 1)) },
}))

test('a piece costs three flushes: its content, its name, its line', async () => {
  const calls: DiskCall[] = []
  const draft = await openDraft(
    hookDisk(new MemoryDisk(), (call) => void calls.push(call)),
    visit,
  )
  if (!draft.ok) throw new Error('no draft')
  await draft.value.append({ type: 'opened' })
  for (const { file, sealed, entry } of pieces) {
    calls.length = 0
    expect((await draft.value.keep(file, sealed, entry)).ok).toBe(true)
    expect(calls.map(({ name, path }) => `${name} ${path}`)).toEqual([
      `write spool/draft/${visit}/${file}`,
      `syncDirectory spool/draft/${visit}`,
      `append spool/draft/${visit}/visit.jsonl`,
    ])
  }
})

test('after a cut at any call, what the journal names is there whole, and what was promised is named', async () => {
  let promised = 0
  await cutEverywhere(
    async () => new MemoryDisk(),
    async (disk) => {
      promised = 0
      const draft = await openDraft(disk, visit)
      if (!draft.ok) return false
      for (const { file, sealed, entry } of pieces) {
        const kept = await draft.value.keep(file, sealed, entry)
        if (!kept.ok) return false
        promised += 1
      }
      return true
    },
    async ({ medium, when }) => {
      const draft = await openDraft(medium, visit)
      if (!draft.ok) throw new Error(`${when}: ${draft.fault.kind}`)
      const named = draft.value.entries as (typeof pieces)[number]['entry'][]
      expect([when, named.length]).toEqual([when, expect.toSatisfy((count: number) => count >= promised)])
      for (const { file, sha256 } of named) {
        const piece = await draft.value.read(file)
        expect([when, piece.ok && sha256Hex(piece.value)]).toEqual([when, sha256])
      }
    },
  )
})

test('after a cut the draft goes on where it was', async () => {
  await cutEverywhere(
    async () => new MemoryDisk(),
    async (disk) => {
      const draft = await openDraft(disk, visit)
      return draft.ok && (await draft.value.keep('face-1.age', Buffer.from('face'), { piece: 1 })).ok
    },
    async ({ medium, done, when }) => {
      const draft = await openDraft(medium, visit)
      if (!draft.ok) throw new Error(`${when}: ${draft.fault.kind}`)
      const before = draft.value.entries.length
      expect((await draft.value.keep('face-2.age', Buffer.from('again'), { piece: 2 })).ok).toBe(true)
      medium.powerCut()
      const again = await openDraft(medium, visit)
      expect([when, again.ok && again.value.entries.length]).toEqual([when, before + 1])
      if (done) expect(before).toBe(1)
    },
  )
})
