import { expect, test } from 'vitest'
import { hidePin, PinGuard } from './pin-guard.ts'

const pin = await hidePin('246810')
const answers = async (guard: PinGuard, tries: readonly (readonly [string, number])[]) => {
  const said: string[] = []
  for (const [digits, seconds] of tries) said.push(await guard.check(digits, seconds * 1_000))
  return said
}

test('the right PIN opens, a wrong one does not, and the same PIN never looks the same', async () => {
  expect(
    await answers(new PinGuard(pin), [
      ['246810', 0],
      ['246811', 0],
      ['', 0],
    ]),
  ).toEqual(['right', 'wrong', 'wrong'])
  expect((await hidePin('246810')).hash).not.toBe(pin.hash)
  expect(JSON.stringify(pin)).not.toContain('246810')
})

test('after five wrong ones it pauses for 15 s, then twice as long after each; even the right one waits', async () => {
  const five = Array.from({ length: 5 }, () => ['000000', 0] as const)
  const guard = new PinGuard(pin)
  expect(await answers(guard, five)).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong'])
  expect(
    await answers(guard, [
      ['246810', 14],
      ['000000', 15],
      ['246810', 44],
      ['246810', 45],
    ]),
  ).toEqual(['later', 'wrong', 'later', 'right'])
})

test('the right one starts the count again', async () => {
  const guard = new PinGuard(pin)
  await answers(guard, [
    ['1', 0],
    ['2', 0],
    ['3', 0],
    ['4', 0],
    ['246810', 0],
  ])
  expect(
    await answers(guard, [
      ['1', 0],
      ['2', 0],
      ['3', 0],
      ['4', 0],
      ['5', 0],
    ]),
  ).not.toContain('later')
})
