import { expect, test } from 'vitest'
import { type Ef01Part, openEf01Part } from '../../../test/stand/ef01-part.ts'
import { commandFrame } from '../../../test/stand/ef01-talk.ts'

const finger = { person: 'twin', position: 2 }
const handshake = [0x40]

/** With one image of a finger. */
async function openStand(model = 'R503'): Promise<Ef01Part> {
  const part = await openEf01Part(model)
  part.twin.place(finger)
  await part.answer(0x01)
  return part
}

test('1 baud: the part speaks another rate, over the power too', async () => {
  const { twin, spoil, answer, clock } = await openStand()
  spoil('baud:19200')
  twin.receive(Uint8Array.from(commandFrame(handshake)), 57_600)
  expect(twin.baud).toBe(19_200)
  expect(await answer(...handshake)).toEqual([0])
  twin.reboot()
  await clock.advance(100)
  expect(twin.baud).toBe(19_200)
})

test('2 baud-apply: when a new rate counts can be chosen', async () => {
  for (const [when, baud] of [
    ['powerCycle', 57_600],
    ['afterAck', 115_200],
    ['immediate', 115_200],
  ] as const) {
    const { twin, spoil, raw } = await openStand()
    spoil(`baud-apply:${when}`)
    await raw(0x0e, 4, 12)
    expect(twin.baud).toBe(baud)
  }
})

test('8 boot-noise: garbage before the ready byte', async () => {
  const { spoil, twin, clock, heard } = await openStand()
  spoil('boot-noise')
  heard.bytes = []
  twin.reboot()
  await clock.advance(200)
  expect(heard.bytes.length).toBe(10)
  expect(heard.bytes.at(-1)).toBe(0x55)
})

test.each([1, 7, 4_096])('28 chunk: bytes arrive %i at a time', async (bytes) => {
  const { spoil, raw, heard } = await openStand()
  spoil(`chunk:${bytes}`)
  const count = (await raw(0x0a)).length
  expect(Math.max(...heard.portions)).toBe(bytes)
  expect(heard.portions.length).toBeLessThanOrEqual(Math.ceil(count / bytes) + 2)
  expect(heard.portions.length).toBeGreaterThanOrEqual(Math.floor(count / bytes))
})

test('31 echo, 32 deaf and mute: wires that give it all back, or one way only', async () => {
  const { twin, clock, spoil, raw, heard } = await openStand()
  spoil('echo')
  expect(await raw(...handshake)).toEqual(commandFrame(handshake))
  twin.reboot()
  await clock.advance(100)
  spoil('deaf')
  expect(await raw(...handshake)).toEqual([])
  twin.reboot()
  heard.bytes = []
  spoil('mute')
  await clock.advance(100)
  expect(heard.bytes).toEqual([])
})
