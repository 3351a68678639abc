import { execFileSync, spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const makers: Readonly<Record<string, readonly string[]>> = {
  vfat: ['mkfs.vfat', '-F', '32'],
  exfat: ['mkfs.exfat'],
  ext4: ['mkfs.ext4', '-q', '-F'],
}

/** A file that is plugged as a loop device. Detaching that while it is mounted is as near as one gets to a pull. */
export interface StickImage extends Disposable {
  readonly place: string
  /** Such as `/dev/loop3`, while it is plugged. */
  readonly device: string | undefined
  /** `locked` as behind its switch. */
  plug(how?: 'locked'): void
  pull(): void
  /** Puts other bytes on the medium, behind the back of whoever has it mounted. */
  spoil(from: Uint8Array, to: Uint8Array): void
}

export function openStickImage(type: string): StickImage {
  const place = mkdtempSync(join(tmpdir(), 'rekam-stick-'))
  const file = join(place, 'image')
  closeSync(openSync(file, 'w'))
  truncateSync(file, 40 * 1_024 * 1_024)
  const [program = '', ...words] = makers[type] ?? []
  execFileSync(program, [...words, file], { stdio: 'pipe' })
  let device: string | undefined
  const pull = () => {
    const plugged = device
    device = undefined
    if (plugged) execFileSync('losetup', ['-d', plugged], { stdio: 'pipe' })
  }
  return {
    place,
    get device() {
      return device
    },
    plug(how) {
      const words = ['--find', '--show', ...(how === 'locked' ? ['--read-only'] : []), file]
      device = execFileSync('losetup', words, { encoding: 'utf8' }).trim()
    },
    pull,
    spoil(from, to) {
      const at = readFileSync(file).indexOf(from)
      if (at < 0) throw new Error('not on the medium')
      const opened = openSync(file, 'r+')
      writeSync(opened, to, 0, to.length, at)
      fsyncSync(opened)
      closeSync(opened)
    },
    [Symbol.dispose]() {
      pull()
      for (const line of readFileSync('/proc/self/mountinfo', 'utf8').split('\n')) {
        const folder = line.split(' ')[4] ?? ''
        if (folder.startsWith(`${place}/`)) spawnSync('umount', ['--lazy', folder])
      }
      rmSync(place, { recursive: true })
    },
  }
}

/** How `mount` is asked for a file system here: by the kernel, or by its helper in user space; or not at all. */
export function mountableAs(type: string): string | undefined {
  if (spawnSync(makers[type]?.[0] ?? '', ['--help']).error || spawnSync('losetup', ['--version']).error)
    return undefined
  return [type, `${type}-fuse`].find((mountAs) => isMountable(type, mountAs))
}

function isMountable(type: string, mountAs: string): boolean {
  if (!existsSync('/dev/loop-control')) return false
  using image = openStickImage(type)
  const folder = join(image.place, 'try')
  mkdirSync(folder)
  try {
    image.plug()
  } catch {
    return false
  }
  const mounted = spawnSync('mount', ['-t', mountAs, image.device ?? '', folder]).status === 0
  if (mounted) spawnSync('umount', [folder])
  return mounted
}
