import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server as TusServer } from '@tus/server'
import { beforeEach, describe, expect, test } from 'vitest'
import { createNodeDisk } from '../../../hal/linux/node-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import {
  kiosks,
  openDesk,
  putBatch,
  type StandPacket,
  studentPacket,
} from '../../../test/stand/intake-stand.ts'
import type { SignedBatch } from '../../custody/chain/batch.ts'
import { intakeFolder } from './intake-folder.ts'

let folder = ''
let packets: readonly StandPacket[] = []
let batch: SignedBatch
let directory = ''
const { device } = kiosks.own
const at = (...parts: string[]) => join(folder, ...parts)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekam-scan-'))
  packets = [await studentPacket(1), await studentPacket(2)]
  const put = await putBatch(createNodeDisk(folder), packets)
  batch = put.batch
  directory = put.directory
})

async function takeAll() {
  const outcomes = await intakeFolder(openDesk(new MemoryDisk()), createNodeDisk(folder))
  if (!outcomes.ok) throw new Error(outcomes.fault.kind)
  return outcomes.value.map(({ result }) =>
    result.ok ? `${result.value.receipt.accepted.length} accepted` : result.fault.kind,
  )
}

const nameOf = (index: number) => `${packets[index]?.sha256}.packet`

test('a batch is found however deep its stick was copied', async () => {
  mkdirSync(at('from sticks/2027-02-03/stick 7'), { recursive: true })
  renameSync(at(device), at('from sticks/2027-02-03/stick 7', device))
  expect(await takeAll()).toEqual(['2 accepted'])
})

test('half a batch on one stick and half on another make a whole one', async () => {
  cpSync(at(device), at('other', device), { recursive: true })
  rmSync(at(directory, nameOf(0)))
  rmSync(at('other', directory, nameOf(1)))
  expect(await takeAll()).toEqual(['2 accepted', '2 accepted'])
})

test('a packet torn on one stick is taken from the other', async () => {
  cpSync(at(device), at('other', device), { recursive: true })
  truncateSync(at(directory, nameOf(0)), 700)
  truncateSync(at('other', directory, nameOf(1)), 0)
  expect(await takeAll()).toEqual(['2 accepted', '2 accepted'])
})

test('a pipe among the files is not waited for, and its packet is refused', async () => {
  rmSync(at(directory, nameOf(1)))
  execFileSync('mkfifo', [at(directory, nameOf(1))])
  expect(await takeAll()).toEqual(['1 accepted'])
})

test('a batch without its signature, or with a manifest of any size, is named and stops no other', async () => {
  const next = await putBatch(createNodeDisk(folder), [await studentPacket(3)], { by: kiosks.neighbour })
  rmSync(at(next.directory, 'batch.sig'))
  mkdirSync(at('huge'))
  writeFileSync(at('huge/batch.json'), Buffer.alloc(3 * 1024 * 1024, '{'))
  writeFileSync(at('huge/batch.sig'), 'x')
  expect((await takeAll()).toSorted()).toEqual(['2 accepted', 'missing-signature', 'too-large'])
})

test('files of other people between ours change nothing', async () => {
  writeFileSync(at('batch.json.txt'), 'x')
  writeFileSync(at(directory, 'desktop.ini'), 'x')
  writeFileSync(at(directory, 'notes.json'), '{"size":1,"metadata":{}}')
  mkdirSync(at('System Volume Information/a/b/c/d/e/f/g/h/i/j'), { recursive: true })
  expect(await takeAll()).toEqual(['2 accepted'])
})

test('an empty folder gives nothing, and no folder is a fault', async () => {
  rmSync(at(device), { recursive: true })
  expect(await takeAll()).toEqual([])
  folder = at('nowhere')
  await expect(takeAll()).rejects.toThrow('not-found')
})

describe('in the store of a tus server', () => {
  const files = () => [
    ...packets.map(({ sha256, bytes }) => [`${sha256}.packet`, bytes] as const),
    ['batch.sig', Buffer.from(batch.signature)] as const,
    ['batch.json', batch.bytes] as const,
  ]

  async function uploadAll(lastBytes: number | undefined): Promise<void> {
    const store = at('store')
    const server = new TusServer({ path: '/tus', datastore: new FileStore({ directory: store }) })
    for (const [name, bytes] of files()) {
      const words = Object.entries({ device, seq: '1', name })
      const created = await server.handleWeb(
        new Request('http://office/tus', {
          method: 'POST',
          headers: {
            'tus-resumable': '1.0.0',
            'upload-length': String(bytes.length),
            'upload-metadata': words
              .map(([key, word]) => `${key} ${Buffer.from(word).toString('base64')}`)
              .join(','),
          },
        }),
      )
      const body = name === 'batch.json' ? bytes.subarray(0, lastBytes) : bytes
      const sent = await server.handleWeb(
        new Request(created.headers.get('location') ?? '', {
          method: 'PATCH',
          headers: {
            'tus-resumable': '1.0.0',
            'upload-offset': '0',
            'content-type': 'application/offset+octet-stream',
            'content-length': String(body.length),
          },
          body: new Uint8Array(body),
        }),
      )
      expect(sent.status).toBe(204)
    }
  }

  beforeEach(() => rmSync(at(device), { recursive: true }))

  test('of @tus/server a batch is taken in as it lies there', async () => {
    await uploadAll(undefined)
    expect(await takeAll()).toEqual(['2 accepted'])
  })

  test('of @tus/server an upload that is not finished is not there yet', async () => {
    await uploadAll(40)
    expect(await takeAll()).toEqual(['no-manifest'])
  })

  test.each(['', '.bin'])(
    'of tusd a batch is taken in as it lies there (data file "<id>%s")',
    async (ending) => {
      mkdirSync(at('store'))
      for (const [index, [name, bytes]] of files().entries()) {
        const info = { ID: `${index}`, Size: bytes.length, Offset: 0, MetaData: { device, seq: '1', name } }
        writeFileSync(at('store', `${index}${ending}`), bytes)
        writeFileSync(at('store', `${index}.info`), JSON.stringify(info))
      }
      expect(await takeAll()).toEqual(['2 accepted'])
    },
  )
})
