import { mkdtempSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identityToRecipient } from 'age-encryption'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sealToRecipients } from '../../firmware/custody/crypto/age-file.ts'
import { openSpool } from '../../firmware/custody/spool/open-spool.ts'
import type { Spool } from '../../firmware/custody/spool/spool.ts'
import { runSender } from '../../firmware/exchange/link/sender.ts'
import type { BatchOutcome } from '../../firmware/registry/intake/intake-folder.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createRealEntropy } from '../../hal/linux/real-entropy.ts'
import { createScaledClock } from '../../sim/clock/scaled-clock.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import type { District } from '../../sim/district/district.ts'
import { readMishap } from '../../sim/link/mishap.ts'
import { type Link, type LinkEvent, openLink } from '../../sim/link/open-link.ts'
import { type PlannedMishap, planMishaps } from '../../sim/link/plan-mishaps.ts'
import { createSeededRandom } from '../../sim/random/seeded-random.ts'
import {
  kiosks,
  openDesk,
  receiptKey,
  registryIdentity,
  studentId,
  studentPacket,
} from '../stand/intake-stand.ts'
import { openOffice } from '../stand/open-office.ts'
import { senderStand } from '../stand/sender-stand.ts'
import { standStamp } from '../stand/spool-stand.ts'

// A link of 8 kB/s, ten times as fast as life.
const clock = createScaledClock(createRealClock(), 10)
const shape = { upBytesPerSecond: 8_000, downBytesPerSecond: 8_000, oneWayMs: 200, handshakeMs: 800 }

let folder = ''
let office: District
let link: Link
let outcomes: BatchOutcome[]
let events: LinkEvent['kind'][]
let http: ReturnType<typeof createNodeHttp>
let disk: MemoryDisk
const at = (...parts: string[]) => join(folder, ...parts)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekam-link-'))
  outcomes = []
  events = []
  disk = new MemoryDisk()
  http = createNodeHttp(clock)
  office = await openOffice(folder, openDesk(createNodeDisk(at('out'))), (outcome) => outcomes.push(outcome))
})

afterEach(async () => {
  http.close()
  await link.close()
  await office.close()
})

async function openRoad(mishaps: Iterable<PlannedMishap>): Promise<void> {
  const port = Number(new URL(office.url).port)
  const tell = ({ kind }: LinkEvent) => events.push(kind)
  const opened = await openLink({ shape, port: 0, office: { host: '127.0.0.1', port }, clock, mishaps, tell })
  if (!opened.ok) throw new Error(opened.fault.kind)
  link = opened.value
}

const seal = async (bytes: Uint8Array) =>
  sealToRecipients([await identityToRecipient(registryIdentity)], bytes)

/** Two students, about 40 kB each: ten seconds of the link. */
async function closeBatch(): Promise<Spool> {
  const spool = await openSpool(disk, kiosks.own)
  if (!spool.ok) throw new Error(spool.fault.kind)
  for (const number of [1, 2]) {
    const face = { name: 'face.jpg.age', bytes: await seal(createSeededRandom(number).bytes(40_000)) }
    const { sha256, bytes } = await studentPacket(number, kiosks.own, { extra: [face] })
    await spool.value.addPacket(sha256, studentId(number), bytes)
  }
  await spool.value.closeBatch(standStamp)
  return spool.value
}

const hasReceipt = (seq: number) => `receipt/${kiosks.own.device}-00000${seq}.receipt.json` in disk.files()

async function sendUntil(spool: Spool, enough: () => boolean): Promise<void> {
  const stop = new AbortController()
  const sender = await senderStand(disk, spool, clock, http, {
    entropy: createRealEntropy(),
    registryUrl: `http://127.0.0.1:${link.port}/`,
    receiptKeys: () => [receiptKey.publicKey],
    onOutcome: () => enough() && stop.abort(),
  })
  await runSender(sender, stop.signal)
}

const studentsThere = () => readdirSync(at('out/student')).sort()
const bothStudents = [studentId(1), studentId(2)].sort()
const filesInMail = () =>
  readdirSync(at('mail'), { recursive: true, encoding: 'utf8' })
    .map((path) => statSync(at('mail', path)))
    .filter((found) => found.isFile())

test.each(['reset', 'black-hole', 'fin', 'stall:4', 'drip:4', 'lost-answer', 'no-name:4', 'portal:2'])(
  '%s again and again: every file arrives whole and once, and the receipt comes home',
  async (word) => {
    const kind = readMishap(word)
    if (!kind) throw new Error(word)
    await openRoad(planMishaps({ seed: 5, everyMs: 11_000, spreadMs: 3_000, kinds: [kind] }))
    const spool = await closeBatch()
    await sendUntil(spool, () => hasReceipt(1))
    expect(events.filter((event) => event === kind.kind).length).toBeGreaterThanOrEqual(1)
    expect(outcomes.map(({ result }) => result.ok)).toEqual([true])
    expect(studentsThere()).toEqual(bothStudents)
    expect(filesInMail().length).toBe(4)
    // Whatever happened, little more than the files went over the link.
    const bytes = filesInMail().reduce((sum, { size }) => sum + size, 0)
    expect(link.carried.upBytes).toBeLessThan(bytes * 1.2)
  },
)

test('a packet that is changed on its way is not what was announced, and is sent again at once', async () => {
  await openRoad([])
  const spool = await closeBatch()
  const sending = sendUntil(spool, () => hasReceipt(1))
  while (link.carried.upBytes < 10_000) await clock.sleep(100)
  link.strike({ kind: 'corrupt' })
  await sending
  expect(studentsThere()).toEqual(bothStudents)
})
