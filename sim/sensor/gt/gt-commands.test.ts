import { expect, test } from 'vitest'
import { gtAnswer, gtCommand, gtData } from '../../../test/stand/gt-talk.ts'
import { createTwinStand } from '../../../test/stand/twin-stand.ts'
import type { TwinOptions } from '../sensor-twin.ts'

const finger = { person: 'twin', position: 2 }
const other = { person: 'twin', position: 3 }
const doNotKeep = 0xffffffff

function openStand(model = 'GT-511C3', options: Partial<TwinOptions> = {}) {
  const stand = createTwinStand(model, { baud: 115_200, ...options })
  /** The parameter of an acknowledgement, or the error as a negative number. */
  const say = async (code: number, parameter = 0) => {
    const answer = gtAnswer(await stand.ask(gtCommand(code, parameter), 800))
    return answer.acknowledged ? answer.parameter : -answer.parameter
  }
  const read = async (code: number, parameter = 0) =>
    gtAnswer(await stand.ask(gtCommand(code, parameter), 800)).data
  const press = async (placed = finger) => {
    stand.twin.place(placed)
    await say(0x12, 1)
    expect(await say(0x60)).toBe(0)
  }
  const enrol = async (id: number) => {
    expect(await say(0x22, id)).toBe(0)
    for (const step of [0x23, 0x24, 0x25]) {
      await say(0x60)
      expect(await say(step)).toBe(0)
    }
  }
  return { ...stand, say, read, press, enrol }
}

const hex = (words: string) => [...Buffer.from(words.replaceAll(' ', ''), 'hex')]

test('Open and CmosLed by the vectors of the datasheet', async () => {
  const { ask } = openStand()
  const acknowledgement = hex('55 AA 01 00 00 00 00 00 30 00 30 01')
  expect(await ask(hex('55 AA 01 00 00 00 00 00 01 00 01 01'))).toEqual(acknowledgement)
  expect(await ask(hex('55 AA 01 00 01 00 00 00 12 00 13 01'))).toEqual(acknowledgement)
})

test('Open gives 24 bytes about the part when asked for them', async () => {
  const { read, say } = openStand()
  const info = await read(0x01, 1)
  expect(info.length).toBe(24)
  expect(info.slice(8).some((byte) => byte !== 0)).toBe(true)
  expect(await say(0x02)).toBe(0)
  expect(await say(0x03)).toBe(0x55)
})

test('it speaks 9600 after every start, and another rate only until the next', async () => {
  const { twin, clock, heard } = createTwinStand('GT-511C3')
  expect(twin.baud).toBe(9_600)
  twin.receive(Uint8Array.from(gtCommand(0x04, 57_600)), 9_600)
  await clock.advance(1_000)
  // The answer is still at the old rate.
  expect(gtAnswer(heard.bytes)).toMatchObject({ acknowledged: true })
  expect(heard.lastAtMs).toBeCloseTo(4 + (24 * 10_000) / 9_600, 6)
  expect(twin.baud).toBe(57_600)
  twin.reboot()
  expect(twin.baud).toBe(9_600)
})

test('a rate it cannot speak is refused', async () => {
  const { say, twin } = openStand()
  expect(await say(0x04, 12_345)).toBe(-0x1011)
  expect(twin.baud).toBe(115_200)
})

test('without the lamp it sees nothing: no press, no capture, a black picture', async () => {
  const { twin, say, read } = openStand()
  twin.place(finger)
  expect(await say(0x26)).not.toBe(0)
  expect(await say(0x60)).toBe(-0x1012)
  expect((await read(0x63)).every((grey) => grey === 0)).toBe(true)
  await say(0x12, 1)
  expect(twin.light).toEqual([1])
  expect(await say(0x26)).toBe(0)
  expect(await say(0x60, 1)).toBe(0)
  expect(new Set(await read(0x63)).size).toBeGreaterThan(50)
  twin.lift()
  expect(await say(0x26)).toBe(0x1012)
  expect(await say(0x60)).toBe(-0x1012)
})

test('a picture is 258 x 202 in 8 bits, one frame, just as sentImages keeps it, and takes its time', async () => {
  const { twin, clock, heard, press, read, say } = openStand()
  expect(await say(0x62)).toBe(-0x1012)
  await press()
  const startMs = clock.monotonicMs()
  const image = await read(0x62)
  expect(image.length).toBe(258 * 202)
  expect(Buffer.from(twin.sentImages.at(-1) ?? []).equals(Buffer.from(image))).toBe(true)
  expect(heard.lastAtMs - startMs).toBeCloseTo((52_146 * 10_000) / 115_200 + 4, 3)
  expect((await read(0x63)).length).toBe(160 * 120)
})

test('three presses in their order enrol a finger, that is then known, verified and identified', async () => {
  const { say, press, enrol } = openStand()
  expect(await say(0x51)).toBe(-0x100a)
  expect(await say(0x23)).toBe(-0x100b)
  await press()
  await enrol(7)
  expect(await say(0x20)).toBe(1)
  expect(await say(0x21, 7)).toBe(0)
  expect(await say(0x21, 8)).toBe(-0x1004)
  expect(await say(0x21, 200)).toBe(-0x1003)
  await press()
  expect(await say(0x50, 7)).toBe(0)
  expect(await say(0x51)).toBe(7)
  await press(other)
  expect(await say(0x50, 7)).toBe(-0x1007)
  expect(await say(0x51)).toBe(-0x1008)
  expect(await say(0x50, 8)).toBe(-0x1004)
  expect(await say(0x50, 200)).toBe(-0x1003)
})

