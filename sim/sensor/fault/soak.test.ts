import { expect, test } from 'vitest'
import { commandFrame } from '../../../test/stand/ef01-talk.ts'
import { createTwinStand } from '../../../test/stand/twin-stand.ts'

async function soak(seed: number, chance: number): Promise<number[]> {
  const { twin, clock, heard } = createTwinStand('R503', { seed, soak: chance })
  for (let round = 0; round < 200; round += 1) {
    twin.receive(Uint8Array.from(commandFrame([0x13, 0, 0, 0, 0])), 57_600)
    await clock.advance(100)
  }
  await clock.advance(10_000)
  return heard.bytes
}

test('a soak spoils some answers, the same ones from the same seed', async () => {
  const calm = await soak(1, 0)
  expect(calm.length).toBe(200 * 12)
  const one = await soak(1, 0.2)
  expect(one).not.toEqual(calm)
  expect(await soak(1, 0.2)).toEqual(one)
  expect(await soak(2, 0.2)).not.toEqual(one)
})

test('most of a soak is still good', async () => {
  const text = Buffer.from(await soak(3, 0.05)).toString('latin1')
  const good = Buffer.from('ef01ffffffff070003', 'hex').toString('latin1')
  expect(text.split(good).length - 1).toBeGreaterThan(150)
})
