import { mkdtempSync, rmSync } from 'node:fs'
import * as files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { acceptReceipt } from '../../firmware/custody/spool/accept-receipt.ts'
import type { Spool } from '../../firmware/custody/spool/spool.ts'
import { openVisitStore } from '../../firmware/recording/runtime/visit-store.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import { ok } from '../../hal/contract/result.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { hookDisk } from '../../sim/disk/hooked-disk.ts'
import { openTestKiosk } from '../stand/open-test-kiosk.ts'
import { addStandPackets, openStandSpool, receiptFor, registryKey, standStamp } from '../stand/spool-stand.ts'
import { median, type Row } from './row.ts'

const few = 10
const many = 10_000
const perBatch = 10

/** The cost of keeping a piece, and whether kept pieces make the spool slower. */
export async function spool(): Promise<Row[]> {
  return [...(await keptPiece()), ...(await flatness()), await boot('waiting'), await boot('received')]
}

async function keptPiece(): Promise<Row[]> {
  const folder = newFolder()
  let flushes = 0
  const disk = hookDisk(createNodeDisk(folder), ({ name }) => {
    if (['write', 'append', 'syncDirectory'].includes(name)) flushes += 1
    return undefined
  })
  const recipients = await Promise.all(
    [1, 2].map(async () => identityToRecipient(await generateX25519Identity())),
  )
  const parts = { spool: await openStandSpool(disk), recipients: () => recipients, stamp: () => standStamp }
  const visitStore = await openVisitStore(parts, 'visit')
  if (!visitStore.ok) throw new Error(visitStore.fault.kind)
  // As large as a finger's picture gets, and noise, as what is compressed looks.
  const piece = Uint8Array.from({ length: 100_000 }, (_, at) => (at * at * 31 + (at >> 7)) & 0xff)
  const keep = () => visitStore.value.storePiece('finger-2', piece, { attempts: 1 })
  for (let round = 0; round < 5; round += 1) await keep()
  const costs: { readonly wallMs: number; readonly cpuMs: number; readonly flushes: number }[] = []
  for (let round = 0; round < 40; round += 1) {
    flushes = 0
    const [started, used] = [performance.now(), process.cpuUsage()]
    await keep()
    const { user, system } = process.cpuUsage(used)
    costs.push({ wallMs: performance.now() - started, cpuMs: (user + system) / 1_000, flushes })
  }
  rmSync(folder, { recursive: true })
  const most = Math.max(...costs.map((cost) => cost.flushes))
  const cpuMs = median(costs.map((cost) => cost.cpuMs))
  const wallMs = median(costs.map((cost) => cost.wallMs))
  const note = 'a piece of 100 kB sealed to two recipients and kept, on this disk'
  return [
    { what: 'flushes per kept piece', measured: `${most}`, budget: '3', within: most <= 3, note },
    {
      what: 'processor time per kept piece',
      measured: `${cpuMs.toFixed(1)} ms`,
      budget: '60 ms',
      within: cpuMs <= 60,
      note: `median of ${costs.length}`,
    },
    {
      what: 'time per kept piece',
      measured: `${wallMs.toFixed(1)} ms`,
      budget: undefined,
      within: true,
      note,
    },
  ]
}

interface Costs {
  readonly add: number[]
  readonly close: number[]
  readonly accept: number[]
  readonly list: number[]
}

async function flatness(): Promise<Row[]> {
  const [small, large] = [await openFilled(few), await openFilled(many)]
  // By turns, so that whatever else the machine does slows both down.
  for (let round = 0; round < 40; round += 1) for (const { use } of [small, large]) await use(round)
  for (const { folder } of [small, large]) rmSync(folder, { recursive: true })
  const rows = [
    ['add a packet', 'add'],
    ['close a batch', 'close'],
    ['accept a receipt', 'accept'],
    ['list what waits', 'list'],
  ] as const
  return rows.map(([what, name]): Row => {
    const [before, after] = [median(small.costs[name]), median(large.costs[name])]
    // Two figures below a tenth of a millisecond are the same figure.
    const ratio = Math.max(after, 0.1) / Math.max(before, 0.1)
    return {
      what: `${what}, at ${many} / ${few} packets`,
      measured: `${ratio.toFixed(2)} x`,
      budget: '2 x',
      within: ratio <= 2,
      note: `${before.toFixed(2)} and ${after.toFixed(2)} ms, batches of ten, without flushes`,
    }
  })
}

async function openFilled(packets: number) {
  const folder = newFolder()
  const filled = await fill(folder, packets, false)
  const costs: Costs = { add: [], close: [], accept: [], list: [] }
  const use = async (round: number) => {
    await timed(costs.add, () => addStandPackets(filled, `one ${round}`))
    await addStandPackets(filled, ...wordsOf(`round ${round}`, perBatch - 1))
    const closed = await timed(costs.close, () => filled.closeBatch(standStamp))
    if (!closed.ok || !closed.value) throw new Error('no batch')
    const receipt = receiptFor(closed.value)
    await timed(costs.list, () => filled.batches())
    const keys = [registryKey.publicKey]
    const accepted = await timed(costs.accept, () => acceptReceipt(filled, receipt, keys, standStamp))
    if (!accepted.ok) throw new Error(accepted.fault.kind)
  }
  return { folder, costs, use }
}

async function boot(state: 'waiting' | 'received'): Promise<Row> {
  const folder = newFolder()
  await fill(folder, many, state === 'received')
  const disk = createNodeDisk(folder)
  const times: number[] = []
  for (let round = 0; round < 5; round += 1) await timed(times, () => openTestKiosk(createRealClock(), disk))
  rmSync(folder, { recursive: true })
  const ms = median(times)
  return {
    what: `start with ${many} packets ${state}`,
    measured: `${ms.toFixed(0)} ms`,
    budget: '2000 ms',
    within: ms <= 2_000,
    note: `in batches of ${perBatch}; journal, shelf, receipts, documents; files in memory already`,
  }
}

// Fills a spool through its own hands, and without flushes: they are not what grows.
async function fill(folder: string, packets: number, received: boolean): Promise<Spool> {
  const filled = await openStandSpool(withoutFlushes(folder))
  for (let first = 0; first < packets; first += perBatch) {
    await addStandPackets(filled, ...wordsOf(`${first}`, perBatch))
    const closed = await filled.closeBatch(standStamp)
    if (!closed.ok || !closed.value) throw new Error('no batch')
    if (received) await acceptReceipt(filled, receiptFor(closed.value), [registryKey.publicKey], standStamp)
  }
  return filled
}

function withoutFlushes(folder: string): Disk {
  const done = async (work: Promise<unknown>) => work.then(() => ok())
  return {
    ...createNodeDisk(folder),
    write: (path, bytes) => done(files.writeFile(join(folder, path), bytes)),
    append: (path, bytes) => done(files.appendFile(join(folder, path), bytes)),
    makeDirectory: (path) => done(files.mkdir(join(folder, path), { recursive: true })),
    syncDirectory: async () => ok(),
  }
}

async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const done = await work()
  into.push(performance.now() - started)
  return done
}

function wordsOf(word: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${word} ${at}`)
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'rekam-bench-'))
}
