import { expect, test } from 'vitest'
import { type Ef01Part, openEf01Part } from '../../../test/stand/ef01-part.ts'
import { dataIn } from '../../../test/stand/ef01-talk.ts'

const finger = { person: 'twin', position: 2 }

/** With one image of a finger. */
async function openStand(model = 'R503'): Promise<Ef01Part> {
  const part = await openEf01Part(model)
  part.twin.place(finger)
  await part.answer(0x01)
  return part
}

const ack = 12
const frame = 139

test.each([
  ['4 flip-bit: one bit of one frame is wrong', 'flip-bit:7', 144 * frame],
  ['5 drop-bytes: bytes inside are lost', 'drop-bytes:3', 144 * frame - 3],
  ['6 drop-frame: a whole frame is lost', 'drop-frame:7', 143 * frame],
  ['7 omit-end: the last frame never comes', 'omit-end', 143 * frame],
  ['10 abort-transfer: it breaks off', 'abort-transfer:20', 20 * frame],
])('%s, and the next transfer is whole', async (_name, words, bytes) => {
  const { twin, spoil, raw, say } = await openStand()
  spoil(words)
  const spoiled = await raw(0x0a)
  expect(spoiled.length).toBe(ack + bytes)
  const whole = await say(0x0a)
  expect(dataIn(whole)).toEqual([...(twin.sentImages.at(-1) ?? [])])
  const undamaged = whole.length === 145 && (await raw(0x0a))
  const differing = undamaged && spoiled.filter((byte, at) => byte !== undamaged[at]).length
  if (words.startsWith('flip')) expect(differing).toBe(1)
})

test('7 never-end: no transfer ends until the power was off', async () => {
  const { spoil, raw, twin } = await openStand()
  spoil('never-end')
  for (let times = 0; times < 2; times += 1) expect((await raw(0x0a)).length).toBe(ack + 143 * frame)
  expect(twin.sentImages.length).toBe(2)
})

test('10 pause-transfer: the transfer rests in its middle', async () => {
  const { spoil, say, clock, heard } = await openStand()
  spoil('pause-transfer:400')
  const startMs = clock.monotonicMs()
  expect((await say(0x0a)).length).toBe(145)
  expect(heard.lastAtMs - startMs).toBeCloseTo((20_040 * 10_000) / 57_600 + 405, 3)
})

test('21 lying-size: frames are of another size than the part tells', async () => {
  const { spoil, say, answer } = await openStand()
  spoil('lying-size:0')
  expect((await say(0x0a))[1]?.content.length).toBe(32)
  expect((await answer(0x0f))?.[14]).toBe(2)
})

test('27 header-inside: an image with the bytes of a header in it', async () => {
  const { twin, spoil, say } = await openStand()
  spoil('header-inside')
  const image = dataIn(await say(0x0a))
  expect(Buffer.from(image).indexOf(Buffer.from('ef01ffffffff', 'hex'))).toBe(1_000)
  expect(image).toEqual([...(twin.sentImages.at(-1) ?? [])])
})
