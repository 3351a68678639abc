import { expect, test } from 'vitest'
import { gtAnswer, gtCommand } from '../../../test/stand/gt-talk.ts'
import { createTwinStand } from '../../../test/stand/twin-stand.ts'
import { readFault } from '../fault/fault-words.ts'

const finger = { person: 'twin', position: 2 }
const check = gtCommand(0x03)

async function openStand() {
  const stand = createTwinStand('GT-521F52', { baud: 115_200 })
  const raw = (code: number, parameter = 0) => stand.ask(gtCommand(code, parameter), 1_000)
  const spoil = (words: string) => {
    const fault = readFault(words)
    if (!fault) throw new Error(`no fault ${words}`)
    stand.twin.fault(fault)
  }
  stand.twin.place(finger)
  await raw(0x12, 1)
  await raw(0x60)
  return { ...stand, raw, spoil }
}

const whole = 12 + 52_116 + 6

test.each([
  ['flip-bit:3', whole],
  ['drop-bytes:5', whole - 5],
  ['drop-frame:7', whole - 128],
  ['omit-end', whole - (52_122 % 128)],
  ['abort-transfer:10', 12 + 1_280],
])('%s spoils the one long frame of an image, and the next is whole', async (words, bytes) => {
  const { spoil, raw } = await openStand()
  spoil(words)
  const spoiled = await raw(0x62)
  expect(spoiled.length).toBe(bytes)
  expect(() => gtAnswer(spoiled)).toThrow('no sound data')
  expect(gtAnswer(await raw(0x62)).data.length).toBe(52_116)
})

test('answers are spoiled, coded, swallowed and preceded as with the other family', async () => {
  const { spoil, raw, ask } = await openStand()
  spoil('bad-answer')
  expect(() => gtAnswer([])).toThrow('no answer')
  const bad = await raw(0x03)
  expect(() => gtAnswer(bad)).toThrow('no answer')
  spoil('code:0x12')
  expect(gtAnswer(await raw(0x03))).toMatchObject({ acknowledged: false, parameter: 0x1012 })
  spoil('silence')
  expect(await raw(0x03)).toEqual([])
  spoil('noise:5')
  expect(gtAnswer((await raw(0x03)).slice(5)).parameter).toBe(0x55)
  spoil('stray-data:1')
  expect((await raw(0x03)).slice(0, 2)).toEqual([0x5a, 0xa5])
  spoil('hang-on-bad-frame')
  expect(await ask(check.with(-1, 9))).toEqual([])
  expect(await raw(0x03)).toEqual([])
})

test('a dip of the power brings back 9600, without a lamp and a picture', async () => {
  const { twin, clock, spoil, raw } = await openStand()
  spoil('brown-out')
  expect(await raw(0x03)).toEqual([])
  expect(twin.baud).toBe(9_600)
  await clock.advance(300)
  expect(gtAnswer(await raw(0x62)).parameter).toBe(0x1012)
  expect(gtAnswer(await raw(0x60)).parameter).toBe(0x1012)
})

test('a dark lamp, a broken element, a finger that goes: no capture', async () => {
  const { spoil, twin, raw } = await openStand()
  spoil('lift-during-capture')
  expect(gtAnswer(await raw(0x60)).parameter).toBe(0x1012)
  twin.place(finger)
  spoil('dark')
  expect(gtAnswer(await raw(0x60)).parameter).toBe(0x1012)
  spoil('sensor-broken')
  expect(gtAnswer(await raw(0x60)).parameter).toBe(0x100f)
})

test('a baud fault, a stuck line, a busy part, a slow flash', async () => {
  const { spoil, twin, raw, clock, heard } = await openStand()
  spoil('baud:57600')
  expect(twin.baud).toBe(57_600)
  spoil('touch-stuck:off')
  expect(twin.touchLine).toBe(0)
  spoil('busy:100')
  expect(gtAnswer(await raw(0x03)).parameter).toBe(0x1006)
  expect(gtAnswer(await raw(0x03)).parameter).toBe(0x55)
  await raw(0x22, 1)
  await raw(0x23)
  await raw(0x24)
  spoil('slow-flash:2000')
  const startMs = clock.monotonicMs()
  twin.receive(Uint8Array.from(gtCommand(0x25)), 57_600)
  await clock.advance(4_000)
  expect(heard.lastAtMs - startMs).toBeGreaterThan(2_000)
})
