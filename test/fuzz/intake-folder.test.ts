import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDeviceList, signDeviceList } from '../../firmware/custody/crypto/device-list.ts'
import { readKeyList } from '../../firmware/custody/crypto/key-list.ts'
import { intakeFolder } from '../../firmware/registry/intake/intake-folder.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { kiosks, openDesk, putBatch, studentId, studentPacket } from '../stand/intake-stand.ts'
import { fuzzRuns } from './fuzz-runs.ts'
import { spoiledBytes } from './spoiled-bytes.ts'

const packet = await studentPacket(1)
const source = new MemoryDisk()
const { batch, directory } = await putBatch(source, [packet])
const { device } = kiosks.own
const note = Buffer.from(JSON.stringify({ size: 5, metadata: { device, seq: '1', name: 'batch.json' } }))

const bytes = fc.oneof(
  spoiledBytes(batch.bytes),
  spoiledBytes(packet.bytes),
  spoiledBytes(Buffer.from(batch.signature)),
  spoiledBytes(note),
  fc.constantFrom(batch.bytes, packet.bytes, Buffer.from(batch.signature), note),
)
const folder = fc.constantFrom('', `${directory}/`, `${device}/2/`, 'a/', 'a/b/', `${device}/`)
const name = fc.constantFrom(
  'batch.json',
  'batch.sig',
  `${packet.sha256}.packet`,
  'x',
  'x.json',
  'x.info',
  'x.bin',
)
const files = fc.array(fc.record({ path: fc.tuple(folder, name).map((parts) => parts.join('')), bytes }), {
  maxLength: 12,
})

test('whatever lies in a folder, the intake ends, keeps only true students, and signs only true batches', async () => {
  await fc.assert(
    fc.asyncProperty(files, async (given) => {
      const [disk, out] = [new MemoryDisk(), new MemoryDisk()]
      for (const file of given) {
        const parent = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')))
        if (parent) await disk.makeDirectory(parent)
        await disk.write(file.path, file.bytes)
      }
      const before = disk.files()
      const outcomes = await intakeFolder(openDesk(out), disk)
      expect(outcomes.ok).toBe(true)
      expect(disk.files()).toEqual(before)
      const paths = Object.keys(out.files())
      const students = new Set(
        paths.filter((path) => path.startsWith('student/')).map((path) => path.split('/')[1]),
      )
      expect([...students].filter((id) => id !== studentId(1))).toEqual([])
      const signed = paths.filter((path) => path.startsWith('receipt/') && path.endsWith('.json'))
      const wholeBatch = given.some((file) => Buffer.from(file.bytes).equals(batch.bytes))
      if (!wholeBatch) expect(signed).toEqual([])
    }),
    { numRuns: fuzzRuns(400) },
  )
})

const authority = { alg: 'Ed25519', publicKey: kiosks.own.key.publicKey }
const devices = { v: 1 as const, number: 3, authority, devices: [] }
const list = signDeviceList(devices, kiosks.own.key)

test('a list reader given anything but the list refuses it with a short fault', () => {
  fc.assert(
    fc.property(
      spoiledBytes(list.bytes),
      fc.oneof(fc.constant(list.signature), fc.string()),
      (text, signature) => {
        const read = readDeviceList(undefined, { bytes: text, signature })
        expect(read.ok).toBe(Buffer.from(text).equals(list.bytes) && signature === list.signature)
        if (!read.ok) expect(JSON.stringify(read.fault).length).toBeLessThan(400)
        expect(readKeyList(undefined, { bytes: text, signature }).ok).toBe(false)
      },
    ),
    { numRuns: fuzzRuns(1_500) },
  )
})
