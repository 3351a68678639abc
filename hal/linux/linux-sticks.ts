import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../contract/clock.ts'
import type { Disk } from '../contract/disk.ts'
import type {
  MediaChange,
  MediaFault,
  MediaSpace,
  RemovableMedia,
  Stick,
} from '../contract/removable-media.ts'
import { err, ok, type Result } from '../contract/result.ts'
import { type BlockStick, isMountedReadOnly, isOnUsb, isPlugged, listBlockSticks } from './block-sticks.ts'
import { mountDevice, probeDevice, removeFolder, unmountFolder } from './mount-programs.ts'
import { openStickFolder, type StickFolder } from './stick-folder.ts'

export interface LinuxSticksOptions {
  readonly clock: Clock
  /** A folder of our own on memory: each stick shows in a folder below. */
  readonly folder: string
  /** Which devices are sticks, by their real path in sysfs; those on USB. */
  readonly isStick?: (path: string) => boolean
  /** Which file systems are opened, by what `blkid` calls them, and how `mount` is asked for each. */
  readonly mountTypes?: ReadonlyMap<string, string>
}

const pollMs = 1_000

const plainTypes: ReadonlyMap<string, string> = new Map([
  ['vfat', 'vfat'],
  ['exfat', 'exfat'],
])

/**
 * Sticks on Linux. Mounts them itself with `mount` and `umount` and so must be allowed to: to read back from the
 * medium, and to know that it is safe to pull, one must be able to unmount. Looks once a second at the names in
 * sysfs; a program is started only for a stick that is new.
 */
export function createLinuxSticks(options: LinuxSticksOptions): RemovableMedia {
  return { watch: (signal) => watch(options, signal) }
}

async function* watch(options: LinuxSticksOptions, signal: AbortSignal): AsyncIterable<MediaChange> {
  const { clock, folder, isStick = isOnUsb } = options
  await clear(folder)
  const held = new Map<string, LinuxStick | undefined>()
  while (!signal.aborted) {
    const plugged = await listBlockSticks(isStick, folder)
    for (const [id, stick] of held) {
      if (plugged.some(({ key }) => key === id)) continue
      held.delete(id)
      await stick?.vanish()
      yield { kind: 'detached', id }
    }
    for (const found of plugged) {
      if (held.has(found.key)) continue
      const opened = await openStick(options, found)
      held.set(found.key, opened.ok ? opened.value : undefined)
      yield opened.ok
        ? { kind: 'attached', stick: opened.value }
        : { kind: 'unusable', id: found.key, fault: opened.fault }
    }
    await clock.sleep(pollMs, signal)
  }
  for (const stick of held.values()) {
    const released = await stick?.release(never)
    if (!released?.ok) await stick?.vanish()
  }
}

const never = new AbortController().signal

// Mounts that a process before us left behind, however it died.
async function clear(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    await unmountFolder(join(folder, name), true)
    await removeFolder(join(folder, name))
  }
}

// The first place with a file system that we know; others beside it are none of ours.
async function openStick(
  { folder, mountTypes = plainTypes }: LinuxSticksOptions,
  { key, places, readOnly }: BlockStick,
): Promise<Result<LinuxStick, MediaFault>> {
  for (const name of places) {
    const { type, label } = await probeDevice(`/dev/${name}`)
    const mountType = mountTypes.get(type)
    if (mountType === undefined) continue
    const place = { name, folder: join(folder, key), type: mountType, readOnly }
    const mounted = await mountDevice(`/dev/${name}`, place.folder, mountType, readOnly)
    if (!mounted.ok) {
      await removeFolder(place.folder)
      return err({ kind: 'unreadable', detail: mounted.fault })
    }
    const isLocked = readOnly || (await isMountedReadOnly(place.folder))
    const fileSystem = type === 'vfat' ? 'fat' : type === 'exfat' ? 'exfat' : 'other'
    return ok(new LinuxStick(key, { label, fileSystem, readOnly: isLocked }, place))
  }
  return err({ kind: 'unknown-file-system' })
}

interface StickPlace {
  /** Of the device, below `/dev`. */
  readonly name: string
  readonly folder: string
  readonly type: string
  readonly readOnly: boolean
}

class LinuxStick implements Stick {
  readonly id: string
  readonly label: string
  readonly fileSystem: Stick['fileSystem']
  readonly readOnly: boolean
  readonly disk: Disk
  readonly #place: StickPlace
  readonly #shown: StickFolder
  // It did not come back after it was released, and is still plugged.
  #isAway = false

  constructor(id: string, facts: Pick<Stick, 'label' | 'fileSystem' | 'readOnly'>, place: StickPlace) {
    this.id = id
    this.label = facts.label
    this.fileSystem = facts.fileSystem
    this.readOnly = facts.readOnly
    this.#place = place
    this.#shown = openStickFolder(place.folder)
    this.disk = this.#shown.disk
  }

  // A file system in memory still answers for a stick that is gone.
  async space(): Promise<Result<MediaSpace, MediaFault>> {
    return (await this.#isGone()) ? err({ kind: 'gone' }) : this.#shown.space()
  }

  // To unmount drops the pages of a device from the kernel's cache: what is read after mounting again is read from it.
  async reread(signal: AbortSignal): Promise<Result<void, MediaFault>> {
    const unmounted = await this.#unmount(signal)
    if (!unmounted.ok) return unmounted
    const { name, folder, type, readOnly } = this.#place
    const mounted = await mountDevice(`/dev/${name}`, folder, type, readOnly)
    // It may have been pulled while it was away, and is not to come back.
    if (this.#shown.closed) await this.#leave()
    else if (mounted.ok) return ok()
    const isGone = await this.#isGone()
    this.#isAway = true
    this.#shown.close()
    return isGone
      ? err({ kind: 'gone' })
      : err({ kind: 'unreadable', detail: mounted.ok ? '' : mounted.fault })
  }

  async release(signal: AbortSignal): Promise<Result<void, MediaFault>> {
    const isAway = this.#isAway && (await isPlugged(this.#place.name))
    this.#isAway = false
    const unmounted = isAway ? ok() : await this.#unmount(signal)
    if (!unmounted.ok) return unmounted
    this.#shown.close()
    await removeFolder(this.#place.folder)
    return ok()
  }

  /** It was pulled, or we end: nothing is waited for. */
  async vanish(): Promise<void> {
    if (this.#shown.closed) return
    this.#shown.close()
    await this.#leave()
  }

  async #unmount(signal: AbortSignal): Promise<Result<void, MediaFault>> {
    if (await this.#isGone()) return err({ kind: 'gone' })
    if (signal.aborted) return err({ kind: 'cancelled' })
    const unmounted = await unmountFolder(this.#place.folder, false)
    if (unmounted.ok) return ok()
    return (await this.#isGone()) ? err({ kind: 'gone' }) : err({ kind: 'busy', detail: unmounted.fault })
  }

  async #leave(): Promise<void> {
    await unmountFolder(this.#place.folder, true)
    await removeFolder(this.#place.folder)
  }

  async #isGone(): Promise<boolean> {
    return this.#shown.closed || !(await isPlugged(this.#place.name))
  }
}
