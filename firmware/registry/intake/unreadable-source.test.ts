import { describe, expect, test } from 'vitest'
import type { DiskFault } from '../../../hal/contract/disk.ts'
import { type DiskCall, hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { openDesk, putBatch, studentPacket } from '../../../test/stand/intake-stand.ts'
import { intakeFolder } from './intake-folder.ts'

async function twoBatches() {
  const source = new MemoryDisk()
  const first = await putBatch(source, [await studentPacket(1), await studentPacket(2)])
  await putBatch(source, [await studentPacket(3), await studentPacket(4)], { seq: 2, prev: first.hash })
  return source
}

/** Takes in; `fault` is asked at each call to the source. */
async function takeIn(
  source: MemoryDisk,
  out: MemoryDisk,
  fault?: (call: DiskCall) => DiskFault | undefined,
) {
  const outcomes = await intakeFolder(openDesk(out), fault ? hookDisk(source, fault) : source)
  if (!outcomes.ok) return { faults: [outcomes.fault.kind], rejected: 0 }
  const faults = outcomes.value.flatMap(({ result }) => (result.ok ? [] : result.fault.kind))
  const rejected = outcomes.value.reduce(
    (sum, { result }) => sum + (result.ok ? result.value.receipt.rejected.length : 0),
    0,
  )
  return { faults, rejected }
}

const receiptsIn = (out: MemoryDisk) =>
  Object.entries(out.files()).filter(([path]) => /^receipt\/.*json$/.test(path))

describe.each(['broken', 'gone', 'not-found'] as const)('a source whose calls end as %s', (kind) => {
  const faultAt = ({ path }: DiskCall): DiskFault =>
    kind === 'broken' ? { kind, path, detail: 'EIO' } : { kind, path }

  test('at any one call, or from it on: no verdict, and the right end once it is back', async () => {
    const source = await twoBatches()
    const whole = new MemoryDisk()
    await takeIn(source, whole)
    let calls = 0
    await takeIn(source, new MemoryDisk(), () => void (calls += 1))
    expect(calls).toBeGreaterThan(8)
    for (let at = 0; at < calls; at += 1)
      for (const isForGood of [false, true]) {
        const out = new MemoryDisk()
        let call = -1
        const told = await takeIn(source, out, (one) => {
          call += 1
          return call === at || (isForGood && call > at) ? faultAt(one) : undefined
        })
        const when = `${kind} at call ${at}${isForGood ? ' and after' : ''}`
        expect([when, told.rejected]).toEqual([when, 0])
        // The first look at a manifest only gives the order, and the second may be answered.
        if (receiptsIn(out).length < 2) expect([when, told.faults.length > 0]).toEqual([when, true])
        expect([when, await takeIn(source, out)]).toEqual([when, { faults: [], rejected: 0 }])
        const students = (disk: MemoryDisk) =>
          Object.keys(disk.files()).filter((path) => path.startsWith('student/'))
        expect([when, students(out), receiptsIn(out)]).toEqual([when, students(whole), receiptsIn(whole)])
      }
  })
})

test('one copy that cannot be read costs nothing where another is whole', async () => {
  const source = await twoBatches()
  const files = Object.keys(source.files()).filter((path) => path.endsWith('.packet'))
  await source.makeDirectory('copy')
  for (const path of files) await source.link(path, `copy/${path.split('/').at(-1)}`)
  const told = await takeIn(source, new MemoryDisk(), ({ name, path }) =>
    name === 'read' && path.startsWith('copy/') ? { kind: 'broken', path, detail: 'EIO' } : undefined,
  )
  expect(told).toEqual({ faults: [], rejected: 0 })
})

describe('nothing that lies there is passed over without a word', () => {
  test('a manifest of 0 bytes', async () => {
    const source = await twoBatches()
    const manifests = Object.keys(source.files()).filter((path) => path.endsWith('batch.json'))
    await source.write(manifests[1] ?? '', new Uint8Array())
    expect((await takeIn(source, new MemoryDisk())).faults).toEqual(['empty-manifest'])
  })

  test('packets without a manifest, in their number and place', async () => {
    const source = await twoBatches()
    const [, manifest = ''] = Object.keys(source.files()).filter((path) => path.endsWith('batch.json'))
    await source.remove(manifest)
    const told = await intakeFolder(openDesk(new MemoryDisk()), source)
    const fault = { kind: 'no-manifest', packets: 2 }
    expect(told.ok && told.value.find(({ result }) => !result.ok)).toEqual({
      place: manifest.replace('/batch.json', ''),
      result: { ok: false, fault },
    })
  })

  test('a packet beside a manifest that does not name it', async () => {
    const source = await twoBatches()
    const { sha256, bytes } = await studentPacket(9)
    const manifest = Object.keys(source.files()).find((path) => path.endsWith('batch.json')) ?? ''
    await source.write(manifest.replace('batch.json', `${sha256}.packet`), bytes)
    expect((await takeIn(source, new MemoryDisk())).faults).toEqual(['no-manifest'])
  })

  test('a note of an upload that cannot be read', async () => {
    const source = await twoBatches()
    await source.write('upload', Buffer.from('x'))
    await source.write('upload.json', Buffer.from('{}'))
    const told = await takeIn(source, new MemoryDisk(), ({ name, path }) =>
      name === 'read' && path === 'upload.json' ? { kind: 'broken', path, detail: 'EIO' } : undefined,
    )
    expect(told.faults).toEqual(['broken'])
  })
})

test('a huge manifest is refused by its size, and nothing of it is read', async () => {
  const source = await twoBatches()
  const [manifest = ''] = Object.keys(source.files()).filter((path) => path.endsWith('batch.json'))
  await source.write(manifest, Buffer.alloc(3 << 20, 0x20))
  const read: string[] = []
  const told = await takeIn(source, new MemoryDisk(), ({ name, path }) => {
    if (name === 'read' && path === manifest) read.push(path)
    return undefined
  })
  expect(told.faults).toContain('too-large')
})
