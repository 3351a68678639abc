import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import manifest from '../../package.json' with { type: 'json' }
import { bundle } from './bundle.ts'
import { houseRoot } from './house-root.ts'
import { gatherNativeParts } from './native-parts.ts'
import { seedPinnedNode, target } from './pinned-node.ts'

const work = join(houseRoot, 'build/package')
const home = join(work, 'home')
const input = join(work, 'input')
const output = join(houseRoot, `dist/rekam-linux-${process.arch}`)

/** One executable for this processor, with its native parts inside and beside it. Nothing is downloaded. */
async function buildPackage(): Promise<void> {
  for (const folder of [work, output]) rmSync(folder, { recursive: true, force: true })
  for (const folder of [input, output]) mkdirSync(folder, { recursive: true })
  gatherNativeParts(join(input, 'native'))
  await bundle(join(input, 'main.cjs'))
  const pkg = { assets: ['native/*.node'] }
  const description = { name: manifest.name, version: manifest.version, bin: 'main.cjs', pkg }
  writeFileSync(join(input, 'package.json'), JSON.stringify(description))
  seedPinnedNode(home)
  const program = fileURLToPath(import.meta.resolve('@yao-pkg/pkg/lib-es5/bin.js'))
  const words = [program, input, '--sea', '-t', target, '-o', join(output, 'rekam')]
  execFileSync(process.execPath, words, { env: { ...process.env, HOME: home }, stdio: 'inherit' })
  cpSync(join(input, 'native'), join(output, 'native'), { recursive: true })
  console.log(`${output}/rekam`)
}

await buildPackage()
