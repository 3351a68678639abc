import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { labInit } from './lab-init.ts'

/** The start of a guest: Debian's newest kernel, a first file system in memory, tools of Debian 13. */
export interface LabSystem {
  readonly kernel: string
  readonly initrd: string
  /** Holds `gpiod` 2.x for the guest's path. */
  readonly tools: string
}

/** Kernel modules that the guest loads, with all they need. */
const modules = ['overlay', '9p', '9pnet_virtio', 'gpio-sim', 'i6300esb', 'vivid']

/** The tools, and every library below them: the machine's own may be too old for them. */
const toolPackages = ['gpiod', 'libgpiod3', 'libc6']

const dayMs = 86_400_000

/**
 * Fetches and builds the guest's system, or finds it built: in the user's cache, keyed by the packages that went in.
 * Packages come from where this machine has its own; nothing is installed. Throws with what is missing.
 */
export function buildLabSystem(): LabSystem {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'rekam/lab')
  const apt = openApt(join(cache, 'apt'))
  const kernel = newestKernel(apt)
  const wanted = [`linux-binary-${kernel}`, `linux-modules-${kernel}`, ...toolPackages]
  const files = apt('apt-get', 'download', '--print-uris', ...wanted)
  const key = createHash('sha256').update(`${files}${labInit}${modules.join()}`).digest('hex').slice(0, 16)
  const folder = join(cache, key)
  const system = {
    kernel: join(folder, 'vmlinuz'),
    initrd: join(folder, 'initrd'),
    tools: join(folder, 'tools'),
  }
  if (existsSync(folder)) return system
  // Another process that builds it at this moment builds the same.
  const work = `${folder}.${process.pid}`
  mkdirSync(work, { recursive: true })
  apt('sh', '-c', `cd '${work}' && apt-get download -qq ${wanted.join(' ')}`)
  for (const deb of readdirSync(work).filter((name) => name.endsWith('.deb'))) {
    run('dpkg', '-x', join(work, deb), join(work, deb.startsWith('linux-') ? 'linux' : 'tools'))
    rmSync(join(work, deb))
  }
  const tree = join(work, 'linux/usr/lib/modules', kernel)
  copyFileSync(join(tree, 'vmlinuz'), join(work, 'vmlinuz'))
  packInitrd(work, tree)
  wrapTools(join(work, 'tools'))
  rmSync(join(work, 'linux'), { recursive: true })
  if (existsSync(folder)) rmSync(work, { recursive: true })
  else renameSync(work, folder)
  return system
}

type Apt = (program: string, ...words: readonly string[]) => string

/** `apt` with lists of its own: Debian 13 and its backports, from the mirror and with the keys of this machine. */
function openApt(folder: string): Apt {
  for (const name of ['lists/partial', 'archives/partial']) mkdirSync(join(folder, name), { recursive: true })
  const codename = /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
  const targets = run('apt-get', 'indextargets', '--format', '$(RELEASE) $(REPO_URI)', 'Component: main')
  const mirror = targets
    .split('\n')
    .find((line) => line.startsWith(`${codename} `))
    ?.split(' ')[1]
  if (mirror === undefined) throw new Error('this machine names no Debian mirror')
  const sources = ['trixie', 'trixie-backports'].map(
    (suite) => `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror} ${suite} main\n`,
  )
  const configuration = join(folder, 'apt.conf')
  writeFileSync(join(folder, 'sources.list'), sources.join(''))
  writeFileSync(join(folder, 'status'), '')
  writeFileSync(
    configuration,
    `Dir::State "${folder}";
Dir::State::status "${folder}/status";
Dir::Cache "${folder}";
Dir::Etc::SourceList "${folder}/sources.list";
Dir::Etc::SourceParts "/dev/null";
Acquire::Languages "none";
APT::Architecture "amd64";
APT::Sandbox::User "root";
`,
  )
  const apt: Apt = (program, ...words) =>
    execFileSync(program, words, { encoding: 'utf8', env: { ...process.env, APT_CONFIG: configuration } })
  const fresh = join(folder, 'updated')
  if (!existsSync(fresh) || Date.now() - statSync(fresh).mtimeMs > dayMs) {
    apt('apt-get', 'update', '-qq')
    writeFileSync(fresh, '')
  }
  return apt
}

function newestKernel(apt: Apt): string {
  const depends = apt('apt-cache', 'depends', '-t', 'trixie-backports', 'linux-image-amd64')
  const release = /Depends: linux-image-(\d\S+)/.exec(depends)?.[1]
  if (release === undefined) throw new Error('no kernel in trixie-backports')
  return release
}

/** Modules in the order in which they load, unpacked, with a shell that loads them. */
function packInitrd(work: string, tree: string): void {
  const root = join(work, 'root')
  for (const name of ['bin', 'module', 'proc', 'sys', 'dev', 'below', 'above', 'root'])
    mkdirSync(join(root, name), { recursive: true })
  const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((path) => existsSync(path))
  if (busybox === undefined) throw new Error('no busybox')
  copyFileSync(busybox, join(root, 'bin/busybox'))
  const found = new Map(
    run('find', tree, '-name', '*.ko.xz')
      .trim()
      .split('\n')
      .map((path) => [basename(path, '.ko.xz').replaceAll('-', '_'), path]),
  )
  const order: string[] = []
  const add = (name: string) => {
    const path = found.get(name.replaceAll('-', '_'))
    if (path === undefined || order.includes(name)) return
    for (const below of run('modinfo', '-F', 'depends', path).trim().split(',')) add(below)
    order.push(name)
    writeFileSync(join(root, `module/${name}.ko`), execFileSync('xz', ['-dc', path], { maxBuffer: 64 << 20 }))
  }
  for (const name of modules) add(name)
  writeFileSync(join(root, 'module/order'), `${order.join('\n')}\n`)
  writeFileSync(join(root, 'init'), labInit, { mode: 0o755 })
  run('sh', '-c', `cd '${root}' && find . | cpio -o -H newc --quiet | zstd -q -3 > ../initrd`)
  rmSync(root, { recursive: true })
}

/** The tools start with the loader and the libraries that came with them. */
function wrapTools(folder: string): void {
  const libraries = join(folder, 'usr/lib/x86_64-linux-gnu')
  mkdirSync(join(folder, 'bin'))
  for (const name of ['gpiodetect', 'gpioinfo', 'gpioget', 'gpiomon', 'gpioset']) {
    const text = `#!/bin/sh
here=$(dirname "$(dirname "$0")")
lib=$here/usr/lib/x86_64-linux-gnu
exec "$lib/ld-linux-x86-64.so.2" --library-path "$lib" "$here/usr/bin/${name}" "$@"
`
    writeFileSync(join(folder, 'bin', name), text, { mode: 0o755 })
  }
  if (!existsSync(libraries)) throw new Error('no libraries beside the tools')
}

function run(program: string, ...words: readonly string[]): string {
  return execFileSync(program, words, { encoding: 'utf8' })
}
