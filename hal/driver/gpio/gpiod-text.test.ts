import { expect, test } from 'vitest'
import { readEdge, readGpiodChip, readGpiodVersion, readLevel, readUsedLines } from './gpiod-text.ts'

test('of the tools two families are known', () => {
  const versions = ['1.6.3', '2.2.1', '0.3', '3.0', '12.1'].map((version) =>
    readGpiodVersion(`gpiodetect (libgpiod) v${version}`),
  )
  expect(versions).toEqual([1, 2, undefined, undefined, undefined])
})

test('a chip is found by its label, whole', () => {
  const text = 'gpiochip0 [pinctrl-bcm2711] (58 lines)\ngpiochip1 [raspberrypi-exp-gpio] (8 lines)\n'
  const found = ['raspberrypi-exp-gpio', 'pinctrl-bcm2711', 'pinctrl'].map((label) =>
    readGpiodChip(text, label),
  )
  expect(found).toEqual(['gpiochip1', 'gpiochip0', undefined])
})

test('lines that somebody holds are told apart from free ones, in the words of both families', () => {
  const one =
    '\tline   4: "GPIO4" "rekam" output active-high [used]\n\tline   5: "GPIO5" unused input active-high\n'
  const two =
    '\tline   6: "GPIO6" output consumer="rekam"\n\tline   7: "GPIO7" input used\n\tline   8: "GPIO8" input\n'
  expect([...readUsedLines(one), ...readUsedLines(two)]).toEqual([4, 6, 7])
})

test('an edge rises as 1 and falls as 0 or 2; anything else is none', () => {
  expect(['1', '0', '2', '3', ''].map(readEdge)).toEqual([1, 0, 0, undefined, undefined])
})

test('a level is 0 or 1, with or without the end of its line; anything else is none', () => {
  expect(['0', '1\n', '2', ''].map(readLevel)).toEqual([0, 1, undefined, undefined])
})
