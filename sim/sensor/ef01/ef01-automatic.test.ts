import { expect, test } from 'vitest'
import { commandFrame, framesIn } from '../../../test/stand/ef01-talk.ts'
import { createTwinStand } from '../../../test/stand/twin-stand.ts'

const finger = { person: 'twin', position: 2 }
const other = { person: 'twin', position: 3 }

async function openStand(model: string) {
  const stand = createTwinStand(model)
  const contents = async (content: number[], quietMs?: number) =>
    framesIn(await stand.ask(commandFrame(content), quietMs)).map((frame) => frame.content)
  await contents([0x13, 0, 0, 0, 0])
  /** Sends and does not wait; what comes is read with `gather`. */
  const tell = (...content: number[]) => {
    stand.heard.bytes = []
    stand.twin.receive(Uint8Array.from(commandFrame(content)), stand.twin.baud)
  }
  const gather = () => framesIn(stand.heard.bytes).map((frame) => frame.content)
  return { ...stand, contents, tell, gather }
}

const enrollSteps = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0x10, 0x11, 0x12, 0x0d, 0x0e, 0x0f]

test('AutoEnroll tells every step of six presses and stores the page', async () => {
  const stand = await openStand('R503')
  stand.twin.place(finger)
  const steps = await stand.contents([0x31, 7, 0, 0, 1, 0])
  expect(steps).toEqual(enrollSteps.map((step) => [0, step, 7]))
  expect(await stand.contents([0x1d])).toEqual([[0, 0, 1]])
  expect(await stand.contents([0x31, 7, 0, 0, 1, 0])).toEqual([[0x22, 1, 7]])
  expect((await stand.contents([0x31, 8, 0, 0, 0, 0])).at(-1)).toEqual([0x27, 0x0d, 8])
  expect(await stand.contents([0x31, 8, 0, 1, 0, 0])).toEqual([[0, 0x0f, 8]])
  expect(await stand.contents([0x31, 0xc8, 0, 1, 0, 0])).toEqual([[0, 0x0f, 0]])
})

test('AutoEnroll that wants the finger lifted waits for it, and gives up after ten seconds', async () => {
  const stand = await openStand('R503')
  stand.twin.place(finger)
  stand.tell(0x31, 1, 0, 0, 1, 1)
  await stand.clock.advance(5_000)
  expect(stand.gather().length).toBe(2)
  stand.twin.lift()
  await stand.clock.advance(200)
  stand.twin.place(finger)
  await stand.clock.advance(2_000)
  expect(stand.gather().length).toBe(4)
  await stand.clock.advance(10_000)
  expect(stand.gather().at(-1)?.[0]).toBe(0x26)
})

test('a part that works by itself is busy for all but Cancel', async () => {
  const stand = await openStand('R503')
  stand.tell(0x31, 1, 0, 0, 1, 0)
  expect(await stand.contents([0x1d], 500)).toEqual([[0x01]])
  expect((await stand.contents([0x0f], 500))[0]?.slice(0, 3)).toEqual([0, 0, 5])
  expect(await stand.contents([0x30], 500)).toEqual([[0]])
  expect(await stand.contents([0x1d], 500)).toEqual([[0, 0, 0]])
  stand.twin.place(finger)
  await stand.clock.advance(5_000)
  expect(stand.gather()).toEqual([[0, 0, 0]])
})

test('AutoIdentify finds the page of a finger, and says so when there is none', async () => {
  const stand = await openStand('R503')
  expect(await stand.contents([0x32, 3, 0, 200, 0, 1])).toEqual([[0x24, 1, 0, 0, 0, 0]])
  stand.twin.place(finger)
  await stand.contents([0x31, 5, 0, 0, 0, 0])
  expect((await stand.contents([0x32, 3, 0, 200, 1, 1])).map((content) => content.slice(0, 4))).toEqual([
    [0, 1, 0, 0],
    [0, 2, 0, 0],
    [0, 3, 0, 5],
  ])
  stand.twin.place(other)
  expect(await stand.contents([0x32, 3, 0, 200, 0, 2])).toEqual([[0x09, 3, 0, 0, 0, 0]])
  stand.twin.lift()
  expect(await stand.contents([0x32, 3, 0, 200, 0, 1], 11_000)).toEqual([[0x26, 1, 0, 0, 0, 0]])
})

test('R307 takes and searches in one command, now or within a time', async () => {
  const stand = await openStand('R307')
  expect(await stand.contents([0x34])).toEqual([[0x02, 0, 0, 0, 0]])
  stand.twin.place(finger)
  await stand.contents([0x01])
  await stand.contents([0x02, 1])
  await stand.contents([0x06, 1, 1, 2])
  expect((await stand.contents([0x34]))[0]?.slice(0, 3)).toEqual([0, 1, 2])
  stand.twin.lift()
  stand.tell(0x32, 20, 0, 0, 3, 0xe8)
  await stand.clock.advance(1_000)
  stand.twin.place(finger)
  await stand.clock.advance(3_000)
  expect(stand.gather()[0]?.slice(0, 3)).toEqual([0, 1, 2])
  expect((await stand.contents([0x32, 0, 0, 0, 0, 9]))[0]?.[0]).toBe(0x09)
})

test('ZFM-70 enrolls by two presses that it tells one by one, and finds the finger again', async () => {
  const stand = await openStand('ZFM-70')
  stand.tell(0x54, 0x36, 2, 0, 9, 0)
  stand.twin.place(finger)
  await stand.clock.advance(1_500)
  expect(stand.gather()).toEqual([[0x56]])
  stand.twin.lift()
  await stand.clock.advance(200)
  stand.twin.place(finger)
  await stand.clock.advance(3_000)
  expect(stand.gather()).toEqual([[0x56], [0x57], [0]])
  expect((await stand.contents([0x55, 0x1f, 0, 0, 1, 0]))[0]?.slice(0, 3)).toEqual([0, 0, 9])
  expect(await stand.contents([0x54, 0x36, 2, 0, 10, 0])).toEqual([[0x45]])
  stand.twin.lift()
  expect(await stand.contents([0x54, 0x1f, 2, 0, 10, 0])).toEqual([[0x02]])
})
