import decodeQr from 'qr/decode.js'
import { expect, test } from 'vitest'
import { exampleStudentReceipt as example } from '../../../test/stand/receipt-stand.ts'
import { receiptBody } from './visit-screen.ts'

const quietModules = 4

// At 800x480 a module is a good three pixels wide on the display; a phone that is near sees more.
test.each([3, 4, 6])('drawn with %d pixels a module the QR code reads as the receipt', (scale) => {
  const body = receiptBody(example, 'Receipt QR code')
  expect(decodeQr(draw(body.qrSvg, scale))).toBe(example.text)
  expect(body).toMatchObject({ kind: 'receipt', code: example.code, qrAlt: 'Receipt QR code' })
})

test('the QR code is small: version 5, 37 modules, and a border of two on each side', () => {
  const { qrSvg } = receiptBody(example, '')
  expect(/viewBox="0 0 (\d+) \1"/.exec(qrSvg)?.[1]).toBe('41')
})

// The path is a chain of squares of one module; drawn as a phone would see them, black on white.
function draw(svg: string, scale: number) {
  const side = (Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]) + 2 * quietModules) * scale
  const data = new Uint8Array(side * side * 4).fill(255)
  let [x, y] = [0, 0]
  for (const [, command, first, second] of svg.matchAll(/([Mm])(-?\d+)[ ,]?(-?\d+)/g)) {
    const [movedX, movedY] = [Number(first), Number(second)]
    ;[x, y] = command === 'M' ? [movedX, movedY] : [x + movedX, y + movedY]
    fillModule(data, side, x + quietModules, y + quietModules, scale)
  }
  return { width: side, height: side, data }
}

function fillModule(data: Uint8Array, side: number, x: number, y: number, scale: number): void {
  for (let row = y * scale; row < (y + 1) * scale; row += 1) {
    data.fill(0, (row * side + x * scale) * 4, (row * side + (x + 1) * scale) * 4)
    for (let column = x * scale; column < (x + 1) * scale; column += 1) {
      data[(row * side + column) * 4 + 3] = 255
    }
  }
}
