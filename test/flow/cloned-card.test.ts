import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSpoolHistory } from '../../firmware/custody/spool/batch-history.ts'
import { openSpool } from '../../firmware/custody/spool/open-spool.ts'
import { runSender } from '../../firmware/exchange/link/sender.ts'
import { type BatchOutcome, intakeFolder } from '../../firmware/registry/intake/intake-folder.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createRealEntropy } from '../../hal/linux/real-entropy.ts'
import type { District } from '../../sim/district/district.ts'
import { kiosks, openDesk, receiptKey, studentId, studentPacket } from '../stand/intake-stand.ts'
import { openOffice } from '../stand/open-office.ts'
import { senderStand } from '../stand/sender-stand.ts'
import { standStamp } from '../stand/spool-stand.ts'

let folder = ''
let office: District
let outcomes: BatchOutcome[] = []
const http = createNodeHttp()
const at = (...parts: string[]) => join(folder, ...parts)
const out = () => createNodeDisk(at('office/out'))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekam-clone-'))
  outcomes = []
  office = await openOffice(at('office'), openDesk(out()), (outcome) => outcomes.push(outcome))
})

afterEach(async () => {
  await office.close()
  http.close()
})

/** One day of a kiosk over the data folder: records students, closes a batch, and sends until it is stopped. */
async function day(students: readonly number[], enough: (told: readonly string[]) => boolean) {
  const disk = createNodeDisk(at('data'))
  const spool = await openSpool(disk, kiosks.own)
  if (!spool.ok) throw new Error(spool.fault.kind)
  for (const number of students) {
    const { sha256, bytes } = await studentPacket(number)
    await spool.value.addPacket(sha256, studentId(number), bytes)
  }
  await spool.value.closeBatch(standStamp)
  const stop = new AbortController()
  const told: string[] = []
  // Rounds follow each other without the pauses of a real day.
  const clock = { ...createRealClock(), sleep: () => new Promise<void>((resolve) => setImmediate(resolve)) }
  const sender = await senderStand(disk, spool.value, clock, http, {
    entropy: createRealEntropy(),
    registryUrl: office.url,
    receiptKeys: () => [receiptKey.publicKey],
    onOutcome(outcome) {
      told.push(outcome.ok ? 'ok' : outcome.fault.kind)
      if (enough(told)) stop.abort()
    },
  })
  await runSender(sender, stop.signal)
  return spool.value
}

const received = (seq: number) => () =>
  readdirSync(at('data/receipt')).includes(`${kiosks.own.device}-00000${seq}.receipt.json`)

const filesBelow = (path: string) =>
  readdirSync(at(path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(at(path).length))

test('a card restored from yesterday is named as a fork at the kiosk and at the office, and nothing is deleted', async () => {
  await day([1, 2], received(1))
  cpSync(at('data'), at('yesterday'), { recursive: true })
  await day([3], received(2))
  renameSync(at('data'), at('original'))
  cpSync(at('yesterday'), at('data'), { recursive: true })
  const officeBefore = filesBelow('office/out')

  const forked = () => outcomes.some(({ result }) => !result.ok && result.fault.kind === 'fork')
  await day([4, 5], (told) => told.includes('fork') && forked())

  const kioskStories = await readSpoolHistory(createNodeDisk(at('data')))
  expect(kioskStories).toMatchObject({
    ok: true,
    value: {
      batches: [
        { seq: 1, state: 'received', here: 0, purge: { receipt: 1 } },
        { seq: 2, state: 'fork', here: 2, purge: undefined },
      ],
    },
  })
  expect(readdirSync(at('office/out/student'))).toEqual([1, 2, 3].map(studentId))
  expect(filesBelow('office/out')).toEqual(expect.arrayContaining(officeBefore))
  const evidence = readdirSync(at('office/out/fork')).find((name) => name.endsWith('.json')) ?? ''
  const own = readFileSync(at('data/spool/batch/000002/batch.json'))
  expect(readFileSync(at('office/out/fork', evidence)).equals(own)).toBe(true)
  // Both batches lie in the mail room, whole: whoever sorts it out has everything.
  expect(readdirSync(at('office/mail', kiosks.own.device)).length).toBe(3)
})

test('the same fork carried by hand is named by the intake', async () => {
  await day([1], received(1))
  cpSync(at('data'), at('yesterday'), { recursive: true })
  await day([2], received(2))
  renameSync(at('data'), at('original'))
  cpSync(at('yesterday'), at('data'), { recursive: true })
  await day([3], (told) => told.includes('fork'))
  await office.close()
  cpSync(at('data/spool/batch'), at('stick', kiosks.own.device), { recursive: true })
  const taken = await intakeFolder(openDesk(out()), createNodeDisk(at('stick')))
  const told =
    taken.ok && taken.value.map(({ result }) => (result.ok ? result.value.again : result.fault.kind))
  expect(told).toEqual(['fork'])
  expect(readdirSync(at('stick', kiosks.own.device, '000002')).length).toBe(3)
})
