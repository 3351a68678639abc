import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createFolderSticks } from '../../boards/desk/folder-sticks.ts'
import type { MediaChange, RemovableMedia, Stick } from '../../hal/contract/removable-media.ts'
import { createLinuxSticks } from '../../hal/linux/linux-sticks.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { StickTwin } from '../../sim/usb/stick-twin.ts'
import { UsbTwin } from '../../sim/usb/usb-twin.ts'

import { mountableAs, openStickImage, type StickImage } from './stick-image.ts'

/** Sockets with hands. */
interface MediaStand {
  readonly media: RemovableMedia
  plug(): Promise<void>
  pull(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

const never = new AbortController().signal
const bytes = new Uint8Array(Buffer.from('carried'))

const kinds = ['vfat', 'exfat', 'ext4'].map((type) => ({ type, mountAs: mountableAs(type) }))
for (const { type, mountAs } of kinds)
  if (!mountAs) console.warn(`Skipped: this kernel cannot mount ${type}, no real stick of that kind is tried`)

const stands: readonly (readonly [string, () => Promise<MediaStand>])[] = [
  ['twin', openTwinStand],
  ['folder', openFolderStand],
  ...kinds.flatMap(({ type, mountAs }) =>
    mountAs ? [[`${type} on a loop device`, () => openLoopStand(type, mountAs)] as const] : [],
  ),
]

describe.each(stands)('sockets: %s', (_name, open) => {
  test('what is plugged is told, then each change, until the watcher stops', async () => {
    await using stand = await open()
    await stand.plug()
    const stop = new AbortController()
    const changes = stand.media.watch(stop.signal)[Symbol.asyncIterator]()
    const first = await stickOf(changes)
    await stand.pull()
    expect(await changes.next()).toMatchObject({ value: { kind: 'detached', id: first.id } })
    await stand.plug()
    expect((await stickOf(changes)).id).not.toBe(first.id)
    stop.abort()
    expect(await changes.next()).toMatchObject({ done: true })
  })

  test('what was written is there after the system forgot it, and after the next plugging', async () => {
    await using stand = await open()
    await stand.plug()
    const changes = stand.media.watch(never)[Symbol.asyncIterator]()
    const stick = await stickOf(changes)
    const before = await stick.space()
    await stick.disk.makeDirectory('REKAM/OUT')
    await stick.disk.write('REKAM/OUT/file.part', bytes)
    await stick.disk.rename('REKAM/OUT/file.part', 'REKAM/OUT/file')
    await stick.disk.syncDirectory('REKAM/OUT')
    expect(await stick.reread(never)).toEqual({ ok: true, value: undefined })
    expect(await stick.disk.read('REKAM/OUT/file')).toEqual({ ok: true, value: bytes })
    const after = await stick.space()
    if (!before.ok || !after.ok) throw new Error('no space told')
    expect(after.value.freeBytes).toBeLessThanOrEqual(before.value.freeBytes)
    expect(before.value.freeBytes).toBeLessThanOrEqual(before.value.totalBytes)
    expect(await stick.release(never)).toEqual({ ok: true, value: undefined })
    await stand.pull()
    await changes.next()
    await stand.plug()
    const again = await stickOf(changes)
    expect(await again.disk.read('REKAM/OUT/file')).toEqual({ ok: true, value: bytes })
  })

  test('after the release, and after a pull, every call is a fault and nothing is written elsewhere', async () => {
    await using stand = await open()
    await stand.plug()
    const changes = stand.media.watch(never)[Symbol.asyncIterator]()
    const stick = await stickOf(changes)
    await stick.release(never)
    const refused = { ok: false, fault: { kind: 'gone' } }
    expect(await stick.disk.makeDirectory('REKAM')).toMatchObject(refused)
    expect(await stick.release(never)).toEqual({ ok: false, fault: { kind: 'gone' } })
    await stand.pull()
    await changes.next()
    await stand.plug()
    const next = await stickOf(changes)
    await stand.pull()
    await changes.next()
    expect(await next.disk.write('file', bytes)).toMatchObject(refused)
    expect(await next.reread(never)).toEqual({ ok: false, fault: { kind: 'gone' } })
    expect(await next.space()).toEqual({ ok: false, fault: { kind: 'gone' } })
  })

  test('a file has no second name', async () => {
    await using stand = await open()
    await stand.plug()
    const stick = await stickOf(stand.media.watch(never)[Symbol.asyncIterator]())
    await stick.disk.write('file', bytes)
    expect(await stick.disk.link('file', 'again')).toMatchObject({ ok: false })
    expect(await stick.disk.read('again')).toMatchObject({ ok: false, fault: { kind: 'not-found' } })
  })
})

test.each(kinds.filter(({ mountAs }) => mountAs))(
  'what is read after the system forgot a $type stick comes from the medium',
  async ({ type, mountAs = '' }) => {
    await using stand = await openLoopStand(type, mountAs)
    await stand.plug()
    const stick = await stickOf(stand.media.watch(never)[Symbol.asyncIterator]())
    await stick.disk.write('file', bytes)
    await stick.disk.syncDirectory('.')
    stand.spoil(bytes, Buffer.from('spoiled'))
    expect(await stick.reread(never)).toEqual({ ok: true, value: undefined })
    expect(await stick.disk.read('file')).toEqual({ ok: true, value: new Uint8Array(Buffer.from('spoiled')) })
    await stick.release(never)
  },
)

describe('the twin', () => {
  test('falls out in the midst of a call, and what was not flushed is lost', async () => {
    const [usb, twin] = [new UsbTwin(), new StickTwin()]
    const stick = usb.plug(twin)
    await stick.disk.write('kept', bytes)
    await stick.disk.syncDirectory('.')
    await stick.disk.write('lost', bytes)
    twin.pulledAfterCalls = stick.calls
    expect(await stick.disk.write('half', bytes)).toMatchObject({ ok: false, fault: { kind: 'gone' } })
    expect(Object.keys(twin.disk.files())).toEqual(['kept'])
    expect(await stick.disk.read('kept')).toMatchObject({ ok: false })
    twin.pulledAfterCalls = Number.POSITIVE_INFINITY
    expect(await usb.plug(twin).disk.read('kept')).toEqual({ ok: true, value: bytes })
  })

  test('a stick that lies gives back from memory what it never had', async () => {
    const [usb, twin] = [new UsbTwin(), new StickTwin()]
    twin.disk.medium.lies = () => true
    const { disk, reread } = bound(usb.plug(twin))
    await disk.write('file', bytes)
    expect(await disk.read('file')).toEqual({ ok: true, value: bytes })
    await reread(never)
    expect(await disk.read('file')).toMatchObject({ ok: false })
  })
})

function bound(stick: Stick) {
  return { disk: stick.disk, reread: (signal: AbortSignal) => stick.reread(signal) }
}

async function stickOf(changes: AsyncIterator<MediaChange>): Promise<Stick> {
  const next = await changes.next()
  if (next.done || next.value.kind !== 'attached') throw new Error(`not attached: ${JSON.stringify(next)}`)
  return next.value.stick
}

async function openFolderStand(): Promise<MediaStand> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-folder-stick-'))
  const [inside, outside] = [join(folder, 'stick'), join(folder, 'pocket')]
  mkdirSync(outside)
  return {
    media: createFolderSticks(createRealClock(), inside),
    plug: async () => renameSync(outside, inside),
    pull: async () => renameSync(inside, outside),
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true }),
  }
}

// A stick is a file; it is plugged by a loop device and pulled by taking that away.
async function openLoopStand(type: string, mountAs: string): Promise<MediaStand & Pick<StickImage, 'spoil'>> {
  const image = openStickImage(type)
  const media = createLinuxSticks({
    clock: createRealClock(),
    folder: join(image.place, 'mounted'),
    isStick: (path) => image.device !== undefined && path.endsWith(`/${basename(image.device)}`),
    mountTypes: new Map([[type, mountAs]]),
  })
  return {
    media,
    plug: async () => image.plug(),
    pull: async () => image.pull(),
    spoil: (from, to) => image.spoil(from, to),
    [Symbol.asyncDispose]: async () => image[Symbol.dispose](),
  }
}

async function openTwinStand(): Promise<MediaStand> {
  const [media, twin] = [new UsbTwin(), new StickTwin()]
  return {
    media,
    plug: async () => void media.plug(twin),
    pull: async () => media.pull(twin),
    [Symbol.asyncDispose]: async () => undefined,
  }
}
