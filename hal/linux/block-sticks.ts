import { readdir, readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'

/** A stick's block device that is not mounted. */
export interface BlockStick {
  /** Its name and the kernel's count of pluggings: another one each time. */
  readonly key: string
  /** Its partitions, or itself where it has none, as names below `/dev`. */
  readonly places: readonly string[]
  readonly readOnly: boolean
}

/** Where the kernel tells of block devices, and of what is mounted. */
const devices = '/sys/class/block'
const mounts = '/proc/self/mountinfo'

/** Whether what is mounted at `folder` cannot be written. */
export async function isMountedReadOnly(folder: string): Promise<boolean> {
  const mounted = (await textOf(mounts)).split('\n').map((line) => line.split(' '))
  const options = mounted.findLast(([, , , , place]) => place === folder)?.[5] ?? ''
  return options.split(',').includes('ro')
}

/** Whether a device is still plugged. */
export async function isPlugged(name: string): Promise<boolean> {
  return (await textOf(join(devices, name, 'size'))) !== ''
}

/** Whether a device with this real path in sysfs hangs on USB. */
export function isOnUsb(path: string): boolean {
  return /\/usb\d+\//.test(path)
}

/**
 * All sticks that are plugged. Sticks are disks that hang on USB, hold a medium, and of which nothing is mounted by
 * others: a box that starts from USB must not offer its own disk. Only sysfs is read (block/stable ABI).
 */
export async function listBlockSticks(
  isStick: (path: string) => boolean,
  ownFolder: string,
): Promise<readonly BlockStick[]> {
  const names: string[] = await readdir(devices).catch(() => [])
  names.sort()
  const foreign = foreignMounts(await textOf(mounts), ownFolder)
  const sticks: BlockStick[] = []
  for (const name of names) {
    const path = await realpath(join(devices, name)).catch(() => '')
    if (!isStick(path) || (await isThere(join(path, 'partition')))) continue
    if (Number(await textOf(join(path, 'size'))) === 0) continue
    const partitions = names.filter((one) =>
      /^p?\d+$/.test(one.startsWith(name) ? one.slice(name.length) : ''),
    )
    const places = partitions.length > 0 ? partitions : [name]
    const numbers = await Promise.all([name, ...partitions].map((one) => textOf(join(devices, one, 'dev'))))
    if (numbers.some((number) => foreign.has(number))) continue
    const key = `${name}-${await textOf(join(path, 'diskseq'))}`
    sticks.push({ key, places, readOnly: (await textOf(join(path, 'ro'))) === '1' })
  }
  return sticks
}

// proc(5): the third field is the device's number, the fifth where it is mounted.
function foreignMounts(text: string, ownFolder: string): ReadonlySet<string> {
  const fields = text.split('\n').map((line) => line.split(' '))
  const foreign = fields.filter(([, , , , place = '']) => !place.startsWith(`${ownFolder}/`))
  return new Set(foreign.flatMap(([, , number]) => number ?? []))
}

async function isThere(path: string): Promise<boolean> {
  return (await textOf(path)) !== ''
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => '',
  )
}
