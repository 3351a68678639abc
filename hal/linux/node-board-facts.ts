import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { BoardFacts, StorageFacts } from '../contract/board-facts.ts'

/** Where the kernel and the system say things; other roots are for tests. */
export interface FactRoots {
  readonly sys: string
  readonly proc: string
  readonly run: string
}

const realRoots: FactRoots = { sys: '/sys', proc: '/proc', run: '/run' }

/** Linux's facts about the board; a missing one is unknown. `thermal` names the kernel's file of its heat. */
export function createNodeBoardFacts(
  dataFolder: string,
  thermal: { readonly path: string; readonly hotCelsius: number },
  roots: FactRoots = realRoots,
): BoardFacts {
  return {
    freeBytes: () =>
      attempt(
        () => statfsSync(dataFolder),
        ({ bavail, bsize }) => bavail * bsize,
      ),
    // FAT and btrfs count none: they say that they hold no file at all.
    freeFiles: () =>
      attempt(
        () => statfsSync(dataFolder),
        ({ files, ffree }) => (files > 0 ? ffree : undefined),
      ),
    mayWrite: () => mayWrite(dataFolder),
    temperatureCelsius: () => inThousands(readText(thermal.path)),
    hotCelsius: thermal.hotCelsius,
    underVoltage: () => underVoltage(roots.sys),
    memoryBytes: () => memoryBytes(roots.proc),
    clock: () => ({
      synchronised: existsSync(join(roots.run, 'systemd/timesync'))
        ? existsSync(join(roots.run, 'systemd/timesync/synchronized'))
        : undefined,
      hardware: existsSync(join(roots.sys, 'class/rtc/rtc0')),
    }),
    storage: () => storageFacts(dataFolder, roots.sys),
  }
}

// Raspberry Pi's own kernel tells it in one way, Debian's in another (raspberrypi-hwmon).
function underVoltage(sys: string): boolean | undefined {
  const throttled = readText(join(sys, 'devices/platform/soc/soc:firmware/get_throttled'))
  if (throttled !== undefined) return (Number.parseInt(throttled, 16) & 1) === 1
  for (let at = 0; at < 16; at += 1) {
    const folder = join(sys, `class/hwmon/hwmon${at}`)
    if (readText(join(folder, 'name')) === 'rpi_volt')
      return readText(join(folder, 'in0_lcrit_alarm')) === '1'
  }
  return undefined
}

function mayWrite(folder: string): boolean | undefined {
  if (!existsSync(folder)) return undefined
  return (
    attempt(
      () => accessSync(folder, constants.W_OK),
      () => true,
    ) ?? false
  )
}

function memoryBytes(proc: string): number | undefined {
  const kibibytes = /^MemAvailable:\s+(\d{1,12}) kB$/m.exec(readText(join(proc, 'meminfo')) ?? '')?.[1]
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1_024
}

function storageFacts(dataFolder: string, sys: string): StorageFacts {
  const device = attempt(() => statSync(dataFolder).dev, deviceName)
  const folder =
    device &&
    attempt(
      () => readText(join(sys, 'dev/block', device, 'uevent')),
      (text) => text,
    )
  const name = /^DEVNAME=([\w-]+)$/m.exec(folder ?? '')?.[1]
  if (!device || !name) return { medium: undefined }
  const errors = Number(readText(join(sys, 'fs/ext4', name, 'errors_count')) ?? 0)
  // The partition's folder lies in that of its medium.
  const worn = readText(join(sys, 'dev/block', device, '../device/life_time'))
  return {
    medium: name.startsWith('mmcblk') ? 'card' : 'other',
    ...(errors > 0 && { errors }),
    ...(worn !== undefined && { wornPercent: wornPercent(worn) }),
  }
}

// JEDEC eMMC 5.0, DEVICE_LIFE_TIME_EST: two numbers in steps of a tenth, 0x0B for past its end.
function wornPercent(lifeTime: string): number {
  return Math.max(...lifeTime.split(/\s+/).map((step) => Number(step) || 0)) * 10
}

// Linux packs a device's two numbers like this (makedev(3)).
function deviceName(device: number): string {
  const major = (device >> 8) & 0xfff
  const minor = (device & 0xff) | ((device >> 12) & 0xfff00)
  return `${major}:${minor}`
}

function inThousands(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text) / 1_000
}

function readText(path: string): string | undefined {
  return attempt(
    () => readFileSync(path, 'utf8'),
    (text) => text.trim(),
  )
}

function attempt<T, U>(look: () => T, use: (seen: T) => U): U | undefined {
  try {
    return use(look())
  } catch {
    return undefined
  }
}
