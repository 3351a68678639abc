import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, expect } from 'vitest'
import { hitsFolder } from './hits-folder.ts'

const hits = new Map<string, Set<number>>()

// Marked sources call it as a global: they import nothing that they did not import before.
Object.assign(globalThis, {
  rekamHit(file: string, block: number) {
    const blocks = hits.get(file) ?? new Set()
    hits.set(file, blocks.add(block))
  },
})

afterAll(() => {
  const folder = process.env[hitsFolder] ?? ''
  mkdirSync(folder, { recursive: true })
  const testFile = expect.getState().testPath ?? ''
  const blocks = Object.fromEntries([...hits].map(([file, numbers]) => [file, [...numbers]]))
  writeFileSync(`${folder}/${encodeURIComponent(testFile)}`, JSON.stringify({ testFile, blocks }))
})
