import { expect, test } from 'vitest'
import { commandFrame, framesIn } from '../../../test/stand/ef01-talk.ts'
import { createTwinStand } from '../../../test/stand/twin-stand.ts'
import type { TwinOptions } from '../sensor-twin.ts'

function stand(model: string, options: Partial<TwinOptions> = {}) {
  const made = createTwinStand(model, options)
  const answer = async (content: number[], address?: number) =>
    framesIn(await made.ask(commandFrame(content, address)))[0]
  /** At a rate of the host's own choosing. */
  const at = async (hostBaud: number, content: number[]) => {
    made.heard.bytes = []
    made.twin.receive(Uint8Array.from(commandFrame(content)), hostBaud)
    await made.clock.advance(3_000)
    return made.heard.bytes
  }
  return { ...made, answer, at }
}

const verify = [0x13, 0, 0, 0, 0]
const setBaud = [0x0e, 4, 12]

test.each(['R503', 'R307'])(
  '%s with a password of its own is locked after every start until that comes',
  async (model) => {
    const { twin, clock, answer } = stand(model, { password: 0x01020304 })
    expect((await answer([0x0f]))?.content).toEqual([0x21])
    expect((await answer(verify))?.content).toEqual([0x13])
    expect((await answer([0x13, 1, 2, 3, 4]))?.content).toEqual([0])
    expect((await answer([0x0f]))?.content.length).toBe(17)
    twin.reboot()
    await clock.advance(600)
    expect((await answer([0x0f]))?.content).toEqual([0x21])
  },
)

test('without one R503 wants the default password all the same, and R307 does not', async () => {
  expect((await stand('R503').answer([0x0f]))?.content).toEqual([0x21])
  expect((await stand('R307').answer([0x0f]))?.content.length).toBe(17)
})

test('a new password counts from the next start', async () => {
  const { twin, clock, answer } = stand('R307')
  expect((await answer([0x12, 0, 0, 0, 9]))?.content).toEqual([0])
  twin.reboot()
  await clock.advance(600)
  expect((await answer([0x1d]))?.content).toEqual([0x21])
  expect((await answer([0x13, 0, 0, 0, 9]))?.content).toEqual([0])
})

test('a new address is in its own answer already, and the old one is not heard any more', async () => {
  const { answer } = stand('ZFM-20')
  expect(await answer([0x15, 0x11, 0x22, 0x33, 0x44])).toEqual({ id: 7, address: 0x11223344, content: [0] })
  expect(await answer([0x1d])).toBeUndefined()
  expect(await answer([0x1d], 0x11223344)).toEqual({ id: 7, address: 0x11223344, content: [0, 0, 0] })
})

test('R307 answers 20 to another address, from its own', async () => {
  const { answer } = stand('R307', { address: 5 })
  expect(await answer([0x1d])).toEqual({ id: 7, address: 5, content: [0x20] })
})

test('a new rate that counts at once is that of its own answer', async () => {
  const { twin, at, ask } = stand('ZFM-20', { baudApply: 'immediate' })
  const answer = await at(57_600, setBaud)
  expect(twin.baud).toBe(115_200)
  // Twelve bytes at twice the host's rate, of which it samples half.
  expect(answer.length).toBe(6)
  expect(framesIn(await ask(commandFrame([0x1d])))[0]?.content).toEqual([0, 0, 0])
})

test('a new rate that counts after the answer is not that of the answer', async () => {
  const { twin, at } = stand('ZFM-20', { baudApply: 'afterAck' })
  expect(framesIn(await at(57_600, setBaud))[0]?.content).toEqual([0])
  expect(twin.baud).toBe(115_200)
  expect(framesIn(await at(115_200, [0x1d]))[0]?.content).toEqual([0, 0, 0])
  twin.reboot()
  expect(twin.baud).toBe(115_200)
})

test('a new rate that counts from the next start is told before', async () => {
  const { twin, clock, at } = stand('ZFM-20', { baudApply: 'powerCycle' })
  expect(framesIn(await at(57_600, setBaud))[0]?.content).toEqual([0])
  expect(twin.baud).toBe(57_600)
  expect(framesIn(await at(57_600, [0x0f]))[0]?.content.at(-1)).toBe(12)
  twin.reboot()
  await clock.advance(600)
  expect(twin.baud).toBe(115_200)
  expect(framesIn(await at(115_200, [0x1d]))[0]?.content).toEqual([0, 0, 0])
})

test('what comes at another rate is noise that the part does not answer', async () => {
  const { at } = stand('R503')
  for (const rate of [9_600, 19_200, 38_400, 115_200]) expect(await at(rate, verify)).toEqual([])
})

test('what goes to a host at another rate is noise, more or less of it by the rates, the same from the same seed', async () => {
  const hear = async (seed: number, hostBaud: number) => {
    const { twin, clock, heard } = stand('R503', { seed })
    twin.receive(Uint8Array.from(commandFrame(verify)), 57_600)
    twin.listenAt(hostBaud)
    await clock.advance(1_000)
    return heard.bytes
  }
  expect((await hear(1, 57_600)).length).toBe(12)
  expect((await hear(1, 115_200)).length).toBe(24)
  expect((await hear(1, 9_600)).length).toBe(2)
  expect(await hear(1, 115_200)).toEqual(await hear(1, 115_200))
  expect(await hear(1, 115_200)).not.toEqual(await hear(2, 115_200))
})

test.each([
  ['R503', 50, [0x55]],
  ['ZFM-70', 500, [0x55]],
  ['ZFM-20', 500, []],
] as const)('%s is deaf for %i ms after its start and then says %j', async (model, bootMs, ready) => {
  const { twin, clock, heard, answer } = stand(model)
  twin.powered = false
  twin.powered = true
  await clock.advance(bootMs - 5)
  twin.receive(Uint8Array.from(commandFrame(verify)), 57_600)
  await clock.advance(1_000)
  expect(heard.bytes).toEqual(ready)
  if (ready.length > 0) expect(heard.lastAtMs).toBeCloseTo(bootMs + 10_000 / 57_600, 6)
  expect((await answer(verify))?.content).toEqual([0])
})

test('without power it says nothing, and what it was saying ends', async () => {
  const { twin, clock, heard, ask } = stand('R503')
  await ask(commandFrame(verify))
  twin.place({ person: 'twin', position: 2 })
  await ask(commandFrame([0x01]))
  heard.bytes = []
  twin.receive(Uint8Array.from(commandFrame([0x0a])), 57_600)
  await clock.advance(1_000)
  twin.powered = false
  const before = heard.bytes.length
  expect(before).toBeGreaterThan(4_000)
  await clock.advance(5_000)
  expect(await ask(commandFrame(verify))).toEqual([])
})

test('a soft reset is answered, then the part starts anew and says so', async () => {
  const { ask, answer } = stand('R503')
  await answer(verify)
  const bytes = await ask(commandFrame([0x3d]))
  expect(framesIn(bytes.slice(0, 12))[0]?.content).toEqual([0])
  expect(bytes.slice(12)).toEqual([0x55])
  expect((await answer([0x1d]))?.content).toEqual([0x21])
})

test('an answer comes when command, thinking and answer have taken their time', async () => {
  const { twin, clock, heard } = stand('R503')
  twin.receive(Uint8Array.from(commandFrame(verify)), 57_600)
  await clock.advance(1_000)
  expect(heard.lastAtMs).toBeCloseTo(((16 + 12) * 10_000) / 57_600 + 4, 6)
})
