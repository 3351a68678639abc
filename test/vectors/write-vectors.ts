import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { vectorFiles } from './vector-files.ts'
import { vectorFolder } from './vector-parts.ts'

for (const part of ['packet', 'batch'])
  rmSync(new URL(`${part}/`, vectorFolder), { recursive: true, force: true })
for (const [path, bytes] of vectorFiles()) {
  const place = new URL(path, vectorFolder)
  mkdirSync(new URL('.', place), { recursive: true })
  writeFileSync(place, bytes)
}
