import { encode } from 'jpeg-js'
import { expect, test } from 'vitest'
import { nothingReadable } from './nothing-readable.ts'
import type { View } from './promise.ts'

const person = { name: 'SITI AMINAH QXAAZ', nik: '6311014611090001', nisn: '0090000001', born: '2009-11-06' }
const jpeg = encode({ width: 8, height: 8, data: new Uint8Array(256).fill(128) }, 60).data
const sealed = (...inside: readonly (Uint8Array | string)[]) =>
  Buffer.concat([Buffer.from('age-encryption.org/v1\n'), ...inside.map((one) => Buffer.from(one))])
const found = (bytes: Uint8Array) => {
  const view: View = {
    box: new Map([['spool/draft/a/001-face.jpg.age', bytes]]),
    office: new Map(),
    stick: new Map(),
    nowMs: 0,
  }
  return nothingReadable([person]).check?.(view) ?? []
}

test.each([
  ['a photo', sealed(jpeg)],
  ['a name', sealed('x', person.name)],
  ['a NIK', sealed(person.nik)],
])('%s in a file that should be sealed is found', (_name, bytes) => {
  expect(found(bytes)).toEqual(['spool/draft/a/001-face.jpg.age can be read'])
})

test('four bytes of a sealed file that only look like a photo by chance are none (seed 6267)', () => {
  expect(found(sealed(Buffer.from('ffd8ffdb33ba3fb7d580021a408c7126', 'hex')))).toEqual([])
})
