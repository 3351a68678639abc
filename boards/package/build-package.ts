import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import manifest from '../../package.json' with { type: 'json' }
import { bundle } from './bundle.ts'
import { houseRoot } from './house-root.ts'
import { gatherNativeParts } from './native-parts.ts'
import { seedPinnedNode, target } from './pinned-node.ts'

/**
 * One executable for this processor in `output`, with its native parts inside and beside it. Nothing is
 * downloaded.
 */
async function buildPackage(output: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'rekam-package-'))
  const [home, input] = [join(work, 'home'), join(work, 'input')]
  rmSync(output, { recursive: true, force: true })
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
  rmSync(work, { recursive: true })
  console.log(`${output}/rekam`)
}

await buildPackage(process.argv[2] ?? join(houseRoot, `dist/rekam-linux-${process.arch}`))
