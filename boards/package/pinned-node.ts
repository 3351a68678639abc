import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeFolder } from './native-parts.ts'

/** SHA-256 of `bin/node` as published for this version; the same bytes run the tests. */
const published: Readonly<Record<string, string>> = {
  x64: '7fde7b8afa198da66257f42ee2001d874c7355631e6d1579a5fb5ef1f246df4c',
  arm64: '0f8949d1028f6d61506b2d5bc57e7e6fe893d7b1997509b7847294fc9c616584',
}

/** Name of the Node that goes into a package, as pkg writes its targets. */
export const target = `node${process.versions.node}-linux-${process.arch}`

/**
 * Puts the pinned Node where pkg keeps what it has downloaded, so that it downloads nothing. Symbols go
 * before anything is injected: stripping afterwards would cut the program off.
 */
export function seedPinnedNode(home: string): void {
  const node = nodeFolder('bin/node')
  const found = createHash('sha256').update(readFileSync(node)).digest('hex')
  if (found !== published[process.arch]) throw new Error('the pinned Node is not the published one')
  const cache = join(home, '.pkg-cache/sea')
  const name = `node-v${process.versions.node}-linux-${process.arch}`
  const copy = join(cache, name, 'bin/node')
  mkdirSync(join(cache, name, 'bin'), { recursive: true })
  copyFileSync(node, copy)
  execFileSync('strip', ['--strip-unneeded', copy])
  // Empty files that tell pkg: the archive is here and checked.
  for (const done of [`${name}.tar.gz`, `${name}.tar.gz.ok`, `${name}/bin/node.ok`])
    writeFileSync(join(cache, done), '')
}
