import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { batchVectors } from './batch-vectors.ts'
import { packetVectors } from './packet-vectors.ts'
import { pageExamples } from './page-examples.ts'

const page = readFileSync(new URL('../../firmware/custody/FORMATS.md', import.meta.url), 'utf8')

const blocks = [...page.matchAll(/^```example (.+)\n([\s\S]*?)```$/gm)].map(
  ([, name = '', body = '']) => [name, body.trimEnd()] as const,
)

test('the page shows every example once', () => {
  expect(blocks.map(([name]) => name).toSorted()).toEqual(Object.keys(pageExamples).toSorted())
})

test.each(blocks)('the page shows %s as it is made', (name, body) => {
  expect(body).toBe(pageExamples[name])
})

test('every reason to refuse that the page names has a vector, and every vector a reason there', () => {
  const named = [...page.matchAll(/^\| \d+ \|.*?\| `([a-z-]+)` \|$/gm)].map(([, reason]) => reason)
  const verdicts = [
    ...packetVectors.map(([, verdict]) => verdict),
    ...batchVectors.map(({ verdict }) => verdict),
  ]
  const inside = batchVectors.flatMap(({ rejected = {} }) => Object.values(rejected))
  const tried = new Set([...verdicts, ...inside])
  for (const word of ['accepted', 'signed']) tried.delete(word)
  // Too large for a folder of vectors, or only at a second arrival.
  const untried = ['too-large', 'replayed', 'unknown-algorithm']
  expect(new Set([...tried, ...untried])).toEqual(new Set(named))
})
