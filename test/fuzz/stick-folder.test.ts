import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signKeyList } from '../../firmware/custody/crypto/key-list.ts'
import { exportBatches } from '../../firmware/exchange/stick/export-batches.ts'
import { importStick } from '../../firmware/exchange/stick/import-stick.ts'
import { intakeFolder } from '../../firmware/registry/intake/intake-folder.ts'
import { hookDisk } from '../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { kiosks, openDesk } from '../stand/intake-stand.ts'
import {
  authority,
  handlersOf,
  openTransferSpool,
  reopen,
  standKeyList,
} from '../stand/stick-transfer-stand.ts'
import { fuzzRuns } from './fuzz-runs.ts'
import { spoiledBytes } from './spoiled-bytes.ts'

const never = new AbortController().signal
const kiosk = new MemoryDisk()
const full = new MemoryDisk()
const office = new MemoryDisk()
const spool = await openTransferSpool([[1], [2]], kiosks.own, kiosk)
await exportBatches(spool, { disk: full, freeBytes: async () => undefined }, never)
await intakeFolder(openDesk(office), full)

const nextList = signKeyList({ ...standKeyList, number: 2 }, authority)
const receipts = [...office.contents()].filter(([path]) => path.startsWith('receipt/'))
const genuine = new Map<string, Uint8Array>([
  ...receipts.map(([path, bytes]) => [path.slice('receipt/'.length), bytes] as const),
  ['key-list.json', nextList.bytes],
  ['key-list.sig', Buffer.from(nextList.signature)],
])
const textOf = (name: string) => Buffer.from(genuine.get(name) ?? []).toString('latin1')
const own = kiosks.own.device
const answers = [1, 2].map(
  (seq) => ['json', 'sig'].map((end) => `${own}-00000${seq}.receipt.${end}`) as [string, string],
)
const names = [
  ...genuine.keys(),
  'devices.json',
  'devices.sig',
  `${own}-000009.receipt.json`,
  'SITI.pdf',
  `${own}.json`,
]
const anyBytes = fc.oneof(
  ...[...genuine.values()].map((bytes) => spoiledBytes(bytes)),
  fc.constantFrom(...genuine.values()),
  fc.uint8Array({ maxLength: 64 }),
)
const strangeName = fc.string({ minLength: 1, maxLength: 20 }).filter((name) => !/[/\0]|^\.+$/.test(name))

interface Lying {
  readonly name: string
  /** A folder where there are none. */
  readonly bytes: Uint8Array | undefined
}

// Most of the genuine files, some of them spoiled or mixed up, and others beside them.
const someFiles: fc.Arbitrary<readonly Lying[]> = fc
  .tuple(
    ...[...genuine].map(([name, bytes]) =>
      fc.oneof(
        { weight: 8, arbitrary: fc.constant([{ name, bytes }]) },
        { weight: 2, arbitrary: anyBytes.map((other) => [{ name, bytes: other }]) },
        { weight: 1, arbitrary: fc.constantFrom([], [{ name, bytes: undefined }]) },
      ),
    ),
    fc.array(
      fc.record({
        name: fc.oneof(fc.constantFrom(...names), strangeName),
        bytes: fc.option(anyBytes, { nil: undefined }),
      }),
      { maxLength: 4 },
    ),
  )
  .map((parts) => parts.flat())

const heldOn = (disk: MemoryDisk) =>
  Object.keys(disk.files()).filter((path) => path.endsWith('.packet')).length

