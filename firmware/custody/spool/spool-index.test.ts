import { expect, test } from 'vitest'
import { hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import {
  addStandPackets,
  openStandSpool,
  standIdentity,
  standStamp,
} from '../../../test/stand/spool-stand.ts'
import { openSpool } from './open-spool.ts'

test.each(['spool/new', 'spool/batch', 'spool/done', 'receipt'])(
  'a spool whose %s cannot be listed does not open, as if nothing waited there',
  async (folder) => {
    const disk = new MemoryDisk()
    const spool = await openStandSpool(disk)
    await addStandPackets(spool, 'a')
    await spool.closeBatch(standStamp)
    const failing = hookDisk(disk, ({ name, path }) =>
      name === 'list' && path === folder ? { kind: 'broken', path, detail: 'EIO' } : undefined,
    )
    expect(await openSpool(failing, standIdentity)).toMatchObject({ ok: false, fault: { kind: 'broken' } })
  },
)
