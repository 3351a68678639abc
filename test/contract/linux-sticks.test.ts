import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import type { MediaChange, Stick } from '../../hal/contract/removable-media.ts'
import { isOnUsb } from '../../hal/linux/block-sticks.ts'
import { createLinuxSticks } from '../../hal/linux/linux-sticks.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { mountableAs, openStickImage, type StickImage } from './stick-image.ts'

const mountAs = mountableAs('ext4')
if (!mountAs) console.warn('Skipped: no image can be mounted, sticks on Linux are not tried')

const never = new AbortController().signal
const mounted = (folder: string) => readFileSync('/proc/self/mountinfo', 'utf8').includes(` ${folder}/`)

function watch(image: StickImage, types: readonly string[], signal = never) {
  const media = createLinuxSticks({
    clock: createRealClock(),
    folder: join(image.place, 'mounted'),
    isStick: (path) => path.endsWith(`/${basename(image.device ?? 'none')}`),
    mountTypes: new Map(types.map((type) => [type, type])),
  })
  return media.watch(signal)[Symbol.asyncIterator]()
}

async function next(changes: AsyncIterator<MediaChange>): Promise<MediaChange> {
  const change = await changes.next()
  if (change.done) throw new Error('ended')
  return change.value
}

async function stickOf(changes: AsyncIterator<MediaChange>): Promise<Stick> {
  const change = await next(changes)
  if (change.kind !== 'attached') throw new Error(change.kind)
  return change.stick
}

test.skipIf(!mountAs)('a stick with a file system that is not for us is not mounted', async () => {
  using image = openStickImage('ext4')
  image.plug()
  const changes = watch(image, ['vfat', 'exfat'])
  expect(await next(changes)).toMatchObject({ kind: 'unusable', fault: { kind: 'unknown-file-system' } })
  expect(mounted(join(image.place, 'mounted'))).toBe(false)
  image.pull()
  expect(await next(changes)).toMatchObject({ kind: 'detached' })
})

test.skipIf(!mountAs)('a stick behind its switch is read and not written', async () => {
  using image = openStickImage('ext4')
  image.plug()
  const first = watch(image, ['ext4'])
  const { disk, release } = hands(await stickOf(first))
  await disk.write('file', Buffer.from('there'))
  await release()
  image.pull()
  await next(first)
  image.plug('locked')
  const locked = await stickOf(watch(image, ['ext4']))
  expect(locked.readOnly).toBe(true)
  expect(await locked.disk.write('other', Buffer.from('x'))).toMatchObject({ fault: { kind: 'read-only' } })
  expect(await locked.disk.read('file')).toMatchObject({ ok: true })
  await locked.release(never)
})

test.skipIf(!mountAs)('no programs, no devices, no set-user-id; when we end, it is let go of', async () => {
  using image = openStickImage('ext4')
  image.plug()
  const stop = new AbortController()
  const changes = watch(image, ['ext4'], stop.signal)
  await stickOf(changes)
  const folder = join(image.place, 'mounted')
  const line = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .find((one) => one.includes(` ${folder}/`))
  expect(line?.split(' ')[5]?.split(',')).toEqual(expect.arrayContaining(['rw', 'nosuid', 'nodev', 'noexec']))
  stop.abort()
  await changes.next()
  expect(mounted(folder)).toBe(false)
  expect(readdirSync(folder)).toEqual([])
})

test.skipIf(!mountAs)('what a process that died left mounted is let go of by the next', async () => {
  using image = openStickImage('ext4')
  image.plug()
  const dead = await stickOf(watch(image, ['ext4']))
  await dead.disk.write('file', Buffer.from('there'))
  const again = await stickOf(watch(image, ['ext4']))
  expect(await again.disk.read('file')).toMatchObject({ ok: true })
  expect(await again.release(never)).toMatchObject({ ok: true })
  expect(mounted(join(image.place, 'mounted'))).toBe(false)
})

test.skipIf(!mountAs)(
  'pulled while it is mounted: it vanishes from the folder, and nothing is written there',
  async () => {
    using image = openStickImage('ext4')
    image.plug()
    const changes = watch(image, ['ext4'])
    const stick = await stickOf(changes)
    image.pull()
    expect(await next(changes)).toMatchObject({ kind: 'detached', id: stick.id })
    expect(await stick.disk.makeDirectory('REKAM')).toMatchObject({ ok: false })
    expect(existsSync(join(image.place, 'mounted', stick.id))).toBe(false)
  },
)

test.skipIf(!mountAs)('while somebody holds a file of it open it is not said to be released', async () => {
  using image = openStickImage('ext4')
  image.plug()
  const stick = await stickOf(watch(image, ['ext4']))
  await stick.disk.write('file', Buffer.from('there'))
  const held = await open(join(image.place, 'mounted', stick.id, 'file'))
  expect(await stick.release(never)).toMatchObject({ ok: false, fault: { kind: 'busy' } })
  await held.close()
  expect(await stick.release(never)).toMatchObject({ ok: true })
})

test('a stick hangs on USB; a card, a disk of the board and a loop do not', () => {
  const usb =
    '/sys/devices/platform/scb/fd500000.pcie/pci0000:00/0000:00:00.0/0000:01:00.0/usb1/1-1/1-1.2/block/sda'
  expect(isOnUsb(usb)).toBe(true)
  expect(isOnUsb('/sys/devices/platform/emmc2bus/fe340000.mmc/mmc_host/mmc0/mmc0:aaaa/block/mmcblk0')).toBe(
    false,
  )
  expect(isOnUsb('/sys/devices/virtual/block/loop0')).toBe(false)
})

function hands(stick: Stick) {
  return { disk: stick.disk, release: () => stick.release(never) }
}