test('enrolling refuses a used or impossible page, a wrong order, two fingers and a finger it has', async () => {
  const { say, press, enrol } = openStand()
  await press()
  await enrol(0)
  expect(await say(0x22, 0)).toBe(-0x1005)
  expect(await say(0x22, 200)).toBe(-0x1003)
  await say(0x22, 1)
  expect(await say(0x24)).toBe(-0x100b)
  // A number below 3000 is the page that has the finger already.
  expect(await say(0x23)).toBe(-0)
  await press(other)
  await say(0x22, 1)
  expect(await say(0x23)).toBe(0)
  await press({ person: 'twin', position: 4 })
  expect(await say(0x24)).toBe(-0x100d)
})

test('a full library takes no more', async () => {
  const { say, read, press, ask } = openStand('GT-511C1R')
  await press()
  const template = await read(0x61)
  for (let id = 0; id < 20; id += 1) {
    await say(0x71, 0x1_0000 + id)
    expect(gtAnswer(await ask(gtData(template), 500)).acknowledged).toBe(true)
  }
  expect(await say(0x22, 5)).toBe(-0x1005)
  expect(await say(0x22, doNotKeep)).toBe(-0x1009)
})

test('a template of 498 bytes goes out and comes back, and double ones are refused unless that is waived', async () => {
  const { say, read, press, enrol, ask } = openStand()
  await press()
  await enrol(3)
  const template = await read(0x70, 3)
  expect(template.length).toBe(498)
  expect(await say(0x70, 4)).toBe(-0x1004)
  expect(await say(0x71, 4)).toBe(0)
  expect(gtAnswer(await ask(gtData(template)))).toMatchObject({ acknowledged: false, parameter: 3 })
  await say(0x71, 0x1_0004)
  expect(gtAnswer(await ask(gtData(template))).acknowledged).toBe(true)
  expect(await read(0x70, 4)).toEqual(template)
  expect(await say(0x71, 300)).toBe(-0x1003)
})

test('a template from the host is verified and identified', async () => {
  const { say, read, press, enrol, ask } = openStand()
  expect(await say(0x53)).toBe(-0x100a)
  await press()
  await enrol(3)
  await press()
  const own = await read(0x61)
  await press(other)
  const strange = await read(0x61)
  await say(0x52, 3)
  expect(gtAnswer(await ask(gtData(own))).acknowledged).toBe(true)
  await say(0x52, 3)
  expect(gtAnswer(await ask(gtData(strange)))).toMatchObject({ acknowledged: false, parameter: 0x1007 })
  await say(0x53)
  expect(gtAnswer(await ask(gtData(own)))).toMatchObject({ acknowledged: true, parameter: 3 })
  await say(0x53)
  expect(gtAnswer(await ask(gtData(strange))).parameter).toBe(0x1008)
  await say(0x53)
  expect(gtAnswer(await ask(gtData(own).with(20, 1).with(21, 2))).parameter).toBe(0x1006)
})

test('an enrolment that is not to be kept sends its template', async () => {
  const { say, read, press } = openStand()
  await press()
  await say(0x22, doNotKeep)
  await say(0x23)
  await say(0x24)
  expect((await read(0x25)).length).toBe(498)
  expect(await say(0x20)).toBe(0)
})

test('pages are deleted, one or all', async () => {
  const { say, press, enrol } = openStand()
  expect(await say(0x41)).toBe(-0x100a)
  expect(await say(0x40, 1)).toBe(-0x1003)
  await press()
  await enrol(1)
  expect(await say(0x40, 1)).toBe(0)
  await enrol(2)
  expect(await say(0x41)).toBe(0)
  expect(await say(0x20)).toBe(0)
})

test('a poor press gives no template', async () => {
  const { say, press } = openStand()
  expect(await say(0x61)).toBe(-0x100c)
  await press({ ...finger, contact: 0.2 } as typeof finger)
  expect(await say(0x61)).toBe(-0x100c)
})

test('obsolete commands are acknowledged, unknown ones refused, another device not answered', async () => {
  const { say, ask } = openStand()
  expect(await say(0x72)).toBe(0)
  expect(await say(0x80)).toBe(-0x100e)
  expect(await say(0x99)).toBe(-0x100e)
  expect(await ask(gtCommand(0x03).with(2, 2).with(10, 0x04))).toEqual([])
  expect(gtAnswer(await ask(gtCommand(0x03).with(10, 0))).parameter).toBe(0x1006)
})

test('in firmware-upgrade mode it is silent until the power was off', async () => {
  const { twin, clock, say, ask } = openStand()
  expect(await say(0x05)).toBe(0)
  expect(await ask(gtCommand(0x03))).toEqual([])
  twin.reboot()
  await clock.advance(500)
  expect(await say(0x03)).toBe(0x55)
})

test.each([
  ['GT-511C1R', 20],
  ['GT-511C3', 200],
  ['GT-511C5', 2_000],
  ['GT-521F32', 200],
  ['GT-521F52', 3_000],
])('%s keeps %i fingers', async (model, pages) => {
  const { say } = openStand(model)
  expect(await say(0x21, pages - 1)).toBe(-0x1004)
  expect(await say(0x21, pages)).toBe(-0x1003)
})

test('only F52 has a touch line', () => {
  for (const [model, touched] of [
    ['GT-521F52', 1],
    ['GT-511C3', 0],
  ] as const) {
    const { twin } = createTwinStand(model)
    twin.place(finger)
    expect(twin.touchLine).toBe(touched)
  }
})
