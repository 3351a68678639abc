import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const megabyte = 1_024 * 1_024

/** A folder on an ext4 of its own, in a file that can be copied at any moment as a power cut would leave it. */
export interface Ext4Image extends Disposable {
  readonly folder: string
  /**
   * Copies what the file system has handed to its device so far. Writers must be stopped: the copy is of
   * one moment only when nothing is written.
   */
  cut(): CutImage
}

/** The remains after a power cut, as a file. */
export interface CutImage {
  /** Shows it once, recovered by its journal as at the next start. */
  look<T>(see: (folder: string) => Promise<T>): Promise<T>
}

/** 64 MB hold what a few writers write; a kiosk wants its reserve besides. */
export function openExt4Image(megabytes = 64): Ext4Image {
  using stack = new DisposableStack()
  const place = mkdtempSync(join(tmpdir(), 'rekam-ext4-'))
  stack.defer(() => rmSync(place, { recursive: true }))
  const image = join(place, 'image')
  makeImage(image, megabytes)
  const mounted = stack.use(mount(image))
  const owned = stack.move()
  let cuts = 0
  return {
    folder: mounted.folder,
    cut() {
      cuts += 1
      const copy = join(place, `cut-${cuts}`)
      copyAtOnce(image, copy)
      return { look: (see) => lookOnce(copy, see) }
    },
    [Symbol.dispose]: () => owned.dispose(),
  }
}

async function lookOnce<T>(copy: string, see: (folder: string) => Promise<T>): Promise<T> {
  using stack = new DisposableStack()
  stack.defer(() => rmSync(copy))
  const { folder } = stack.use(mount(copy))
  return await see(folder)
}

/** Whether this machine lets us mount images. */
export function canMountImages(): boolean {
  const programs = ['mkfs.ext4', 'mount', 'umount', 'cp', 'cmp']
  if (programs.some((program) => spawnSync(program, ['--version']).error)) return false
  try {
    openExt4Image()[Symbol.dispose]()
    return true
  } catch {
    return false
  }
}

// All is written at once, so that no thread of the kernel goes on writing to an idle image.
function makeImage(image: string, megabytes: number): void {
  closeSync(openSync(image, 'w'))
  truncateSync(image, megabytes * megabyte)
  run('mkfs.ext4', ['-q', '-F', '-E', 'lazy_itable_init=0,lazy_journal_init=0', '-N', '20000', image])
}

// When the image still equals its copy after copying, the copy is of the moment between the two.
function copyAtOnce(image: string, copy: string): void {
  for (let tries = 0; tries < 100; tries += 1) {
    run('cp', ['--sparse=always', image, copy])
    if (spawnSync('cmp', ['--silent', image, copy]).status === 0) return
  }
  throw new Error('the image is never at rest')
}

function mount(image: string): Disposable & { readonly folder: string } {
  const folder = `${image}-mounted`
  mkdirSync(folder)
  run('mount', ['-o', 'loop,commit=5', image, folder])
  // Lazy: what a killed program had started may take a moment longer to let go.
  return { folder, [Symbol.dispose]: () => run('umount', ['--lazy', folder]) }
}

function run(program: string, words: readonly string[]): void {
  execFileSync(program, words, { stdio: 'pipe' })
}
