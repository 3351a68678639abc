import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { cutAfter, hookDisk } from '../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { createSeededRandom, type SeededRandom } from '../../sim/random/seeded-random.ts'
import { type Ext4Image, openExt4Image } from './ext4-image.ts'
import type { Found, WriteMethod } from './write-methods.ts'

/** The effect of cuts on one method. */
export interface CutReport {
  readonly cuts: number
  /** Cuts after which an acknowledged item was gone. */
  readonly losing: number
  /** Most acknowledged items that were gone at once. */
  readonly worst: number
  /** Cuts that left something that cannot be read. */
  readonly damaged: number
}

interface Cut extends Found {
  readonly acknowledged: number
}

const cutsPerImage = 4
const writer = fileURLToPath(new URL('write-until-killed.ts', import.meta.url))

/** Cuts the power of a real ext4 at random moments of the first second or so of writing. */
export async function cutOnExt4(method: WriteMethod, cuts: number, random: SeededRandom): Promise<CutReport> {
  const seen: Cut[] = []
  while (seen.length < cuts) {
    using image = openExt4Image()
    seen.push(...(await cutWriter(image, method, Math.min(cutsPerImage, cuts - seen.length), random)))
  }
  return reportOf(seen)
}

async function cutWriter(image: Ext4Image, method: WriteMethod, cuts: number, random: SeededRandom) {
  const outside = mkdtempSync(join(tmpdir(), 'rekam-acknowledged-'))
  const said = join(outside, 'said')
  const acknowledged = () => statSync(said, { throwIfNoEntry: false })?.size ?? 0
  const child = spawn(process.execPath, [writer, method.name, image.folder, said], { stdio: 'inherit' })
  const ended = once(child, 'exit')
  const seen: Cut[] = []
  try {
    while (acknowledged() === 0 && child.exitCode === null) await pause(5)
    for (let cut = 0; cut < cuts; cut += 1) {
      await pause(random.between(20, 300))
      child.kill('SIGSTOP')
      const count = acknowledged()
      const found = await image.cut().look((folder) => method.find(createNodeDisk(folder)))
      seen.push({ ...found, acknowledged: count })
      child.kill('SIGCONT')
    }
  } finally {
    child.kill('SIGKILL')
    await ended
    rmSync(outside, { recursive: true })
  }
  return seen
}

/** The same over the disk in memory: cut at a random call, and a legal part of what was not flushed goes. */
export async function cutOnTwin(method: WriteMethod, cuts: number): Promise<CutReport> {
  const seen: Cut[] = []
  for (let seed = 1; seed <= cuts; seed += 1) {
    const random = createSeededRandom(seed)
    const medium = new MemoryDisk(method.faults)
    let hook: ReturnType<typeof cutAfter> = () => undefined
    const write = await method.open(hookDisk(medium, (call) => hook(call)))
    hook = cutAfter(Math.floor(random.between(0, 40)))
    let acknowledged = 0
    while ((await write(acknowledged + 1)).ok) acknowledged += 1
    medium.powerCut(random)
    seen.push({ ...(await method.find(medium)), acknowledged })
  }
  return reportOf(seen)
}

function reportOf(seen: readonly Cut[]): CutReport {
  const gone = seen.map(({ acknowledged, upTo }) => acknowledged - upTo)
  return {
    cuts: seen.length,
    losing: gone.filter((items) => items > 0).length,
    worst: Math.max(0, ...gone),
    damaged: seen.filter(({ damaged }) => damaged).length,
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
