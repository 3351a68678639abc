import { expect, test } from 'vitest'
import { type Ef01Part, openEf01Part } from '../../../test/stand/ef01-part.ts'
import { commandFrame, dataIn, framesIn } from '../../../test/stand/ef01-talk.ts'

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

test('11 password: another one from now on', async () => {
  const { spoil, answer } = await openStand()
  spoil('password:7')
  expect(await answer(...handshake)).toEqual([0x21])
  expect(await answer(0x13, 0, 0, 0, 0)).toEqual([0x13])
  expect(await answer(0x13, 0, 0, 0, 7)).toEqual([0])
})

test('12 brown-out: after so many commands it loses one, says it is ready, and wants the password again', async () => {
  const { spoil, raw, answer } = await openStand()
  spoil('brown-out:1')
  expect(await raw(...handshake)).toEqual(good)
  expect(await raw(...handshake)).toEqual([0x55])
  expect(await answer(...handshake)).toEqual([0x21])
})

test('13 address: the part has another address', async () => {
  const { spoil, raw, ask } = await openStand()
  spoil('address:0x01020304')
  expect(await raw(...handshake)).toEqual([])
  expect(framesIn(await ask(commandFrame(handshake, 0x01020304)))[0]?.address).toBe(0x01020304)
})

test('15 lift-during-capture: the capture fails, and no old image is left', async () => {
  const { spoil, answer } = await openStand()
  spoil('lift-during-capture')
  expect(await answer(0x01)).toEqual([0x03])
  expect(await answer(0x0a)).toEqual([0x0f])
  expect(await answer(0x01)).toEqual([0x02])
})

test('15 failed-capture, spent-image: so many images cannot be taken; features use one up', async () => {
  const { spoil, answer } = await openStand()
  spoil('failed-capture:2')
  expect(await answer(0x01)).toEqual([0x03])
  expect(await answer(0x01)).toEqual([0x03])
  expect(await answer(0x01)).toEqual([0])
  spoil('spent-image')
  expect(await answer(0x02, 1)).toEqual([0])
  expect(await answer(0x0a)).toEqual([0x0f])
})

test('16 sticky-finger: it stays when it should go', async () => {
  const { twin, spoil, answer } = await openStand()
  spoil('sticky-finger:2')
  twin.lift()
  twin.lift()
  expect(await answer(0x01)).toEqual([0])
  twin.lift()
  expect(await answer(0x01)).toEqual([0x02])
})

test('17 poor-image: a poor picture is called good', async () => {
  const { spoil, answer } = await openStand()
  spoil('poor-image:20')
  expect(await answer(0x01)).toEqual([0])
  expect(await answer(0x02, 1)).toEqual([0x07])
  expect(await answer(0x01)).toEqual([0])
  expect(await answer(0x02, 1)).toEqual([0])
})

test('18 ghost-finger: dirt is taken for a finger, and looks faintly like the last', async () => {
  const { twin, spoil, say, answer } = await openStand()
  await say(0x0a)
  spoil('ghost-finger')
  twin.lift()
  expect(await answer(0x01)).toEqual([0])
  await say(0x0a)
  const [real = [], ghost = []] = twin.sentImages.map((image) => [...image].map((pair) => pair >> 4))
  expect(Math.min(...ghost)).toBeGreaterThan(8)
  expect(Math.min(...real)).toBeLessThan(5)
})

test('19 touch-stuck: the touch line stays, finger or not', async () => {
  const { twin, spoil } = await openStand()
  spoil('touch-stuck:off')
  expect(twin.touchLine).toBe(1)
  twin.reboot()
  expect(twin.touchLine).toBe(0)
  twin.lift()
  spoil('touch-stuck:on')
  expect(twin.touchLine).toBe(0)
})

test('20 hang, hang-on-bad-frame: silence until the power was off', async () => {
  const { twin, clock, spoil, raw, ask } = await openStand()
  spoil('hang')
  expect(await raw(...handshake)).toEqual([])
  twin.reboot()
  await clock.advance(100)
  spoil('hang-on-bad-frame')
  expect((await raw(...handshake)).length).toBe(12)
  expect(await ask(commandFrame(handshake).with(-1, 0))).toEqual([])
  expect(await raw(...handshake)).toEqual([])
})

