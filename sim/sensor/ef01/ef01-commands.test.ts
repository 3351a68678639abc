import { expect, test } from 'vitest'
import { type Ef01Part, openEf01Part } from '../../../test/stand/ef01-part.ts'
import { commandFrame, dataIn, frameOf, framesIn } from '../../../test/stand/ef01-talk.ts'

const finger = { person: 'twin', position: 2 }
const other = { person: 'twin', position: 3 }

async function press(stand: Ef01Part, buffer = 1, placed = finger): Promise<void> {
  stand.twin.place(placed)
  expect(await stand.answer(0x01)).toEqual([0])
  expect(await stand.answer(0x02, buffer)).toEqual([0])
}

const hex = (words: string) => [...Buffer.from(words.replaceAll(' ', ''), 'hex')]

test.each([
  ['VfyPwd 0', 'EF01 FFFFFFFF 01 0007 13 00000000 001B', 'EF01 FFFFFFFF 07 0003 00 000A'],
  ['GenImg without a finger', 'EF01 FFFFFFFF 01 0003 01 0005', 'EF01 FFFFFFFF 07 0003 02 000C'],
  ['AuraLed off', 'EF01 FFFFFFFF 01 0007 35 04 80 01 00 00C2', 'EF01 FFFFFFFF 07 0003 00 000A'],
  ['UpImage without an image', 'EF01 FFFFFFFF 01 0003 0A 000E', 'EF01 FFFFFFFF 07 0003 0F 0019'],
  ['UpChar of an empty buffer', 'EF01 FFFFFFFF 01 0004 08 01 000E', 'EF01 FFFFFFFF 07 0003 0D 0017'],
])('%s by the vectors of the reference', async (_name, question, answer) => {
  const stand = await openEf01Part('R503')
  expect(await stand.ask(hex(question))).toEqual(hex(answer))
})

test('ReadSysPara is 28 bytes and tells status, size of the library, level, address, packet size and rate', async () => {
  const stand = await openEf01Part('R503')
  const bytes = await stand.ask(hex('EF01 FFFFFFFF 01 0003 0F 0013'))
  expect(bytes.length).toBe(28)
  expect(framesIn(bytes)[0]?.content).toEqual(hex('00 0004 0000 00C8 0003 FFFFFFFF 0002 0006'))
  await press(stand)
  await press(stand, 2)
  await stand.answer(0x03)
  expect(framesIn(await stand.ask(commandFrame([0x0f])))[0]?.content.slice(1, 3)).toEqual([0, 2 + 4 + 8])
})

test('an image comes packed, the left pixel high, in frames of the set size, and is what sentImages keeps', async () => {
  const stand = await openEf01Part('R503')
  stand.twin.place(finger)
  await stand.answer(0x01)
  for (const [code, frames] of [
    [2, 144],
    [0, 576],
    [3, 72],
  ] as const) {
    expect(await stand.answer(0x0e, 6, code)).toEqual([0])
    const [, ...data] = await stand.say(0x0a)
    expect(data.map(({ id }) => id)).toEqual([...Array.from({ length: frames - 1 }, () => 2), 8])
    expect(dataIn(data)).toEqual([...(stand.twin.sentImages.at(-1) ?? [])])
  }
  expect(stand.twin.sentImages.at(-1)?.length).toBe(18_432)
})

test('a template goes out and comes back byte for byte, and matches its own finger only', async () => {
  const stand = await openEf01Part('R503')
  await press(stand, 1)
  const sent = dataIn(await stand.say(0x08, 1))
  expect(sent.length).toBe(1_536)
  expect(await stand.answer(0x09, 2)).toEqual([0])
  for (let at = 0; at < 1_536; at += 128)
    await stand.ask(frameOf(at + 128 < 1_536 ? 2 : 8, sent.slice(at, at + 128)), 20)
  expect(dataIn(await stand.say(0x08, 2))).toEqual(sent)
  await press(stand, 1)
  const [code, high = 0, low = 0] = (await stand.answer(0x03)) ?? []
  expect(code).toBe(0)
  expect(high * 256 + low).toBeGreaterThanOrEqual(50)
  await press(stand, 1, other)
  expect(await stand.answer(0x03)).toEqual([0x08, 0, 0])
})

