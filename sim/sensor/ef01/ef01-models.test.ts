import { expect, test } from 'vitest'
import { openEf01Part } from '../../../test/stand/ef01-part.ts'
import { commandFrame, dataIn } from '../../../test/stand/ef01-talk.ts'
import { createTwinStand } from '../../../test/stand/twin-stand.ts'
import { createSensorTwin, sensorModels } from '../create-sensor-twin.ts'
import { ef01Models } from './ef01-model.ts'

const finger = { person: 'twin', position: 2 }

test('every model of the list can be made, and no other', () => {
  expect(sensorModels.length).toBe(20)
  expect(new Set(sensorModels).size).toBe(20)
  expect(() => createSensorTwin('R999', { clock: createTwinStand('R503').clock })).toThrow('no twin of R999')
})

test.each([
  ['ZFM-20', 36_864, 512],
  ['AS608', 36_864, 512],
  ['FPM10A', 36_864, 768],
  ['R305', 36_864, 512],
  ['R307', 36_864, 512],
  ['R308', 36_864, 512],
  ['R503', 18_432, 1_536],
  ['R502', 18_432, 1_536],
  ['R551', 18_432, 768],
  ['ZFM-70', 36_864, 512],
])('%s sends an image of %i bytes and a template of %i', async (model, imageBytes, templateBytes) => {
  const stand = await openEf01Part(model)
  stand.twin.place(finger)
  expect(await stand.answer(0x01)).toEqual([0])
  expect(dataIn(await stand.say(0x0a)).length).toBe(imageBytes)
  expect(await stand.answer(0x02, 1)).toEqual([0])
  expect(dataIn(await stand.say(0x08, 1)).length).toBe(templateBytes)
})

test('each model answers what it lacks in its own way: FC, 01 or not at all', async () => {
  for (const { name, unsupported, commands } of ef01Models) {
    const stand = await openEf01Part(name)
    const lacking = [0x1b, 0x28, 0x35, 0x3c, 0x53].find((code) => !commands.has(code)) ?? 0
    const expected = { fc: [0xfc], '01': [0x01], silence: undefined }[unsupported]
    expect([name, await stand.answer(lacking, 0, 0, 0, 0, 0)]).toEqual([name, expected])
  }
})

test('R308 cannot tell its parameters, and only R503 its product', async () => {
  expect(await (await openEf01Part('R308')).answer(0x0f)).toEqual([0x01])
  expect(await (await openEf01Part('R307')).answer(0x3c)).toEqual([0x01])
  expect(await (await openEf01Part('R502')).answer(0x3c)).toEqual([0xfc])
})

test('on R551 template 0 is bit 1 of the index table, and the last of a page is on the next', async () => {
  const stand = await openEf01Part('R551')
  stand.twin.place(finger)
  await stand.answer(0x01)
  await stand.answer(0x02, 1)
  await stand.answer(0x06, 1, 0, 0)
  await stand.answer(0x06, 1, 0, 7)
  expect((await stand.answer(0x1f, 0))?.slice(0, 3)).toEqual([0, 0b10, 0b1])
})

test('parts with two buffers take any other number for the second', async () => {
  const stand = await openEf01Part('R307')
  stand.twin.place(finger)
  await stand.answer(0x01)
  expect(await stand.answer(0x02, 9)).toEqual([0])
  expect(dataIn(await stand.say(0x08, 2)).length).toBe(512)
  expect(await stand.answer(0x08, 1)).toEqual([0x0d])
})

test('on FPM10A features can be made of one image twice, unless the part is said to use it up', async () => {
  const stand = await openEf01Part('FPM10A')
  stand.twin.place(finger)
  await stand.answer(0x01)
  expect(await stand.answer(0x02, 1)).toEqual([0])
  expect(await stand.answer(0x02, 2)).toEqual([0])
  stand.spoil('spent-image')
  expect(await stand.answer(0x02, 1)).toEqual([0])
  expect(await stand.answer(0x02, 2)).toEqual([0x15])
  expect(await stand.answer(0x0a)).toEqual([0x0f])
})

