import decodeQr from 'qr/decode.js'
import { expect, test } from 'vitest'
import { receiptBody } from './receipt-body.ts'

const quietModules = 4
const scale = 6

test.each(['K7QD-2MXA', '0000-0000', 'ZZZZ-ZZZZ'])(
  'the drawing of %s reads as the code and no more',
  (code) => {
    const body = receiptBody(code, 'Receipt QR code')
    expect(decodeQr(draw(body.qrSvg))).toBe(`REKAM:1:${code}`)
    expect(body).toMatchObject({ kind: 'receipt', code, qrAlt: 'Receipt QR code' })
  },
)

// The path is a chain of squares of one module; drawn as a phone would see them, black on white.
function draw(svg: string) {
  const side = (Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]) + 2 * quietModules) * scale
  const data = new Uint8Array(side * side * 4).fill(255)
  let [x, y] = [0, 0]
  for (const [, command, first, second] of svg.matchAll(/([Mm])(-?\d+)[ ,]?(-?\d+)/g)) {
    const [movedX, movedY] = [Number(first), Number(second)]
    ;[x, y] = command === 'M' ? [movedX, movedY] : [x + movedX, y + movedY]
    fillModule(data, side, x + quietModules, y + quietModules)
  }
  return { width: side, height: side, data }
}

function fillModule(data: Uint8Array, side: number, x: number, y: number): void {
  for (let row = y * scale; row < (y + 1) * scale; row += 1) {
    data.fill(0, (row * side + x * scale) * 4, (row * side + (x + 1) * scale) * 4)
    for (let column = x * scale; column < (x + 1) * scale; column += 1) {
      data[(row * side + column) * 4 + 3] = 255
    }
  }
}