test('a template of the wrong length from the host leaves its buffer empty', async () => {
  const stand = await openEf01Part('R503')
  await press(stand, 2)
  await stand.answer(0x09, 2)
  await stand.ask(frameOf(8, [1, 2, 3]))
  expect(await stand.answer(0x08, 2)).toEqual([0x0d])
})

test('pages are stored, counted, shown in the index table, found, loaded and deleted', async () => {
  const stand = await openEf01Part('R503')
  await press(stand, 1)
  for (const page of [0, 9, 199]) expect(await stand.answer(0x06, 1, 0, page)).toEqual([0])
  expect(await stand.answer(0x1d)).toEqual([0, 0, 3])
  const table = Array.from({ length: 32 }, () => 0)
  table[0] = 1
  table[1] = 2
  table[24] = 0x80
  expect(await stand.answer(0x1f, 0)).toEqual([0, ...table])
  expect(await stand.answer(0x1f, 1)).toEqual([0, ...Array.from({ length: 32 }, () => 0)])
  await press(stand, 1)
  expect((await stand.answer(0x04, 1, 0, 5, 0, 100))?.slice(0, 3)).toEqual([0, 0, 9])
  expect(await stand.answer(0x04, 1, 0, 10, 0, 100)).toEqual([0x09, 0, 0, 0, 0])
  await press(stand, 1, other)
  expect(await stand.answer(0x04, 1, 0, 0, 0, 200)).toEqual([0x09, 0, 0, 0, 0])
  expect(await stand.answer(0x07, 2, 0, 9)).toEqual([0])
  expect(await stand.answer(0x07, 2, 0, 10)).toEqual([0x0c])
  expect(await stand.answer(0x07, 2, 0, 200)).toEqual([0x0b])
  expect(await stand.answer(0x06, 1, 0, 200)).toEqual([0x0b])
  expect(await stand.answer(0x0c, 0, 9, 0, 1)).toEqual([0])
  expect(await stand.answer(0x0c, 0, 199, 0, 2)).toEqual([0x10])
  expect(await stand.answer(0x1d)).toEqual([0, 0, 2])
  expect(await stand.answer(0x0d)).toEqual([0])
  expect(await stand.answer(0x1d)).toEqual([0, 0, 0])
})

test('buffers join only when they hold one finger, and an empty one cannot be stored', async () => {
  const stand = await openEf01Part('R503')
  expect(await stand.answer(0x06, 1, 0, 1)).toEqual([0x18])
  expect(await stand.answer(0x05)).toEqual([0x0a])
  await press(stand, 1)
  await press(stand, 2)
  expect(await stand.answer(0x05)).toEqual([0])
  await press(stand, 6, other)
  expect(await stand.answer(0x05)).toEqual([0x0a])
  expect(await stand.answer(0x02, 7)).toEqual([0x01])
})

test('an image that came from the host is read as the finger that is in it', async () => {
  const stand = await openEf01Part('R503')
  await press(stand, 1)
  const image = dataIn(await stand.say(0x0a))
  expect(await stand.answer(0x0b)).toEqual([0])
  expect(await stand.answer(0x02, 2)).toEqual([0x15])
  await stand.answer(0x0b)
  for (let at = 0; at < image.length; at += 256)
    await stand.ask(frameOf(at + 256 < image.length ? 2 : 8, image.slice(at, at + 256)), 50)
  expect(await stand.answer(0x02, 2)).toEqual([0])
  expect((await stand.answer(0x03))?.[0]).toBe(0)
  expect(dataIn(await stand.say(0x0a))).toEqual(image)
})

test('poor presses have their codes', async () => {
  const stand = await openEf01Part('R503')
  expect(await stand.answer(0x02, 1)).toEqual([0x15])
  stand.twin.place({ ...finger, contact: 0.2 })
  expect(await stand.answer(0x28)).toEqual([0x07])
  expect(await stand.answer(0x01)).toEqual([0])
  expect(await stand.answer(0x02, 1)).toEqual([0x07])
  stand.twin.place({ ...finger, wetness: 1 })
  await stand.answer(0x01)
  expect(await stand.answer(0x02, 1)).toEqual([0x06])
  stand.twin.lift()
  expect(await stand.answer(0x28)).toEqual([0x02])
})