test('on Synochip parts 35 lights nothing and 3C does, and 3D tells of an image', async () => {
  const stand = await openEf01Part('FPM383C')
  stand.twin.place(finger)
  expect(await stand.answer(0x35, 1, 0x60, 2, 0)).toEqual([0])
  expect(stand.twin.light).toEqual([])
  expect(await stand.answer(0x3c)).toEqual([0x01])
  expect(await stand.answer(0x3c, 1, 1, 1, 0)).toEqual([0])
  expect(stand.twin.light).toEqual([1, 1, 1, 0])
  expect(await stand.answer(0x3d)).toEqual([0x15])
  await stand.answer(0x01)
  expect(await stand.answer(0x3d)).toEqual([0, 90, 80])
})

test('a living part echoes 55, and sees without its own light only when the lamp was lit', async () => {
  const stand = await openEf01Part('ZFM-70')
  stand.twin.place(finger)
  expect(await stand.answer(0x53)).toEqual([0x55])
  expect(await stand.answer(0x52)).toEqual([0x02])
  expect(await stand.answer(0x50)).toEqual([0])
  expect(stand.twin.light).toEqual([1])
  expect(await stand.answer(0x52)).toEqual([0])
  expect(await stand.answer(0x51)).toEqual([0])
  expect(stand.twin.light).toEqual([0])
})

test('ZFM-70 takes no image in frames of 32 bytes, and has one page of notes less', async () => {
  const stand = await openEf01Part('ZFM-70')
  await stand.answer(0x0e, 6, 0)
  expect(await stand.answer(0x0b)).toEqual([0x0e])
  await stand.answer(0x0e, 6, 1)
  expect(await stand.answer(0x0b)).toEqual([0])
  expect(await stand.answer(0x19, 15)).toEqual([0x1c])
})

test('ZFM-70 tells a residue from a new press when it searches', async () => {
  const stand = await openEf01Part('ZFM-70')
  stand.twin.place(finger)
  await stand.answer(0x01)
  await stand.answer(0x02, 1)
  await stand.answer(0x06, 1, 0, 3)
  expect((await stand.answer(0x56, 1, 0, 0, 1, 0))?.slice(0, 3)).toEqual([0, 0, 3])
  expect((await stand.answer(0x56, 1, 0, 0, 1, 0))?.[0]).toBe(0x17)
  await stand.answer(0x01)
  expect((await stand.answer(0x56, 1, 0, 0, 1, 0))?.[0]).toBe(0)
})

test('R551 sleeps until it is touched', async () => {
  const stand = await openEf01Part('R551')
  expect(await stand.answer(0x33)).toEqual([0])
  expect(await stand.answer(0x0f)).toBeUndefined()
  stand.twin.place(finger)
  expect((await stand.answer(0x0f))?.[0]).toBe(0)
})

test('the touch line rests high on R503 and low on R307, and turns under a finger', () => {
  for (const [model, idle] of [
    ['R503', 1],
    ['R305', 1],
    ['R307', 0],
  ] as const) {
    const { twin } = createTwinStand(model)
    expect(twin.touchLine).toBe(idle)
    twin.place(finger)
    expect(twin.touchLine).toBe(1 - idle)
    twin.lift()
    expect(twin.touchLine).toBe(idle)
  }
})

test('an image of an R307 takes just the time of its 40 056 bytes on the wire', async () => {
  const stand = await openEf01Part('R307', { baud: 115_200 })
  stand.twin.place(finger)
  await stand.answer(0x01)
  const startMs = stand.clock.monotonicMs()
  const frames = await stand.say(0x0a)
  expect(frames.length).toBe(289)
  // Command, answer and data of section 9, and 5 ms of thinking.
  expect(stand.heard.lastAtMs - startMs).toBeCloseTo((40_056 * 10_000) / 115_200 + 5, 3)
})

test('packing the largest image and framing it costs little beside drawing the finger', async () => {
  const stand = await openEf01Part('R307', { paced: false })
  stand.twin.place(finger)
  await stand.answer(0x01)
  const startMs = performance.now()
  stand.twin.receive(Uint8Array.from(commandFrame([0x0a])), stand.twin.baud)
  expect(performance.now() - startMs).toBeLessThan(50)
  expect(stand.twin.sentImages.at(-1)?.length).toBe(36_864)
})
