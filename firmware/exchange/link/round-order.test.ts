import { beforeEach, expect, test } from 'vitest'
import type { Disk } from '../../../hal/contract/disk.ts'
import type { LinkHint } from '../../../hal/contract/link-status.ts'
import { unknownLink } from '../../../hal/contract/link-status.ts'
import { ok } from '../../../hal/contract/result.ts'
import { createHandClock, type HandClock } from '../../../sim/clock/hand-clock.ts'
import { hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { RegistryStand } from '../../../test/stand/registry-stand.ts'
import { senderStand } from '../../../test/stand/sender-stand.ts'
import { addStandPackets, openStandSpool, standStamp } from '../../../test/stand/spool-stand.ts'
import type { Forwarding } from '../policy/forwarding.ts'
import { linkPolicySchema } from '../policy/link-policy.ts'
import { runSender } from './sender.ts'
import type { SenderParts } from './sender-parts.ts'

const minute = 60_000

let disk: MemoryDisk
let registry: RegistryStand
let clock: HandClock
let told: Forwarding[]
let hint: LinkHint

beforeEach(() => {
  disk = new MemoryDisk()
  registry = new RegistryStand()
  clock = createHandClock()
  told = []
  hint = unknownLink
})

async function runFor(ms: number, changes: Partial<SenderParts> = {}, documents: Disk = disk): Promise<void> {
  const spool = await openStandSpool(disk)
  const stop = new AbortController()
  const parts = await senderStand(documents, spool, clock, registry, {
    link: { hint: async () => hint },
    onStatus: (forwarding) => told.push(forwarding),
    ...changes,
  })
  const running = runSender(parts, stop.signal)
  await clock.advance(ms)
  stop.abort()
  await running
}

async function closeBatchOf(...words: readonly string[]): Promise<readonly string[]> {
  const spool = await openStandSpool(disk)
  const hashes = await addStandPackets(spool, ...words)
  await spool.closeBatch(standStamp)
  return hashes
}

const asked = () => registry.asked.splice(0)
const states = () => told.splice(0).map(({ state }) => state.type)

test('the registry is asked before anything else, and nothing goes to a link that does not lead to it', async () => {
  await closeBatchOf('a')
  registry.down = true
  await runFor(minute)
  expect(new Set(asked())).toEqual(new Set(['GET hello']))
  expect(new Set(states())).toEqual(new Set(['trouble']))
})

test('while the system says that there is no way out nobody is asked', async () => {
  await closeBatchOf('a')
  hint = { ...unknownLink, reach: 'none' }
  await runFor(10 * minute)
  expect([asked(), new Set(states())]).toEqual([[], new Set(['not-now'])])
  hint = unknownLink
  await runFor(minute)
  expect(registry.finished.size).toBe(3)
})

test('once the bytes of a day are used up the registry is still asked, and nothing is sent', async () => {
  const [first = '', second = ''] = await closeBatchOf('a', 'b')
  const policy = linkPolicySchema.parse({ bytesPerDay: 2_000 })
  await runFor(60 * minute, { policy })
  expect([...registry.finished.keys()]).toEqual([`1/${first}.packet`])
  expect(asked().filter((one) => one === 'GET hello').length).toBeGreaterThan(2)
  expect(told.at(-1)?.state).toEqual({ type: 'not-now', why: { kind: 'budget', metered: false } })
  // A restart does not give the bytes back; the next day does.
  await runFor(10 * minute, { policy })
  expect(registry.finished.size).toBe(1)
  const tomorrow = { ...standStamp, wallMs: standStamp.wallMs + 86_400_000 }
  await runFor(10 * minute, { policy, stamp: () => tomorrow })
  expect(registry.finished.has(`1/${second}.packet`)).toBe(true)
})

test('hours that end in the middle of a batch end it too', async () => {
  await closeBatchOf('a', 'b', 'c')
  let wallMs = Date.UTC(2026, 10, 26, 3, 59, 59)
  const policy = linkPolicySchema.parse({ windows: [{ from: '10:00', to: '12:00' }] })
  const stamp = () => ({ ...standStamp, wallMs })
  const onOutcome: SenderParts['onOutcome'] = () => undefined
  const fetchUpdates = async () => {
    wallMs += 1_000
    return ok()
  }
  await runFor(10 * minute, { policy, stamp, onOutcome, fetchUpdates })
  expect(registry.finished.size).toBe(1)
  expect(told.at(-1)?.state).toEqual({ type: 'not-now', why: { kind: 'window', from: '10:00' } })
})

test('of a batch of which the registry lost a packet only that one goes again', async () => {
  const [first = ''] = await closeBatchOf('a', 'b')
  await runFor(minute)
  asked()
  registry.lose(`1/${first}.packet`)
  await runFor(minute)
  const sent = new Set(asked())
  expect(sent).toEqual(new Set(['GET hello', `POST 1/${first}.packet`, `PATCH 1/${first}.packet`]))
})

test('a registry that says nothing about a batch it was sent gets it again, later and later', async () => {
  await closeBatchOf('a')
  registry.holds = false
  await runFor(120 * minute)
  const times = asked().filter((one) => one === 'POST 1/batch.json').length
  expect(times).toBe(4)
})

test.each([
  [413, 'over-limit'],
  [400, 'refused'],
])('a file that the server refuses with %i holds up no other batch, and is told of', async (status, kind) => {
  const [first = ''] = await closeBatchOf('a')
  const [second = ''] = await closeBatchOf('b')
  registry.unwanted.set(`1/${first}.packet`, status)
  const reported: unknown[] = []
  await runFor(minute, { onOutcome: (outcome) => reported.push(outcome.ok ? 'ok' : outcome.fault.kind) })
  expect(registry.finished.has(`2/${second}.packet`)).toBe(true)
  expect(reported).toContain(kind)
  expect(told.at(-1)?.state).toMatchObject({ type: 'trouble', fault: kind })
  // It is not asked in vain each round, and goes as soon as the server will have it.
  expect(asked().filter((one) => one === `POST 1/${first}.packet`).length).toBe(1)
  registry.unwanted.clear()
  await runFor(20 * minute)
  expect(registry.finished.has(`1/${first}.packet`)).toBe(true)
  expect(told.at(-1)?.state).toEqual({ type: 'awaiting-receipt' })
})

test('bytes that the disk would not note down count against the day all the same', async () => {
  const [first = ''] = await closeBatchOf('a', 'b')
  const policy = linkPolicySchema.parse({ bytesPerDay: 2_000 })
  const refusing = hookDisk(disk, ({ path, name }) =>
    name === 'write' && path.startsWith('state/uplink') ? { kind: 'full', path } : undefined,
  )
  // A sender that forgot what it spent would go on without a pause.
  let rounds = 0
  const fewRounds = async () => {
    rounds += 1
    return rounds > 9 ? { ...unknownLink, reach: 'none' as const } : unknownLink
  }
  await runFor(minute, { policy, link: { hint: fewRounds } }, refusing)
  expect([...registry.finished.keys()]).toEqual([`1/${first}.packet`])
  expect(asked().filter((one) => one.startsWith('POST '))).toEqual([`POST 1/${first}.packet`])
})

test('another batch that the registry holds under a number of ours is not taken for ours', async () => {
  const [ours = ''] = await closeBatchOf('a')
  const other = await openStandSpool(new MemoryDisk())
  await addStandPackets(other, 'b')
  const closed = await other.closeBatch(standStamp)
  registry.finished.set('1/batch.json', Buffer.from((closed.ok && closed.value?.bytes) || ''))
  await runFor(minute)
  expect(registry.finished.has(`1/${ours}.packet`)).toBe(true)
})

test('rounds that failed are counted across a restart', async () => {
  await closeBatchOf('a')
  registry.busy = true
  await runFor(10 * minute)
  asked()
  await runFor(5 * minute)
  expect(asked().length).toBeLessThanOrEqual(2)
})

test('the next batch is sent at once, however long the sender wanted to rest', async () => {
  const spool = await openStandSpool(disk)
  const stop = new AbortController()
  const running = runSender(await senderStand(disk, spool, clock, registry), stop.signal)
  await clock.advance(5 * minute)
  expect(asked()).toEqual(['GET hello'])
  await addStandPackets(spool, 'a')
  await spool.closeBatch(standStamp)
  await clock.advance(3_000)
  expect(registry.finished.size).toBe(3)
  stop.abort()
  await running
})

test('what is told says what waits and what has arrived', async () => {
  await closeBatchOf('a', 'b')
  await runFor(minute)
  expect(states().slice(0, 3)).toEqual(['sending', 'awaiting-receipt', 'awaiting-receipt'])
  await runFor(minute)
  const last = told.at(-1)
  expect([last?.packets, last?.heldBytes === last?.bytes, last?.bytes]).toEqual([2, true, 22])
})