test('the notepad keeps whole pages of 32 bytes, over the power too', async () => {
  const stand = await openEf01Part('R503')
  const words = Array.from({ length: 32 }, (_, at) => at)
  expect(await stand.answer(0x18, 15, ...words)).toEqual([0])
  stand.twin.reboot()
  await stand.clock.advance(100)
  await stand.answer(0x13, 0, 0, 0, 0)
  expect(await stand.answer(0x19, 15)).toEqual([0, ...words])
  expect(await stand.answer(0x19, 16)).toEqual([0x1c])
  expect(await stand.answer(0x18, 16, ...words)).toEqual([0x1c])
  expect(await stand.answer(0x18, 1, 2, 3)).toEqual([0x01])
})

test('wrong registers and values are refused', async () => {
  const stand = await openEf01Part('R503')
  expect(await stand.answer(0x0e, 3, 1)).toEqual([0x1a])
  expect(await stand.answer(0x0e, 4, 3)).toEqual([0x1b])
  expect(await stand.answer(0x0e, 5, 6)).toEqual([0x1b])
  expect(await stand.answer(0x0e, 6, 4)).toEqual([0x1b])
  expect(await stand.answer(0x0e, 5, 5)).toEqual([0])
})

test('the part tells what it is in 46 bytes', async () => {
  const stand = await openEf01Part('R503')
  const content = (await stand.answer(0x3c)) ?? []
  expect(content.length).toBe(47)
  expect(Buffer.from(content.slice(1, 5)).toString()).toBe('R503')
  expect(content.slice(-8)).toEqual(hex('00C0 00C0 0600 00C8'))
  expect((await stand.answer(0x39))?.length).toBe(33)
  expect((await stand.answer(0x3a))?.length).toBe(33)
  expect(dataIn(await stand.say(0x16)).length).toBe(512)
  expect(await stand.answer(0x36)).toEqual([0])
  expect(await stand.answer(0x40)).toEqual([0])
  expect(await stand.answer(0x30)).toEqual([0])
})

test('random numbers differ, and are the same again from the same seed', async () => {
  const [one, two] = [await openEf01Part('R503', { seed: 5 }), await openEf01Part('R503', { seed: 5 })]
  const first = await one.answer(0x14)
  expect(first?.length).toBe(5)
  expect(await two.answer(0x14)).toEqual(first)
  expect(await one.answer(0x14)).not.toEqual(first)
})

test('the ring shows what it was told, and nothing after the power was off', async () => {
  const stand = await openEf01Part('R503')
  expect(await stand.answer(0x35, 1, 0x40, 2, 0)).toEqual([0])
  expect(stand.twin.light).toEqual([1, 0x40, 2, 0])
  expect(await stand.answer(0x35, 9, 0, 1, 0)).toEqual([0x01])
  stand.twin.reboot()
  expect(stand.twin.light).toEqual([])
})

test('a closed port answers nothing but the command that opens it', async () => {
  const stand = await openEf01Part('R503')
  expect(await stand.answer(0x17, 0)).toEqual([0])
  expect(await stand.answer(0x40)).toBeUndefined()
  expect(await stand.answer(0x17, 1)).toEqual([0])
  expect(await stand.answer(0x40)).toEqual([0])
  expect(await stand.answer(0x17, 2)).toEqual([0x1d])
})

test('a damaged command is answered 01, and so is one that is too short', async () => {
  const stand = await openEf01Part('R503')
  expect(framesIn(await stand.ask(commandFrame([0x40]).with(-1, 0)))[0]?.content).toEqual([0x01])
  expect(await stand.answer(0x04, 1)).toEqual([0x01])
  expect(await stand.answer()).toEqual([0x01])
})

test('noise before a command does no harm, and half a command is forgotten after a silence', async () => {
  const stand = await openEf01Part('R503')
  expect(framesIn(await stand.ask([0, 0xef, 0xef, 7, ...commandFrame([0x40])]))[0]?.content).toEqual([0])
  expect(await stand.ask(commandFrame([0x40]).slice(0, 7))).toEqual([])
  expect(await stand.answer(0x40)).toEqual([0])
})
