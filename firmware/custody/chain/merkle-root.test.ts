import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { merkleRoot } from './merkle-root.ts'

// RFC 6962 section 2.1, written down again from its text: split at the largest power of two below the size.
const sha = (...parts: readonly Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
const leaf = (name: string) => sha(Buffer.from([0]), Buffer.from(name, 'hex'))
const node = (left: Buffer, right: Buffer) => sha(Buffer.from([1]), left, right)
function treeHash(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves
  if (leaves.length === 1 && only) return only
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return node(treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)))
}

const [a, b, c] = ['1', '2', '3'].map((digit) => digit.repeat(64)) as [string, string, string]

test('no name, one, two and three names give the roots of RFC 6962', () => {
  expect(merkleRoot([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(merkleRoot([a])).toBe(leaf(a).toString('hex'))
  expect(merkleRoot([a, b])).toBe(node(leaf(a), leaf(b)).toString('hex'))
  expect(merkleRoot([a, b, c])).toBe(node(node(leaf(a), leaf(b)), leaf(c)).toString('hex'))
})

test('one leaf of 32 zero bytes has the hash that any SHA-256 tool gives for 33 zero bytes', () => {
  expect(merkleRoot(['0'.repeat(64)])).toBe(createHash('sha256').update(Buffer.alloc(33)).digest('hex'))
})

const names = fc.uniqueArray(
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  { minLength: 1, maxLength: 40 },
)

test('any number of names gives the tree of the RFC, in whatever order they come', () => {
  fc.assert(
    fc.property(names, fc.infiniteStream(fc.nat()), (given, numbers) => {
      const root = treeHash(given.toSorted((one, two) => (one < two ? -1 : 1)).map(leaf)).toString('hex')
      const shuffled = given
        .map((name) => ({ name, at: numbers.next().value }))
        .sort((one, two) => one.at - two.at)
        .map(({ name }) => name)
      expect([merkleRoot(given), merkleRoot(shuffled)]).toEqual([root, root])
    }),
  )
})

test('another name, one more or one less gives another root', () => {
  const root = merkleRoot([a, b])
  for (const other of [[a], [a, b, b], [a, c], [a, b, c]]) expect(merkleRoot(other)).not.toBe(root)
})
