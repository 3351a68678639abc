import { once } from 'node:events'
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSpool } from '../../firmware/custody/spool/open-spool.ts'
import type { Spool } from '../../firmware/custody/spool/spool.ts'
import { runSender } from '../../firmware/exchange/link/sender.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { createRealEntropy } from '../../hal/linux/real-entropy.ts'
import { createScaledClock } from '../../sim/clock/scaled-clock.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { conductOf } from '../../sim/district/conduct.ts'
import type { District, DistrictSetup } from '../../sim/district/district.ts'
import { type Misbehaviour, readMisbehaviour } from '../../sim/district/misbehaviour.ts'
import { kiosks, openDesk, receiptKey, studentId, studentPacket } from '../stand/intake-stand.ts'
import { foundOffice, startOffice } from '../stand/office-process.ts'
import { openOffice } from '../stand/open-office.ts'
import { packetPress } from '../stand/packet-press.ts'
import { sendInAHurry } from '../stand/send-in-a-hurry.ts'
import { senderStand } from '../stand/sender-stand.ts'
import { standStamp } from '../stand/spool-stand.ts'
import { rekam } from './rekam-command.ts'

let folder = ''
let office: District
let disk: MemoryDisk
let spool: Spool
const at = (...parts: string[]) => join(folder, ...parts)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekam-bad-office-'))
  disk = new MemoryDisk()
  const opened = await openSpool(disk, kiosks.own)
  if (!opened.ok) throw new Error(opened.fault.kind)
  spool = opened.value
})

afterEach(() => office?.close())

async function open(words: string, changes: Partial<DistrictSetup> = {}): Promise<void> {
  const conduct = conductOf([readMisbehaviour(words) as Misbehaviour], 4)
  office = await openOffice(folder, openDesk(createNodeDisk(at('out'))), undefined, { conduct, ...changes })
}

async function closeBatchOf(...students: readonly number[]): Promise<void> {
  for (const number of students) {
    const { sha256, bytes } = await studentPacket(number)
    await spool.addPacket(sha256, studentId(number), bytes)
  }
  await spool.closeBatch(standStamp)
}

const isAnswered = () => spool.index.batches.size === 0
const studentsThere = () => readdirSync(at('out/student')).sort()
const filesOn = (directory: string) => Object.keys(disk.files()).filter((path) => path.startsWith(directory))

test('busy: an office that cannot now, again and again, gets everything once', async () => {
  await open('busy:40')
  await closeBatchOf(1, 2)
  await closeBatchOf(3)
  const told: string[] = []
  await sendInAHurry(disk, spool, office.url, isAnswered, {
    onOutcome: (outcome) => told.push(outcome.ok ? 'ok' : outcome.fault.kind),
  })
  expect(told).toContain('server-failed')
  expect(studentsThere()).toEqual([1, 2, 3].map(studentId))
})

test('forget: what the office acknowledged and lost is sent again', async () => {
  await open('forget:40')
  await closeBatchOf(1, 2, 3)
  await closeBatchOf(4)
  let posts = 0
  const http = createNodeHttp()
  await sendInAHurry(disk, spool, office.url, isAnswered, {
    http: {
      send(request, ...rest) {
        if (request.method === 'POST') posts += 1
        return http.send(request, ...rest)
      },
    },
  })
  http.close()
  expect(posts).toBeGreaterThan(8)
  expect(studentsThere()).toEqual([1, 2, 3, 4].map(studentId))
})

test('slow: answers that come after the kiosk has given up are waited for longer, until they are heard', async () => {
  // Twenty times as fast as life: a second later than a new link is given.
  const clock = createScaledClock(createRealClock(), 20)
  await open('slow:10', { clock })
  await closeBatchOf(1)
  const stop = new AbortController()
  const http = createNodeHttp(clock)
  const told: string[] = []
  const parts = await senderStand(disk, spool, clock, http, {
    entropy: createRealEntropy(),
    registryUrl: office.url,
    receiptKeys: () => [receiptKey.publicKey],
    onOutcome(outcome) {
      told.push(outcome.ok ? 'ok' : outcome.fault.kind)
      if (isAnswered()) stop.abort()
    },
  })
  await runSender(parts, stop.signal)
  http.close()
  expect(told[0]).toBe('too-slow')
  expect(studentsThere()).toEqual([studentId(1)])
})

test('rejects: a packet that the office refuses is kept by the kiosk, and the others are let go', async () => {
  await open('rejects:2')
  await closeBatchOf(1, 2)
  await closeBatchOf(3, 4)
  await sendInAHurry(disk, spool, office.url, isAnswered)
  expect(studentsThere().length).toBe(2)
  expect(filesOn('spool/rejected/').filter((path) => path.endsWith('.packet')).length).toBe(2)
  expect(filesOn('spool/new/')).toEqual([])
})

test('power-loss: an office that ends at once, again and again, signs for everything in the end', async () => {
  const keys = await foundOffice(folder, [kiosks.own])
  const press = await packetPress(keys.keyList.recipients, 100_000)
  const more = async (first: number) => {
    for (const number of [first, first + 1, first + 2]) {
      const { sha256, bytes } = press(kiosks.own, number)
      await spool.addPacket(sha256, studentId(number), bytes)
    }
    await spool.closeBatch(standStamp)
  }
  await more(1)
  let life = await startOffice(folder, '--misbehave', 'power-loss:1', '--seed', '1')
  const { url } = life
  const lives = async () => {
    for (const seed of [2, 3]) {
      const [, signal] = (await once(life.process, 'exit')) as [number | null, string | null]
      expect(signal).toBe('SIGKILL')
      await more(seed * 3)
      const words = ['--misbehave', 'power-loss:1', '--seed', String(seed)]
      life = await startOffice(folder, '--port', new URL(url).port, ...words)
    }
    await once(life.process, 'exit')
    life = await startOffice(folder, '--port', new URL(url).port)
  }
  let over = false
  const living = lives().then(() => {
    over = true
  })
  const stop = new AbortController()
  const http = createNodeHttp()
  const parts = await senderStand(disk, spool, createRealClock(), http, {
    // Comes back soon: a fiftieth of the time that is allowed.
    entropy: { bytes: (count) => new Uint8Array(count).fill(5) },
    registryUrl: url,
    receiptKeys: () => [keys.receiptKey.publicKey],
    onOutcome: () => over && isAnswered() && stop.abort(),
  })
  await Promise.all([runSender(parts, stop.signal), living])
  http.close()
  await life.kill()
  expect(readdirSync(at('district/out/student'))).toEqual([1, 2, 3, 6, 7, 8, 9, 10, 11].map(studentId))
  expect(filesOn('spool/rejected/')).toEqual([])
})

test('a word that is none prints all of them, and nothing is opened', () => {
  const { code, said } = rekam(
    'sim',
    'district',
    '--data',
    at('none'),
    '--misbehave',
    'busy',
    '--misbehave',
    'lazy',
  )
  expect(code).toBe(2)
  for (const word of ['busy', 'forget', 'slow', 'rejects', 'power-loss']) expect(said).toContain(word)
})
