import { expect, test } from 'vitest'
import { type Ef01Part, openEf01Part } from '../../../test/stand/ef01-part.ts'

const finger = { person: 'twin', position: 2 }
const handshake = [0x40]
const good = [0xef, 1, 255, 255, 255, 255, 7, 0, 3, 0, 0, 10]

/** With one image of a finger. */
async function openStand(model = 'R503'): Promise<Ef01Part> {
  const part = await openEf01Part(model)
  part.twin.place(finger)
  await part.answer(0x01)
  return part
}

test('3 bad-answer, flip-answer: the next answer is damaged, the one after is not', async () => {
  const { spoil, raw } = await openStand()
  spoil('bad-answer')
  expect(await raw(...handshake)).toEqual(good.with(-1, 10 ^ 0xff))
  expect(await raw(...handshake)).toEqual(good)
  spoil('flip-answer:0')
  expect(await raw(...handshake)).toEqual(good.with(0, 0x10))
})

test('8 noise: garbage, a ready byte and a zero before the answer', async () => {
  const { spoil, raw } = await openStand()
  spoil('noise:7')
  const bytes = await raw(...handshake)
  expect(bytes.slice(0, 2)).toEqual([0x55, 0x00])
  expect(bytes.slice(7)).toEqual(good)
})

test('9 late-answer: the answer comes so much later', async () => {
  const { spoil, raw, clock, heard } = await openStand()
  await raw(...handshake)
  const usual = async () => {
    const startMs = clock.monotonicMs()
    await raw(...handshake)
    return heard.lastAtMs - startMs
  }
  const beforeMs = await usual()
  spoil('late-answer:2000')
  expect((await usual()) - beforeMs).toBeCloseTo(2_000, 6)
})

test('10 stray-data: data frames stand where an answer should be', async () => {
  const { spoil, say } = await openStand()
  spoil('stray-data:3')
  expect((await say(...handshake)).map(({ id }) => id)).toEqual([2, 2, 2, 7])
})

test('20 silence: so many answers are swallowed', async () => {
  const { spoil, raw } = await openStand()
  spoil('silence:2')
  expect(await raw(...handshake)).toEqual([])
  expect(await raw(...handshake)).toEqual([])
  expect(await raw(...handshake)).toEqual(good)
})

test('33 code: an answer with a code of its own, and the command is not carried out', async () => {
  const { spoil, answer } = await openStand()
  spoil('code:0x41')
  expect(await answer(0x0e, 5, 5)).toEqual([0x41])
  expect((await answer(0x0f))?.[8]).toBe(3)
})

test('34 absurd-length: the length of an answer is EE EE', async () => {
  const { spoil, raw } = await openStand()
  spoil('absurd-length')
  expect(await raw(...handshake)).toEqual(good.with(7, 0xee).with(8, 0xee))
})
