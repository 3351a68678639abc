import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ArchiveEntry, packUstar, readUstar } from './ustar.ts'

const name = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,98}$/)
const entry = fc.record({ name, bytes: fc.uint8Array({ maxLength: 1_300 }) })
const entries = fc.uniqueArray(entry, { selector: ({ name: one }) => one, maxLength: 6 })
const small = [
  { name: 'packet.json', bytes: Buffer.from('{"v":1}') },
  { name: 'empty', bytes: new Uint8Array() },
  { name: 'block.age', bytes: new Uint8Array(512).fill(7) },
]

const plain = (given: readonly ArchiveEntry[]) =>
  given.map(({ name: one, bytes }) => [one, Buffer.from(bytes).toString('hex')])

test('what was packed is read again, in order', () => {
  fc.assert(
    fc.property(entries, (given) => {
      const read = readUstar(packUstar(given))
      expect(read.ok && plain(read.value)).toEqual(plain(given))
    }),
  )
})

test('the same entries give the same bytes', () => {
  expect(packUstar(small)).toEqual(packUstar(small.map((one) => ({ ...one, bytes: one.bytes.slice() }))))
})

test('any flipped bit outside the contents is refused', () => {
  const archive = packUstar(small)
  const contents = [...contentOffsets()]
  for (let at = 0; at < archive.length; at += 1) {
    if (contents.some(([from, to]) => at >= from && at < to)) continue
    for (let bit = 0; bit < 8; bit += 1) {
      const flipped = archive.slice()
      flipped[at] = (flipped[at] ?? 0) ^ (1 << bit)
      const read = readUstar(flipped)
      expect([at, bit, read.ok]).toEqual([at, bit, false])
    }
  }
})

// Where each content lies, worked out from POSIX.1-1988 and not from the writer: 512 bytes of header first.
function* contentOffsets(): Generator<[number, number]> {
  let at = 0
  for (const { bytes } of small) {
    yield [at + 512, at + 512 + bytes.length]
    at += 512 + Math.ceil(bytes.length / 512) * 512
  }
}

test('cut short at any block it is refused as truncated or trailing', () => {
  const archive = packUstar(small)
  for (let length = 0; length < archive.length; length += 512) {
    const read = readUstar(archive.subarray(0, length))
    expect([length, !read.ok && read.fault.reason]).toEqual([
      length,
      expect.toBeOneOf(['truncated', 'trailing']),
    ])
  }
})

test('bytes after the end are refused', () => {
  const archive = Buffer.concat([packUstar(small), new Uint8Array(512)])
  expect(readUstar(archive)).toMatchObject({ fault: { kind: 'bad-archive', reason: 'trailing' } })
})

test('a name that stands there twice is refused', () => {
  const [first] = small
  if (!first) throw new Error('no entry')
  expect(readUstar(packUstar([first, first]))).toMatchObject({
    fault: { kind: 'bad-archive', reason: 'duplicate', offset: 1024 },
  })
})

test.each(['../../etc', 'a/b', '', 'GROSS', '.hidden', 'x'.repeat(100)])(
  'the name %j is never packed',
  (bad) => {
    expect(() => packUstar([{ name: bad, bytes: new Uint8Array() }])).toThrow('short and plain')
  },
)

test('a size beyond the file does not read beyond it', () => {
  const archive = Buffer.from(packUstar([{ name: 'big', bytes: new Uint8Array() }]))
  archive.write('77777777777\0', 124, 'latin1')
  archive.write('        ', 148, 'latin1')
  const sum = archive.subarray(0, 512).reduce((total, byte) => total + byte, 0)
  archive.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  expect(readUstar(archive)).toMatchObject({ fault: { reason: 'truncated', offset: 0 } })
})