test('whatever lies in IN, packets go for a genuine receipt only, and only genuine lists are taken', async () => {
  let gone = 0
  await fc.assert(
    fc.asyncProperty(someFiles, async (given) => {
      const [disk, stick] = [kiosk.clone(), new MemoryDisk()]
      await stick.makeDirectory('REKAM/IN')
      for (const { name, bytes } of given) {
        if (bytes) await stick.write(`REKAM/IN/${name}`, bytes)
        else await stick.makeDirectory(`REKAM/IN/${name}`)
      }
      const before = stick.files()
      const opened = await reopen(disk)
      const imported = await importStick(stick, 'REKAM/IN', await handlersOf(opened))
      if (!imported.ok) throw new Error(imported.fault.kind)
      expect(stick.files()).toEqual(before)
      // Reports are short, and name nothing that is not named as we name things.
      for (const { name } of imported.value.refused) expect(names).toContain(name)
      const taken = imported.value.taken.length
      const isAt = (place: string, name: string) => before[`REKAM/IN/${place}`] === textOf(name)
      // A signature may come without its line end.
      const isSomewhere = (name: string) =>
        Object.values(before).some((text) => text.trimEnd() === textOf(name).trimEnd())
      const inPlace = answers.filter(([json, sig]) => isAt(json, json) && isAt(sig, sig))
      const anywhere = answers.filter((pair) => pair.every(isSomewhere))
      expect(heldOn(disk)).toBeLessThanOrEqual(2 - inPlace.length)
      expect(heldOn(disk)).toBeGreaterThanOrEqual(2 - anywhere.length)
      gone += 2 - heldOn(disk)
      // The next start finds all in order, and the same stick changes nothing more.
      const files = disk.files()
      const again = await importStick(stick, 'REKAM/IN', await handlersOf(await reopen(disk)))
      expect(again).toMatchObject({ value: { taken: { length: taken } } })
      expect(disk.files()).toEqual(files)
    }),
    { numRuns: fuzzRuns(400) },
  )
  expect(gone).toBeGreaterThan(0)
})

test('of a hundred thousand files as many are looked at as an office writes, and the rest is one refusal', async () => {
  const stick = new MemoryDisk()
  await stick.makeDirectory('REKAM/IN')
  const nameOf = (at: number) => `${own}-${String(at).padStart(6, '0')}.receipt.json`
  for (let at = 1; at <= 50_000; at += 1) {
    stick.medium.write(`REKAM/IN/${nameOf(at)}`, new Uint8Array())
    stick.medium.write(`REKAM/IN/holiday-${at}.jpg`, new Uint8Array())
  }
  const imported = await importStick(stick, 'REKAM/IN', await handlersOf(await reopen(kiosk.clone())))
  expect(imported).toEqual({
    ok: true,
    value: {
      taken: [],
      refused: [
        { name: nameOf(1), reason: 'empty', count: 10_000 },
        { name: nameOf(10_001), reason: 'too-many', count: 40_000 },
      ],
      ignored: 50_000,
    },
  })
})

test('names and sizes come first: nothing else of a stick is ever read', async () => {
  const stick = new MemoryDisk()
  await stick.makeDirectory('REKAM/IN/key-list.json')
  await stick.makeDirectory('REKAM/IN/deep')
  const large = new Uint8Array(2 * 1_024 * 1_024 + 1)
  for (const name of [`${own}-000001.receipt.json`, `${own}-000002.receipt.json`])
    await stick.write(`REKAM/IN/${name}`, large)
  await stick.write(`REKAM/IN/${own}-000001.receipt.sig`, new Uint8Array(64))
  await stick.write('REKAM/IN/devices.json', new Uint8Array())
  await stick.write('REKAM/IN/SITI AMINAH.pdf', new Uint8Array(4))
  const read: string[] = []
  const watched = hookDisk(stick, ({ name, path }) => {
    if (name === 'read') read.push(path)
    return undefined
  })
  expect(await importStick(watched, 'REKAM/IN', await handlersOf(await reopen(kiosk.clone())))).toEqual({
    ok: true,
    value: {
      taken: [],
      refused: [
        { name: 'key-list.json', reason: 'absent', count: 1 },
        { name: 'devices.json', reason: 'empty', count: 1 },
        { name: `${own}-000001.receipt.json`, reason: 'too-large', count: 2 },
      ],
      ignored: 2,
    },
  })
  expect(read).toEqual([])
})
