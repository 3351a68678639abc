import { beforeEach, expect, test } from 'vitest'
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
import { openSite } from './open-site.ts'
import {
  provisioningOrderName,
  provisioningOrderSchema,
  signProvisioningOrder,
} from './provisioning-order.ts'
import type { SetupMoment } from './set-up-box.ts'
import { enrolmentPath, setUpBox } from './set-up-box.ts'
import type { Site } from './site.ts'

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
const orderFor = (school: string, key = receipts) =>
  signProvisioningOrder(
    provisioningOrderSchema.parse({ v: 1, number: 1_795_000_000_000, school, letter: 'B' }),
    key,
  )
const { device } = standIdentity

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

function start(boot?: MemoryDisk): void {
  const changed = (moment: SetupMoment) => void moments.push(moment)
  const clock = createHandClock()
  done = setUpBox(
    { disk, clock, identity: standIdentity, media: usb, boot, log: () => undefined, changed },
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
  expect(await done).toMatchObject({ school: '30312345', letter: 'B', order: 1_795_000_000_000 })
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
    [provisioningOrderName(device)]: orderFor('30399999'),
  })
  expect(await done).toMatchObject({ school: '30399999' })
})

test('the boot partition does as well, without a stick', async () => {
  const boot = new MemoryDisk()
  await fill(boot, { 'key-list.json': keyList, 'site.json': orderFor('30312345') })
  start(boot)
  expect(await done).toMatchObject({ school: '30312345' })
})

const spoiled = { ...orderFor('30312345'), bytes: Buffer.from('{"v":1}') }
const others: Readonly<Record<string, Readonly<Record<string, SignedDocument>>>> = {
  nothing: {},
  'no-key-list': { 'site.json': orderFor('30312345') },
  'not-signed': { 'key-list.json': keyList, 'site.json': orderFor('30312345', stranger) },
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
