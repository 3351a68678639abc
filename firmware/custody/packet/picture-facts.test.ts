import { expect, test } from 'vitest'
import { standJpeg } from '../../../test/stand/record-stand.ts'
import { encodeGreyPng } from './grey-png.ts'
import { baselineJpegFacts, greyPngFacts } from './picture-facts.ts'

const png = encodeGreyPng(3, 2, new Uint8Array(6), 508)
const jpeg = standJpeg(720, 960)

function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice()
  copy[at] = value
  return copy
}

test('a grey PNG says its size; cut or flipped anywhere it says nothing', () => {
  expect(greyPngFacts(png)).toEqual({ widthPx: 3, heightPx: 2 })
  for (let at = 0; at < png.length; at += 1) {
    expect([at, greyPngFacts(png.subarray(0, at))]).toEqual([at, undefined])
    expect([at, greyPngFacts(changed(png, at, (png[at] ?? 0) ^ 4))]).toEqual([at, undefined])
  }
  expect(greyPngFacts(Buffer.concat([png, Buffer.of(0)]))).toBeUndefined()
})

test('a baseline JFIF photo says its size and colours', () => {
  expect(baselineJpegFacts(jpeg)).toEqual({ widthPx: 720, heightPx: 960, colour: 'YCC' })
  expect(baselineJpegFacts(changed(jpeg, 6, 0x58))).toMatchObject({ colour: 'UNK' })
  expect(baselineJpegFacts(changed(jpeg, 29, 1))).toMatchObject({ colour: 'GRAY' })
})

test('a progressive photo, or none at all, says nothing', () => {
  expect(baselineJpegFacts(changed(jpeg, 21, 0xc2))).toBeUndefined()
  expect(baselineJpegFacts(png)).toBeUndefined()
  for (let length = 0; length < 30; length += 1)
    expect([length, baselineJpegFacts(jpeg.subarray(0, length))]).toEqual([length, undefined])
})
