import { expect, test } from 'vitest'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import {
  kiosks,
  openDesk,
  putBatch,
  receiptKey,
  studentPacket,
  takeIn,
} from '../../../test/stand/intake-stand.ts'
import { documentBytes } from '../../custody/crypto/signed-document.ts'
import { readAudit } from './audit.ts'
import { intakeFolder } from './intake-folder.ts'

// A registry that has batch 1 of the kiosk, and whose identity would throw if anything were opened now.
async function registryWithOne() {
  const [source, out] = [new MemoryDisk(), new MemoryDisk()]
  const first = await putBatch(source, [await studentPacket(1)])
  const taken = await takeIn(openDesk(out), source, first.directory)
  if (!taken.ok) throw new Error(taken.fault.kind)
  return { source, out, first, context: openDesk(out, 'not an identity') }
}

type Registry = Awaited<ReturnType<typeof registryWithOne>>
const two = () => Promise.all([studentPacket(2), studentPacket(3)])

async function sign(source: MemoryDisk, directory: string, bytes: Uint8Array): Promise<void> {
  await source.write(`${directory}/batch.json`, bytes)
  await source.write(`${directory}/batch.sig`, Buffer.from(kiosks.own.key.sign('batch', bytes)))
}

const refusals: readonly [string, string, (registry: Registry) => Promise<string>][] = [
  [
    'another batch under a number that was taken',
    'fork',
    async ({ source }) => (await putBatch(source, await two())).directory,
  ],
  [
    'a batch before whose predecessor has come',
    'gap',
    async ({ source }) => (await putBatch(source, await two(), { seq: 3, prev: 'a'.repeat(64) })).directory,
  ],
  [
    'a batch that names another predecessor',
    'fork',
    async ({ source }) => (await putBatch(source, await two(), { seq: 2, prev: 'a'.repeat(64) })).directory,
  ],
  [
    'a first batch that claims a predecessor',
    'fork',
    async ({ source }) =>
      (await putBatch(source, await two(), { by: kiosks.neighbour, prev: 'a'.repeat(64) })).directory,
  ],
  [
    'a batch of a kiosk that nobody knows',
    'unknown-device',
    async ({ source }) => (await putBatch(source, await two(), { by: kiosks.unknown })).directory,
  ],
  [
    'a batch of a kiosk that was shut out',
    'revoked-device',
    async ({ source }) => (await putBatch(source, await two(), { by: kiosks.revoked })).directory,
  ],
  [
    'a batch signed by a neighbour',
    'bad-signature',
    async ({ source, first }) => {
      const put = await putBatch(source, await two(), { seq: 2, prev: first.hash })
      const signature = kiosks.neighbour.key.sign('batch', put.batch.bytes)
      await source.write(`${put.directory}/batch.sig`, Buffer.from(signature))
      return put.directory
    },
  ],
  [
    'a manifest that is cut',
    'bad-signature',
    async ({ source, first }) => {
      const put = await putBatch(source, await two(), { seq: 2, prev: first.hash })
      await source.write(`${put.directory}/batch.json`, put.batch.bytes.subarray(0, -1))
      return put.directory
    },
  ],
  [
    'a manifest that is no JSON',
    'malformed',
    async ({ source, first }) => {
      const put = await putBatch(source, await two(), { seq: 2, prev: first.hash })
      await sign(source, put.directory, put.batch.bytes.subarray(0, -1))
      return put.directory
    },
  ],
  [
    'a batch of a version to come',
    'unknown-version',
    async ({ source, first }) => {
      const put = await putBatch(source, await two(), { seq: 2, prev: first.hash })
      await sign(source, put.directory, documentBytes({ ...put.batch.manifest, v: 2 }))
      return put.directory
    },
  ],
  [
    'a batch of a kiosk with a key of a kind to come',
    'unknown-algorithm',
    async ({ source, context }) => {
      const known = context.devices.get(kiosks.neighbour.device)
      if (known) known.alg = 'ES256'
      return (await putBatch(source, await two(), { by: kiosks.neighbour })).directory
    },
  ],
  [
    'a signed batch whose root is not that of its packets',
    'wrong-root',
    async ({ source, first }) => {
      const put = await putBatch(source, await two(), { seq: 2, prev: first.hash })
      const bytes = documentBytes({ ...put.batch.manifest, root: 'f'.repeat(64) })
      await source.write(`${put.directory}/batch.json`, bytes)
      await source.write(`${put.directory}/batch.sig`, Buffer.from(kiosks.own.key.sign('batch', bytes)))
      return put.directory
    },
  ],
  [
    'a batch with a packet still on its way',
    'missing-packets',
    async ({ source, first }) => {
      const put = await putBatch(source, await two(), { seq: 2, prev: first.hash })
      await source.remove(`${put.directory}/${put.batch.manifest.packets[0]?.sha256}.packet`)
      return put.directory
    },
  ],
]

