import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sha256Hex } from '../../firmware/core/hash.ts'
import { openDraft } from '../../firmware/custody/spool/draft.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { standStamp } from '../stand/spool-stand.ts'
import { checkKioskFiles } from './check-kiosk-files.ts'
import { cutKiosk } from './cut-kiosk.ts'
import { canMountImages } from './ext4-image.ts'
import { nothingPromised } from './screen-promise.ts'

const mounts = canMountImages()
if (!mounts) console.warn('Skipped: this machine mounts no images, so no kiosk is cut on a real ext4')

// 200 cuts run in `make nightly`.
test.skipIf(!mounts)(
  'a kiosk on ext4 that is cut at random moments starts again and has what it called kept',
  async () => {
    const { cuts, promised, broken } = await cutKiosk(4, { students: 1, cuts: 4 }, 1)
    expect(broken).toEqual([])
    expect(cuts).toBe(4)
    expect(promised).toBeGreaterThan(0)
  },
)

describe('what the check of the files would see', () => {
  const sealed = Buffer.from('sealed')
  const entry = {
    type: 'kept',
    piece: 'face',
    file: '001-face.jpg.age',
    sha256: sha256Hex(sealed),
    bytes: 6,
    attempts: 1,
  }
  const promise = { visit: { ...nothingPromised, pieces: ['face'] as const }, codes: [] }

  async function withDraft(spoil: (draft: string, data: string) => void): Promise<string[]> {
    const data = mkdtempSync(join(tmpdir(), 'rekam-check-'))
    const draft = await openDraft(createNodeDisk(data), 'visit-1')
    if (!draft.ok) throw new Error(draft.fault.kind)
    await draft.value.keep(entry.file, sealed, { ...entry, at: { ...standStamp } })
    spoil(join(data, 'spool/draft/visit-1'), data)
    return checkKioskFiles(data, promise).finally(() => rmSync(data, { recursive: true }))
  }

  test.each<[string, (draft: string, data: string) => void, string[]]>([
    ['nothing, when all is there', () => undefined, []],
    ['a piece that is gone', (draft) => rmSync(join(draft, entry.file)), ['face is named and not whole']],
    ['a journal that is empty', (draft) => truncateSync(join(draft, 'visit.jsonl')), ['face is lost']],
    ['a draft that is gone', (draft) => rmSync(draft, { recursive: true }), ['face is lost']],
    [
      'a picture in the clear',
      (_, data) => writeFileSync(join(data, 'core'), Buffer.from('89504e470d0a1a0a', 'hex')),
      ['core can be read'],
    ],
    [
      'a name outside the roster',
      (_, data) => writeFileSync(join(data, 'note'), 'SITI AMINAH'),
      ['note can be read'],
    ],
  ])('%s', async (_, spoil, words) => {
    expect(await withDraft(spoil)).toEqual(words)
  })
})
