import { expect, test } from 'vitest'
import { packJp2 } from './jp2-file.ts'

const codestream = Uint8Array.of(0xff, 0x4f, 0xff, 0xd9)
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const start = '0000000c6a5020200d0a870a' + '00000014667479706a703220000000006a703220'
const end = '0000000c6a703263ff4fffd9'

test('a photo stands in its boxes as sRGB with three channels of 8 bits', () => {
  const header = '0000001669686472' + '000003c0000002d0' + '0003' + '07070000'
  const colours = '0000000f636f6c72' + '010000' + '00000010'
  const bytes = packJp2(codestream, { widthPx: 720, heightPx: 960, channels: 3 })
  expect(hex(bytes)).toBe(`${start}0000002d6a703268${header}${colours}${end}`)
})

test('a finger is grey and says its capture resolution in pixels a metre, without rounding', () => {
  const header = '0000001669686472' + '000000c0000000b0' + '0001' + '07070000'
  const colours = '0000000f636f6c72' + '010000' + '00000011'
  const resolution = '0000001a72657320' + '0000001272657363' + '01fc00fe01fc00fe' + '0404'
  const bytes = packJp2(codestream, { widthPx: 176, heightPx: 192, channels: 1 }, 508)
  expect(hex(bytes)).toBe(`${start}000000476a703268${header}${colours}${resolution}${end}`)
  expect((508 / 254) * 1e4 * 0.0254).toBe(508)
})
