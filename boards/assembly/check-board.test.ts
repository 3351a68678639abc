import { describe, expect, test } from 'vitest'
import { scannerModels } from '../../hal/driver/scanner/open-scanner.ts'
import { rpi4bBoard } from '../rpi4b/board.ts'
import { headerPins, pinOfLine } from '../wiring/header-pins.ts'
import { allBoards, piBoards } from './all-boards.ts'
import type { BoardData } from './board-data.ts'
import { boardClashes } from './check-board.ts'

describe.each(allBoards.map((board) => [board.name, board] as const))('%s', (_, board) => {
  test('no line is used twice or belongs to something else, and the button rests', () => {
    expect(boardClashes(board)).toEqual([])
  })

  test('its parts are known and its screen is a screen', () => {
    expect(scannerModels).toContain(board.scanner.model)
    const { widthMm, widthPx, heightPx } = board.screen
    // Pixels of panels that a finger can use: 60 to 300 to the inch.
    expect((widthPx / widthMm) * 25.4).toBeGreaterThan(60)
    expect((widthPx / widthMm) * 25.4).toBeLessThan(300)
    expect(heightPx).toBeLessThanOrEqual(widthPx)
  })
})

describe.each(piBoards.map((board) => [board.name, board] as const))('%s', (_, board) => {
  test('has a known chip, a UART, camera programs, a watchdog, and lines for config.txt', () => {
    // Labels that the kernel's pinctrl drivers give: bcm2835 for 3 and Zero 2, bcm2711 for 4, rp1 for 5.
    for (const label of board.gpio.chipLabels) expect(label).toMatch(/^pinctrl-(bcm2835|bcm2711|rp1)$/)
    expect(board.gpio.chipLabels).not.toEqual([])
    expect(board.serial.device).toMatch(/^\/dev\/tty/)
    expect(board.camera.stillPrograms.length * board.camera.videoPrograms.length).toBeGreaterThan(0)
    expect(board.watchdog.mostSeconds).toBeGreaterThan(1)
    for (const needs of ['uart', 'watchdog', 'camera'] as const) expect(board.config[needs]).not.toEqual([])
    expect(board.accessories.join(' ')).toContain('adaptor daya')
  })
})

test('names and device tree strings tell boards apart', () => {
  const names = allBoards.map(({ name }) => name)
  const strings = piBoards.flatMap(({ compatible }) => compatible)
  expect([...names, 'auto']).toEqual([...new Set([...names, 'auto'])])
  expect(strings).toEqual([...new Set(strings)])
})

test('the header has all 28 lines, and the pins that everybody knows', () => {
  const lines = headerPins.flatMap((pin) => ('line' in pin ? [pin.line] : []))
  expect(lines.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 28 }, (_, line) => line))
  const pinsOf = (kind: string) => headerPins.filter((pin) => pin.kind === kind).map(({ pin }) => pin)
  expect(pinsOf('ground')).toEqual([6, 9, 14, 20, 25, 30, 34, 39])
  expect([pinsOf('3v3'), pinsOf('5v'), pinsOf('reserved')]).toEqual([
    [1, 17],
    [2, 4],
    [27, 28],
  ])
  // UART, SPI0, I2C1, PCM clock and data, and the lines of the front.
  const wellKnown = { 14: 8, 15: 10, 10: 19, 9: 21, 11: 23, 8: 24, 7: 26, 2: 3, 3: 5, 18: 12, 21: 40 }
  for (const [line, pin] of Object.entries({ ...wellKnown, 17: 11, 27: 13, 22: 15, 23: 16, 24: 18 }))
    expect(pinOfLine(Number(line))).toBe(pin)
})

const clashWords = (gpio: Partial<BoardData['gpio']>) =>
  boardClashes({ ...rpi4bBoard, gpio: { ...rpi4bBoard.gpio, ...gpio } }).map(({ words }) => words)

test('clashes are told in words', () => {
  const { lines } = rpi4bBoard.gpio
  expect(clashWords({ lines: { ...lines, buzzer: 17 } })).toEqual([
    'jalur 17 dipakai dua kali: gpio.lines.lamp.red dan gpio.lines.buzzer',
  ])
  expect(clashWords({ lines: { ...lines, buzzer: 14 } })).toEqual(['jalur 14 milik UART sensor'])
  expect(clashWords({ lines: { ...lines, buzzer: 1 } })).toEqual(['jalur 1 milik EEPROM papan tambahan'])
  expect(clashWords({ lines: { ...lines, buzzer: 28 } })).toEqual(['jalur 28 tidak ada di kepala pin'])
  expect(clashWords({ activeLow: [] })).toEqual([
    'helpButton yang aktif saat tinggi perlu pulls "down", bukan "up"',
    'jalur 3 ditarik ke atas oleh papan: powerButton harus masuk ke activeLow',
  ])
  const open = { ...lines, tamper: 25 }
  expect(clashWords({ lines: open })).toEqual([])
  expect(clashWords({ lines: open, activeLow: [...rpi4bBoard.gpio.activeLow, 'tamper'] })).toEqual([
    'tamper yang aktif saat rendah perlu pulls "down", bukan "up"',
  ])
  const tower = { red: 5, amber: 6, green: 24 }
  expect(clashWords({ lines: { ...lines, tower } })).toEqual([
    'jalur 24 dipakai dua kali: gpio.lines.tower.green dan gpio.lines.helpButton',
  ])
})