// All but the copies of forked manifests and the audit: evidence, and nothing of a student.
function takenOver(out: MemoryDisk) {
  return Object.entries(out.files()).filter(([path]) => !/^(?:fork|audit)\//.test(path))
}

async function auditOf(out: MemoryDisk) {
  const audit = await readAudit(out, [receiptKey.publicKey])
  if (!audit.ok) throw new Error(audit.fault.kind)
  return audit.value
}

test.each(refusals)(
  '%s is a %s: nothing opened, nothing written but the audit',
  async (_what, reason, put) => {
    const registry = await registryWithOne()
    const directory = await put(registry)
    const before = [takenOver(registry.out), registry.source.files()]
    const taken = await takeIn(registry.context, registry.source, directory)
    expect(taken.ok ? 'taken' : taken.fault.kind).toBe(reason)
    expect([takenOver(registry.out), registry.source.files()]).toEqual(before)
    const [, ...noted] = await auditOf(registry.out)
    // What may still come is not refused.
    const isJudged = reason !== 'gap' && reason !== 'missing-packets'
    expect(noted.map(({ outcome }) => outcome)).toEqual(isJudged ? [{ refused: reason }] : [])
  },
)

test('a kiosk that was shut out is believed up to its last batch that counts', async () => {
  const [source, out] = [new MemoryDisk(), new MemoryDisk()]
  const first = await putBatch(source, [await studentPacket(1)])
  const second = await putBatch(source, [await studentPacket(2)], { seq: 2, prev: first.hash })
  const context = openDesk(out)
  const known = context.devices.get(kiosks.own.device)
  if (known) known.lastSeq = 1
  expect(await takeIn(context, source, first.directory)).toMatchObject({ ok: true })
  expect(await takeIn(context, source, second.directory)).toMatchObject({ fault: { kind: 'revoked-device' } })
})

test('a forked batch is kept as evidence, with its signature, and twice is kept once', async () => {
  const { source, out, context } = await registryWithOne()
  const put = await putBatch(source, await two())
  for (let times = 0; times < 2; times += 1) await takeIn(context, source, put.directory)
  const kept = Object.fromEntries(Object.entries(out.files()).filter(([path]) => path.startsWith('fork/')))
  const name = `fork/${kiosks.own.device}-000001-${put.hash.slice(0, 16)}`
  expect(kept).toEqual({
    [`${name}.json`]: Buffer.from(put.batch.bytes).toString('latin1'),
    [`${name}.sig`]: put.batch.signature,
  })
})

test('a gap says which number it waits for', async () => {
  const { context, source } = await registryWithOne()
  const put = await putBatch(source, await two(), { seq: 5, prev: 'a'.repeat(64) })
  expect(await takeIn(context, source, put.directory)).toEqual({
    ok: false,
    fault: { kind: 'gap', expectedSeq: 4 },
  })
})

test('a kiosk whose batch is refused does not stop the next kiosk', async () => {
  const [source, out] = [new MemoryDisk(), new MemoryDisk()]
  await putBatch(source, [await studentPacket(1)], { by: kiosks.unknown })
  await putBatch(source, [await studentPacket(2)], { by: kiosks.revoked })
  await putBatch(source, [await studentPacket(3)])
  const outcomes = await intakeFolder(openDesk(out), source)
  const reasons = outcomes.ok && outcomes.value.map(({ result }) => (result.ok ? 'taken' : result.fault.kind))
  expect(reasons && reasons.toSorted()).toEqual(['revoked-device', 'taken', 'unknown-device'])
})
