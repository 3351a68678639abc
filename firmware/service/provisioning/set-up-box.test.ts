import { beforeEach, describe, expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { createSeededRandom } from '../../../sim/random/seeded-random.ts'
import { StickTwin } from '../../../sim/usb/stick-twin.ts'
import { UsbTwin } from '../../../sim/usb/usb-twin.ts'
import { standIdentity } from '../../../test/stand/spool-stand.ts'
import { until } from '../../../test/stand/until.ts'
import { enrolmentSchema } from '../../custody/crypto/device-list.ts'
import { signKeyList } from '../../custody/crypto/key-list.ts'
import { ed25519 } from '../../custody/crypto/public-key.ts'
import type { SignedDocument } from '../../custody/crypto/signed-document.ts'
import { createSigningKey } from '../../custody/crypto/signing-key.ts'
import { openOrRepairSite } from './kept-order.ts'
import {
  anyBlankBox,
  provisioningOrderName,
  provisioningOrderSchema,
  signProvisioningOrder,
} from './provisioning-order.ts'
import type { SetupMoment } from './set-up-box.ts'
import { enrolmentPath, setUpBox } from './set-up-box.ts'
import type { Site } from './site.ts'
import { openSite } from './site-document.ts'
import { switchSchool } from './switch-school.ts'

const random = createSeededRandom(3)
const entropy = { bytes: (count: number) => random.bytes(count) }
const [authority, receipts, stranger] = [0, 1, 2].map(() => createSigningKey(entropy)) as [Key, Key, Key]
type Key = ReturnType<typeof createSigningKey>
const recipient = 'age1cy0su9fwf3gf9mw868g5yut09p6nytfmmnktexz2ya5uqg9vl9sss4euqm'
const keyList = signKeyList(
  {
    v: 1,
    number: 4,
    authority: { alg: ed25519, publicKey: authority.publicKey },
    recipients: [recipient],
    receiptKeys: [{ alg: ed25519, publicKey: receipts.publicKey }],
    revoked: [],
    minimumSoftware: '0.0.0',
  },
  authority,
)
const { device } = standIdentity
const givenMs = Date.UTC(2026, 10, 24)

function orderFor(
  school: string,
  {
    key = receipts,
    ...more
  }: {
    readonly key?: Key
    readonly device?: string
    readonly number?: number
    readonly givenMs?: number
  } = {},
) {
  const order = { v: 1, device: anyBlankBox, number: givenMs, givenMs, school, letter: 'B', ...more }
  return signProvisioningOrder(provisioningOrderSchema.parse(order), key)
}

let disk: MemoryDisk
let usb: UsbTwin
let moments: SetupMoment[]
let stop: AbortController
let done: Promise<Site | undefined>

beforeEach(() => {
  disk = new MemoryDisk()
  usb = new UsbTwin()
  moments = []
  stop = new AbortController()
})

function start({
  boot,
  isDamaged = false,
}: {
  readonly boot?: MemoryDisk
  readonly isDamaged?: boolean
} = {}): void {
  const changed = (moment: SetupMoment) => void moments.push(moment)
  const clock = createHandClock()
  done = setUpBox(
    { disk, clock, identity: standIdentity, media: usb, boot, isDamaged, log: () => undefined, changed },
    stop.signal,
  )
}

async function fill(target: MemoryDisk, files: Readonly<Record<string, SignedDocument>>): Promise<void> {
  await target.makeDirectory('REKAM/IN')
  for (const [name, { bytes, signature }] of Object.entries(files)) {
    await target.write(`REKAM/IN/${name}`, bytes)
    await target.write(`REKAM/IN/${name.replace('.json', '.sig')}`, Buffer.from(signature))
  }
}

async function plugIn(files: Readonly<Record<string, SignedDocument>>): Promise<StickTwin> {
  const stick = new StickTwin()
  await fill(stick.disk, files)
  stick.flush()
  usb.plug(stick)
  return stick
}

test('a blank box becomes the school’s whose stick is put in, and says on it who it is', async () => {
  start()
  const stick = await plugIn({ 'key-list.json': keyList, 'site.json': orderFor('30312345') })
  expect(await done).toMatchObject({
    school: '30312345',
    letter: 'B',
    order: givenMs,
    provisionedMs: givenMs,
  })
  expect(moments.map(({ type }) => type)).toEqual(['waiting', 'reading', 'done'])
  const kept = await openSite(disk)
  expect(kept).toMatchObject({ ok: true, value: { school: '30312345', keyList: { number: 4 } } })
  const enrolment = await stick.disk.read(enrolmentPath(device))
  const text = enrolment.ok ? Buffer.from(enrolment.value).toString() : ''
  expect(enrolmentSchema.parse(JSON.parse(text))).toMatchObject({ device, school: '30312345' })
})

test('an order that names this box counts more than one for any', async () => {
  start()
  await plugIn({
    'key-list.json': keyList,
    'site.json': orderFor('30312345'),
    [provisioningOrderName(device)]: orderFor('30399999', { device }),
  })
  expect(await done).toMatchObject({ school: '30399999' })
})

test('the boot partition does as well, without a stick', async () => {
  const boot = new MemoryDisk()
  await fill(boot, { 'key-list.json': keyList, 'site.json': orderFor('30312345') })
  start({ boot })
  expect(await done).toMatchObject({ school: '30312345' })
})

const spoiled = { ...orderFor('30312345'), bytes: Buffer.from('{"v":1}') }
const others: Readonly<Record<string, Readonly<Record<string, SignedDocument>>>> = {
  nothing: {},
  'no-key-list': { 'site.json': orderFor('30312345') },
  'for-other-box': {
    'key-list.json': keyList,
    'site.json': orderFor('30312345', { device: 'rk-0123456789' }),
  },
  'wrong-time': {
    'key-list.json': keyList,
    'site.json': orderFor('30312345', { givenMs: Date.UTC(2062, 0, 1) }),
  },
  'not-signed': { 'key-list.json': keyList, 'site.json': orderFor('30312345', { key: stranger }) },
}

test.each(Object.entries(others))(
  'a stick that does not help is told why, and the next one may: %s',
  async (why, files) => {
    start()
    const first = await plugIn(files)
    await until('the refusal', () =>
      moments.some((moment) => moment.type === 'refused' && moment.why === why),
    )
    expect(await openSite(disk)).toEqual({ ok: true, value: undefined })
    usb.pull(first)
    await plugIn({ 'key-list.json': keyList, 'site.json': orderFor('30312345') })
    expect(await done).toMatchObject({ school: '30312345' })
  },
)

test('a spoiled order, or one for another box, changes nothing', async () => {
  start()
  const stick = await plugIn({ 'key-list.json': keyList, 'site.json': spoiled })
  await until('the refusal', () => moments.at(-1)?.type === 'refused')
  usb.pull(stick)
  await plugIn({ 'key-list.json': keyList, 'site-rk-0123456789.json': orderFor('30312345') })
  await until('the second one', () => moments.filter(({ type }) => type === 'refused').length === 2)
  stop.abort()
  expect(await done).toBeUndefined()
  expect(await openSite(disk)).toEqual({ ok: true, value: undefined })
})

describe('a box whose settings are damaged', () => {
  const [number, school] = [7, '30312345'] as const
  const named = (more = {}) => orderFor(school, { device, number, ...more })

  async function damage(...paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      const read = await disk.read(path)
      if (!read.ok) throw new Error(read.fault.kind)
      // The school of the finding: one bit makes 38888888 of 28888888.
      await disk.write(path, Buffer.from(Buffer.from(read.value).toString().replace('"303', '"203')))
    }
  }

  beforeEach(async () => {
    start()
    await plugIn({ 'key-list.json': keyList, 'site.json': orderFor(school, { number }) })
    const site = await done
    if (!site) throw new Error('not set up')
    await switchSchool(disk, site)
  })

  test('in one generation, still belongs to its school', async () => {
    for (const path of ['site.json', 'site.json.prev']) {
      const whole = await disk.read(path)
      await damage(path)
      expect(await openSite(disk)).toMatchObject({ ok: true, value: { school } })
      if (whole.ok) await disk.write(path, whole.value)
    }
  })

  test('in both, is made anew of its last order, and asks for its PIN', async () => {
    await damage('site.json', 'site.json.prev')
    expect(await openSite(disk)).toMatchObject({ ok: false, fault: { kind: 'damaged' } })
    const site = { school, order: number, attendantPin: 'ask', keyList: { number: 4 } }
    expect(await openOrRepairSite(disk, device)).toMatchObject({
      ok: true,
      value: { site, isRepaired: true },
    })
    const again = await openOrRepairSite(disk, device)
    expect(again).toMatchObject({ ok: true, value: { site } })
    expect(again).not.toHaveProperty('value.isRepaired')
  })

  test.each(['order/site.json', 'order/site.sig', 'order/key-list.json'])(
    'and whose %s is spoiled as well, is made of nothing',
    async (path) => {
      const read = await disk.read(path)
      const bytes = Buffer.from(read.ok ? read.value : [])
      const at = path.endsWith('.json') ? bytes.indexOf('"') + 30 : 10
      bytes[at] = (bytes[at] ?? 0) ^ 1
      await disk.write(path, bytes)
      await damage('site.json', 'site.json.prev')
      expect(await openOrRepairSite(disk, device)).toEqual({ ok: true, value: 'damaged' })
    },
  )

  test('obeys neither an order for any blank box, nor one older than its last, and then its own', async () => {
    await damage('site.json', 'site.json.prev')
    usb = new UsbTwin()
    moments = []
    start({ isDamaged: true })
    const refused = () => moments.flatMap((moment) => (moment.type === 'refused' ? [moment.why] : []))
    const sticks = [
      { 'key-list.json': keyList, 'site.json': orderFor('30399999') },
      { 'key-list.json': keyList, [provisioningOrderName(device)]: named({ number: 6 }) },
      { 'key-list.json': keyList, [provisioningOrderName(device)]: named({ device: 'rk-0123456789' }) },
    ]
    for (const [at, files] of sticks.entries()) {
      const stick = await plugIn(files)
      await until('the refusal', () => refused().length === at + 1)
      usb.pull(stick)
    }
    expect(refused()).toEqual(['for-other-box', 'older', 'for-other-box'])
    await plugIn({ 'key-list.json': keyList, [provisioningOrderName(device)]: named({ number: 8 }) })
    expect(await done).toMatchObject({ school, order: 8 })
    expect(await openSite(disk)).toMatchObject({ ok: true, value: { order: 8 } })
  })
})

test('an order for a zone that nobody can reckon with is none', () => {
  const order = { v: 1, device: anyBlankBox, number: givenMs, givenMs, school: '30312345', letter: 'B' }
  const isOrder = (zone: string) => provisioningOrderSchema.safeParse({ ...order, zone }).success
  expect(['Asia/Jayapura', 'Asia/Balangan', 'WIT'].map(isOrder)).toEqual([true, false, false])
})

test('a site of a version without checksums is read, and half of one is not', async () => {
  start()
  await plugIn({ 'key-list.json': keyList, 'site.json': orderFor('30312345') })
  const plain = new MemoryDisk()
  const text = JSON.stringify(await done)
  await plain.write('site.json', Buffer.from(text))
  expect(await openSite(plain)).toMatchObject({ ok: true, value: { school: '30312345' } })
  await plain.write('site.json', Buffer.from(text.slice(0, 200)))
  expect(await openSite(plain)).toMatchObject({ ok: false, fault: { kind: 'damaged' } })
  for (const empty of ['', '\0'.repeat(400)]) {
    await plain.write('site.json', Buffer.from(empty))
    expect(await openSite(plain)).toMatchObject({ ok: false, fault: { kind: 'damaged' } })
  }
})
