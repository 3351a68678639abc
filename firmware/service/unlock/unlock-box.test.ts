import { beforeEach, expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { openSecureElementTwin } from '../../../sim/element/secure-element-twin.ts'
import { createSeededRandom } from '../../../sim/random/seeded-random.ts'
import { StickTwin } from '../../../sim/usb/stick-twin.ts'
import { UsbTwin } from '../../../sim/usb/usb-twin.ts'
import { until } from '../../../test/stand/until.ts'
import { createLog } from '../../core/log/log.ts'
import { createIdentity, openSealed, recipientOf } from '../../custody/crypto/age-file.ts'
import { openDocument } from '../../custody/document/document.ts'
import type { Site } from '../provisioning/site.ts'
import { fromText, type Lock, lockPath, noLock, openOfficeSlot, parseLock } from './lock-document.ts'
import type { UnlockState } from './step-unlock.ts'
import { BoxUnlocking, type Unlocked, type UnlockParts } from './unlock-box.ts'

const random = createSeededRandom(161)
const entropy = { bytes: (count: number) => random.bytes(count) }
const device = 'rk-0123456789'
const registry = await createIdentity()
const recipient = await recipientOf(registry)

let card: MemoryDisk
let usb: UsbTwin
let states: UnlockState[]
let logged: string[]

beforeEach(() => {
  card = new MemoryDisk()
  usb = new UsbTwin()
  states = []
  logged = []
})

const shown = () => {
  const state = states.at(-1)
  return state && ('trouble' in state && state.trouble ? `${state.type} ${state.trouble}` : state.type)
}
const shows = (what: string) => until(what, () => shown() === what)

/** A start of the box; `done` gives its key. */
async function start(
  site: Partial<UnlockParts['site']> = {},
  more: Partial<Pick<UnlockParts, 'element' | 'office'>> = {},
) {
  const lock = await openDocument<Lock>(card, lockPath, parseLock, noLock)
  if (!lock.ok) throw new Error(lock.fault.kind)
  const stop = new AbortController()
  const clock = createHandClock()
  const unlock: Site['unlock'] = ['stick']
  const unlocking = new BoxUnlocking({
    lock: lock.value,
    site: { unlock, attendantPin: 'ask', order: 1, ...site },
    device,
    clock,
    entropy,
    log: createLog(({ event }) => logged.push(event)),
    media: usb,
    element: undefined,
    office: undefined,
    recipients: () => [recipient],
    changed: (state) => void states.push(state),
    ...more,
  })
  return { unlocking, stop, clock, lock: lock.value, done: unlocking.run(stop.signal) }
}

/** The first start of a locked box: a key stick, a PIN twice. */
async function lockFirst(): Promise<{ readonly stick: StickTwin; readonly unlocked: Unlocked }> {
  const { unlocking, done } = await start()
  await shows('new-stick')
  const stick = new StickTwin()
  usb.plug(stick)
  for (const next of ['choose', 'repeat']) {
    await shows(next)
    unlocking.type('135790')
  }
  const unlocked = await done
  if (!unlocked) throw new Error('not locked')
  usb.pull(stick)
  return { stick, unlocked }
}

test('a box is locked for the first time with a stick and a PIN, and opened by both again', async () => {
  const { stick, unlocked } = await lockFirst()
  expect(unlocked.pin).toBe('135790')
  const again = await start()
  await shows('stick')
  usb.plug(stick)
  await shows('pin')
  again.unlocking.type('000000')
  await shows('pin wrong')
  again.unlocking.type('135790')
  expect(await again.done).toEqual({ key: unlocked.key })
  expect(logged).toEqual(['key-stick', 'box-unlocked', 'unlock-pin', 'unlock-pin', 'box-unlocked'])
})

test('neither a stick of another box nor an empty one opens it, nor the PIN alone', async () => {
  const { stick, unlocked } = await lockFirst()
  const file = await stick.disk.read(`REKAM/KEY/${device}.json`)
  const again = await start()
  again.unlocking.type('135790')
  const others = [new StickTwin(), new StickTwin()]
  await others[1]?.disk.makeDirectory('REKAM/KEY')
  const text = Buffer.from(file.ok ? file.value : []).toString()
  await others[1]?.disk.write(`REKAM/KEY/${device}.json`, Buffer.from(text.replace(device, 'rk-9999999999')))
  for (const other of others) {
    usb.plug(other)
    await shows('stick not-ours')
    usb.pull(other)
    await shows('stick')
  }
  usb.plug(stick)
  await shows('pin')
  again.unlocking.type('135790')
  expect((await again.done)?.key).toEqual(unlocked.key)
})

test('a pause after five wrong PINs is there again after a power cut', async () => {
  const { stick } = await lockFirst()
  usb.plug(stick)
  const first = await start()
  for (let tries = 0; tries < 5; tries += 1) {
    await until('the pad', () => states.at(-1)?.type === 'pin')
    first.unlocking.type('000000')
    await until('the answer', () => states.at(-1)?.type === 'pin' && shown() === 'pin wrong')
  }
  first.stop.abort()
  expect(await first.done).toBeUndefined()
  card.powerCut()
  usb.pull(stick)
  states = []
  const again = await start()
  usb.plug(stick)
  await shows('pin')
  again.unlocking.type('135790')
  await shows('pin later')
  await again.clock.advance(15_000)
  again.unlocking.type('135790')
  expect((await again.done)?.key).toHaveLength(32)
})

test('nothing on the card opens it: no PIN, no key and no secret of the stick lies there', async () => {
  const { stick, unlocked } = await lockFirst()
  const stored = await card.read(lockPath)
  const text = Buffer.from(stored.ok ? stored.value : []).toString()
  const file = await stick.disk.read(`REKAM/KEY/${device}.json`)
  const { secret } = JSON.parse(Buffer.from(file.ok ? file.value : []).toString())
  for (const hidden of ['135790', secret, Buffer.from(unlocked.key).toString('base64')])
    expect(text).not.toContain(hidden)
  // The registry can, from the share that only it opens.
  const share = JSON.parse(text.split('\n')[1] ?? '').slots.find(
    ({ type }: { type: string }) => type === 'office',
  )
  const half = await openSealed(registry, fromText(share.share))
  expect(half.ok && (await openOfficeSlot(share, half.value))).toEqual(unlocked.key)
})

test('the registry opens it over the link, where its school wants that', async () => {
  const { unlocked } = await lockFirst()
  const asked: string[] = []
  const office: UnlockParts['office'] = async (slot) => {
    asked.push(slot.type)
    const half = await openSealed(registry, fromText(slot.share))
    return half.ok ? openOfficeSlot(slot, half.value) : undefined
  }
  const refused = await start({}, { office })
  await shows('stick')
  expect(asked).toEqual([])
  refused.stop.abort()
  await refused.done
  const opened = await start({ unlock: ['stick', 'office'] }, { office })
  expect((await opened.done)?.key).toEqual(unlocked.key)
})

test('a secure element opens it alone, and another one does not', async () => {
  const [chip, stranger] = [new MemoryDisk(), new MemoryDisk()]
  const open = async (disk: MemoryDisk) => {
    const element = await openSecureElementTwin(disk, entropy)
    return element.ok ? element.value : undefined
  }
  const unlock: Site['unlock'] = ['element']
  const first = await start({ unlock }, { element: await open(chip) })
  const unlocked = await first.done
  const again = await start({ unlock }, { element: await open(chip) })
  expect((await again.done)?.key).toEqual(unlocked?.key)
  const moved = await start({ unlock }, { element: await open(stranger) })
  await shows('stick')
  moved.stop.abort()
  expect(await moved.done).toBeUndefined()
})

test('an order that asks for a PIN has a new stick made, once the old one or the registry has opened it', async () => {
  const { stick, unlocked } = await lockFirst()
  const again = await start({ order: 2 })
  await shows('stick')
  usb.plug(stick)
  await shows('pin')
  again.unlocking.type('135790')
  await shows('new-stick')
  usb.pull(stick)
  const next = new StickTwin()
  usb.plug(next)
  for (const step of ['choose', 'repeat']) {
    await shows(step)
    again.unlocking.type('246810')
  }
  expect(await again.done).toEqual({ key: unlocked.key, pin: '246810' })
  usb.pull(next)
  states = []
  const last = await start({ order: 2 })
  usb.plug(stick)
  await shows('pin')
  last.unlocking.type('135790')
  await shows('pin wrong')
  usb.pull(stick)
  usb.plug(next)
  await shows('pin')
  last.unlocking.type('246810')
  expect((await last.done)?.key).toEqual(unlocked.key)
})

test('a stick that takes no writes is told, and another one is asked for', async () => {
  const { unlocking, done } = await start()
  await shows('new-stick')
  const locked = new StickTwin()
  locked.disk.medium.readOnly = true
  usb.plug(locked)
  for (const step of ['choose', 'repeat']) {
    await shows(step)
    unlocking.type('135790')
  }
  await shows('new-stick unreadable')
  usb.pull(locked)
  usb.plug(new StickTwin())
  for (const step of ['choose', 'repeat']) {
    await shows(step)
    unlocking.type('135790')
  }
  expect((await done)?.pin).toBe('135790')
})
