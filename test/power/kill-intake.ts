import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Receipt, readReceipt } from '../../firmware/custody/chain/receipt.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createSeededRandom } from '../../sim/random/seeded-random.ts'
import { putBatch, receiptKey, studentId, studentPacket } from '../stand/intake-stand.ts'
import { intakeWords, layOutOffice } from '../stand/office-folder.ts'

/** The findings over all kills. */
export interface KillReport {
  readonly kills: number
  /** Kills after which at least one student was stored and the work was not done. */
  readonly midWork: number
  /** How often the whole folder was taken in from an empty start. */
  readonly rounds: number
  /** Broken promises, in words. */
  readonly broken: readonly string[]
}

const batches = 4
const packetsEach = 12
const entry = fileURLToPath(new URL('../../boards/rekam.ts', import.meta.url))

/** Kills `rekam intake` again and again at random moments of its work, until it was killed `kills` times. */
export async function killIntake(kills: number, seed: number): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-kill-'))
  await layOut(folder)
  const random = createSeededRandom(seed)
  const workMs = await runIntake(folder, join(folder, 'out'))
  const broken = brokenAtEnd(join(folder, 'out'), 'unkilled')
  let [done, midWork, rounds] = [0, 0, 0]
  while (done < kills) {
    rounds += 1
    const out = join(folder, `out-${rounds}`)
    while (done < kills && (await killAfter(folder, out, random.between(0, workMs)))) {
      done += 1
      broken.push(...brokenPromises(out, `kill ${done}`))
      const stored = storedIn(out).length
      if (stored > 0 && stored < batches * packetsEach) midWork += 1
    }
    await runIntake(folder, out)
    broken.push(...brokenAtEnd(out, `after kill ${done}`))
  }
  rmSync(folder, { recursive: true })
  return { kills: done, midWork, rounds, broken }
}

async function layOut(folder: string): Promise<void> {
  const mail = createNodeDisk(join(folder, 'mail'))
  let prev: string | undefined
  for (let seq = 1; seq <= batches; seq += 1) {
    const packets = []
    for (const number of numbersOf(seq)) packets.push(await studentPacket(number))
    prev = (await putBatch(mail, packets, { seq, ...(prev && { prev }) })).hash
  }
  layOutOffice(folder)
}

const numbersOf = (seq: number) =>
  Array.from({ length: packetsEach }, (_, at) => (seq - 1) * packetsEach + at + 1)

function start(folder: string, out: string) {
  return spawn(process.execPath, [entry, ...intakeWords(folder, out)], { stdio: 'ignore' })
}

/** Runs to the end; gives the milliseconds of its work without the start of the process. */
async function runIntake(folder: string, out: string): Promise<number> {
  const child = start(folder, out)
  const ended = once(child, 'exit')
  await begun(out)
  const startedMs = performance.now()
  await ended
  return performance.now() - startedMs
}

/** Kills after `ms` of work; `false` when the work was over before. */
async function killAfter(folder: string, out: string, ms: number): Promise<boolean> {
  const child = start(folder, out)
  const ended = once(child, 'exit')
  await begun(out)
  await new Promise((resolve) => setTimeout(resolve, ms))
  child.kill('SIGKILL')
  const [, signal] = await ended
  return signal === 'SIGKILL'
}

// The list of devices is put into the results anew at each start, right before the work begins.
async function begun(out: string): Promise<void> {
  const marker = join(out, 'devices.json')
  const before = statSync(marker, { throwIfNoEntry: false })?.ino
  while ((statSync(marker, { throwIfNoEntry: false })?.ino ?? before) === before) {
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

function storedIn(out: string): readonly string[] {
  const folder = join(out, 'student')
  return existsSync(folder) ? readdirSync(folder) : []
}

/** Receipts that verify: the holder of one may delete. */
function receiptsIn(out: string): readonly Receipt[] {
  const folder = join(out, 'receipt')
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  return names.flatMap((name) => {
    const signature = readFileSync(join(folder, name.replace(/json$/, 'sig')), 'latin1')
    const read = readReceipt(readFileSync(join(folder, name)), signature, [receiptKey.publicKey])
    return read.ok ? [read.value] : []
  })
}

function brokenPromises(out: string, when: string): string[] {
  const promised = receiptsIn(out).flatMap(({ seq }) => numbersOf(seq))
  const halfStored = storedIn(out).filter((id) => !isWhole(out, id))
  return [
    ...promised
      .filter((number) => !isWhole(out, studentId(number)))
      .map((n) => `${when}: receipt without ${n}`),
    ...halfStored.map((id) => `${when}: ${id} is not whole`),
  ]
}

function brokenAtEnd(out: string, when: string): string[] {
  const seen = storedIn(out).toSorted()
  const wanted = Array.from({ length: batches }, (_, at) => numbersOf(at + 1))
    .flat()
    .map(studentId)
  const receipts = receiptsIn(out)
  const accepted = receipts.flatMap((receipt) => receipt.accepted)
  const right =
    seen.join() === wanted.join() && receipts.length === batches && new Set(accepted).size === wanted.length
  return [...brokenPromises(out, when), ...(right ? [] : [`${when}: not each student once and signed for`])]
}

function isWhole(out: string, id: string): boolean {
  const number = Number(id.slice(-12))
  const file = (name: string) => {
    const path = join(out, 'student', id, name)
    return existsSync(path) ? readFileSync(path, 'utf8') : ''
  }
  return (
    file('person.json') === JSON.stringify({ student: number }) &&
    file('finger-02.png') === `finger of ${number}` &&
    file('packet.json').endsWith('}') &&
    file('intake.json').endsWith('}\n')
  )
}