test('22 geometry: images are of another size', async () => {
  const { spoil, say, answer } = await openStand()
  spoil('geometry:160x160')
  await answer(0x01)
  expect(dataIn(await say(0x0a)).length).toBe(12_800)
})

test('23 template-bytes: templates are of another size', async () => {
  const { spoil, say, answer } = await openStand()
  spoil('template-bytes:768')
  await answer(0x02, 1)
  expect(dataIn(await say(0x08, 1)).length).toBe(768)
})

test('24 ring: a command to the ring is ignored, refused, lost, or locks the part', async () => {
  for (const [effect, answered, after] of [
    ['ignored', [0], [0]],
    ['busy', [0x01], [0]],
    ['lost', undefined, [0]],
    ['locks', [0], [0x21]],
  ] as const) {
    const { twin, spoil, answer } = await openStand()
    spoil(`ring:${effect}`)
    expect(await answer(0x35, 3, 0, 1, 0)).toEqual(answered)
    expect(twin.light).toEqual([])
    expect(await answer(...handshake)).toEqual(after)
  }
})

test('25 unsupported: what it lacks is answered otherwise', async () => {
  const { spoil, answer } = await openStand()
  expect(await answer(0x1b, 1, 0, 0, 0, 9)).toEqual([0xfc])
  spoil('unsupported:silence')
  expect(await answer(0x1b, 1, 0, 0, 0, 9)).toBeUndefined()
})

test('26 slow-flash: storing takes that much longer', async () => {
  const { spoil, answer, clock, heard } = await openStand()
  spoil('slow-flash:2500')
  const startMs = clock.monotonicMs()
  expect(await answer(0x0d)).toEqual([0])
  expect(heard.lastAtMs - startMs).toBeGreaterThan(2_500)
})

test('35 index-shift: the table starts at bit 1', async () => {
  const { spoil, answer } = await openStand()
  await answer(0x02, 1)
  await answer(0x06, 1, 0, 0)
  spoil('index-shift')
  expect((await answer(0x1f, 0))?.[1]).toBe(2)
})

test('38 dark: a lamp that never lights shows nothing', async () => {
  const { twin, spoil, answer } = await openStand('R307')
  twin.place(finger)
  expect(await answer(0x01)).toEqual([0])
  spoil('dark')
  expect(await answer(0x01)).toEqual([0x02])
})

test('39 starve: a command too soon after an answer is not heard, and commands are counted', async () => {
  const { twin, clock, spoil, raw, heard } = await openStand()
  spoil('starve:30')
  const before = twin.commandsServed
  expect(await raw(...handshake)).toEqual(good)
  heard.bytes = []
  for (let poll = 0; poll < 20; poll += 1) {
    twin.receive(Uint8Array.from(commandFrame(handshake)), 57_600)
    await clock.advance(10)
  }
  expect(heard.bytes.length).toBeLessThan(20 * 12)
  expect(heard.bytes.length).toBeGreaterThanOrEqual(12)
  expect(twin.commandsServed - before).toBe(21)
})

test('40 busy: for a while every command is answered 01, and the status says busy', async () => {
  const { spoil, clock, twin, heard } = await openStand()
  spoil('busy:200')
  const quick = async (...content: number[]) => {
    heard.bytes = []
    twin.receive(Uint8Array.from(commandFrame(content)), 57_600)
    await clock.advance(50)
    return framesIn(heard.bytes)[0]?.content
  }
  expect(await quick(...handshake)).toEqual([0x01])
  expect((await quick(0x0f))?.[2]).toBe(1 + 4 + 8)
  await clock.advance(200)
  expect(await quick(...handshake)).toEqual([0])
})

test('sensor-broken: the element is broken, and the part knows', async () => {
  const { spoil, answer } = await openStand()
  spoil('sensor-broken')
  expect(await answer(0x36)).toEqual([0x29])
  expect(await answer(0x01)).toEqual([0x03])
})
