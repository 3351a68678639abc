import { encode } from 'jpeg-js'
import encodeQr from 'qr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { helperCommand } from '../../boards/assembly/own-command.ts'
import type { CodeSession } from '../../hal/contract/code-reader.ts'
import { createCodeReader } from '../../hal/driver/vision/code-check.ts'
import { createAnsweringProgram } from '../../hal/linux/node-answering-program.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'

const never = new AbortController().signal
const clock = createRealClock()

/** A card held up: dark modules on paper, in a grey room, as a live picture of 480 by 640. */
function cardWith(text: string, sidePx = 220, turn = 0): Uint8Array {
  const modules = encodeQr(text, 'raw', { border: 4 })
  const [width, height] = [480, 640]
  const data = new Uint8Array(width * height * 4).fill(255)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [fromX, fromY] = [x - width / 2, y - height / 2]
      const along = fromX * Math.cos(turn) + fromY * Math.sin(turn)
      const across = fromY * Math.cos(turn) - fromX * Math.sin(turn)
      const [column, row] = [along, across].map((at) => Math.floor((at / sidePx + 0.5) * modules.length))
      const module = modules[row ?? -1]?.[column ?? -1]
      const light = module === undefined ? 120 : module ? 40 : 225
      data.fill(light, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  }
  return new Uint8Array(encode({ width, height, data }, 70).data)
}

describe('the code reader in its own process', () => {
  let session: CodeSession
  beforeAll(() => {
    session = createCodeReader(createAnsweringProgram(helperCommand('code-check')), clock).open()
  })
  afterAll(() => session.close())

  test.each([
    ['a number', '0091234567', 220, 0],
    ['an address', 'https://sekolah.example/kartu?nisn=0091234567', 240, 0],
    ['a code held aslant', '0091234567', 240, 0.3],
    ['a small code', '0091234567', 110, 0],
  ])('reads %s', async (_name, text, sidePx, turn) => {
    expect(await session.read(cardWith(text, sidePx, turn), never)).toEqual({ ok: true, value: text })
  })

  test('says that there is none, and that something is no picture, and reads on', async () => {
    const blank = { width: 64, height: 64, data: new Uint8Array(64 * 64 * 4).fill(200) }
    expect(await session.read(new Uint8Array(encode(blank, 70).data), never)).toEqual({ ok: true })
    const damaged = { ok: false, fault: { kind: 'damaged' } }
    expect(await session.read(Uint8Array.of(1, 2, 3), never)).toEqual(damaged)
    expect(await session.read(cardWith('0091234567'), never)).toMatchObject({ ok: true, value: '0091234567' })
  })
})

test.each([
  ['that is not there', ['/does/not/exist'], 'absent'],
  ['that ends at once', ['/bin/true'], 'absent'],
  ['that says what is no answer', ['/bin/echo', 'hello'], 'absent'],
])('a program %s is absent, and costs nothing but the code', async (_name, command, kind) => {
  const session = createCodeReader(createAnsweringProgram(command), clock).open()
  expect(await session.read(Uint8Array.of(1), never)).toEqual({ ok: false, fault: { kind } })
  expect(await session.read(Uint8Array.of(1), never)).toEqual({ ok: false, fault: { kind } })
  await session.close()
})

test('a picture that is called off is called off', async () => {
  const session = createCodeReader(createAnsweringProgram(['/bin/sleep', '60']), clock).open()
  const stop = new AbortController()
  const read = session.read(Uint8Array.of(1), stop.signal)
  stop.abort()
  expect(await read).toEqual({ ok: false, fault: { kind: 'cancelled' } })
  await session.close()
})
