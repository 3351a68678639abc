import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Findings, markBlocks } from './find-mutants.ts'
import { hitsFolder } from './hits-folder.ts'
import { openVitest, root } from './quiet-vitest.ts'

/** The blocks that one test file enters, and how long it takes. */
export interface Surveyed {
  readonly test: string
  readonly ms: number
  /** Numbers of blocks by the name of their file; a file that was only loaded has none. */
  readonly blocks: Readonly<Record<string, readonly number[]>>
}

export interface Survey {
  readonly surveyed: readonly Surveyed[]
  /** Test files that fail without any mutant, or only pass alone: they are not asked. */
  readonly failing: readonly string[]
}

/** Runs all asked tests once, with marks in the blocks of the sources. */
export async function survey(
  tests: readonly string[],
  findings: ReadonlyMap<string, Findings>,
): Promise<Survey> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-hits-'))
  process.env[hitsFolder] = folder
  const mark = (file: string, text: string) => {
    const found = findings.get(file)
    const call = `globalThis.rekamHit?.(${JSON.stringify(file)}, `
    return found && `${call}0);${markBlocks(text, found, (block) => `${call}${block})`)}`
  }
  const setupFiles = [join(import.meta.dirname, 'hits.ts')]
  const alone = await openVitest(tests, mark, { isolate: true, setupFiles })
  const times = new Map<string, number>()
  const failing: string[] = []
  for (const test of alone.tests) {
    const began = performance.now()
    failing.push(...(await alone.run([test])))
    times.set(test, performance.now() - began)
    console.error(`looked through ${test}: ${Math.round(performance.now() - began)} ms`)
  }
  await alone.vitest.close()
  const surveyed = readdirSync(folder).map((name) => readHits(join(folder, name), times))
  rmSync(folder, { recursive: true })
  return { surveyed: surveyed.filter(({ test }) => !failing.includes(test)), failing }
}

function readHits(path: string, times: ReadonlyMap<string, number>): Surveyed {
  const { testFile, blocks } = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly testFile: string
    readonly blocks: Surveyed['blocks']
  }
  const test = testFile.slice(root.length)
  return { test, ms: Math.round(times.get(test) ?? 0), blocks }
}

/** Test files that enter the block of a mutant, the quickest first. */
export function testsFor(
  { file, block }: { readonly file: string; readonly block: number },
  { surveyed }: Survey,
): readonly Surveyed[] {
  return surveyed
    .filter(({ blocks }) => blocks[file]?.includes(block))
    .sort((one, other) => one.ms - other.ms || one.test.localeCompare(other.test))
}
