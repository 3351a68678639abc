import { expect, test } from 'vitest'
import { frontLines } from '../assembly/board-data.ts'
import { rpi4bBoard } from '../rpi4b/board.ts'
import { mostOverrideBytes, readOverride } from './read-override.ts'

const read = (text: string) => readOverride(rpi4bBoard, Buffer.from(text))

function faultsOf(text: string): readonly string[] {
  const result = read(text)
  if (result.ok) throw new Error('was taken')
  return result.fault.map(({ line, words }) => `${line}: ${words}`)
}

test('what a site says is changed, and nothing else', () => {
  const result = read(`# a USB sensor and another screen
[screen]
widthMm = 154

[gpio]
base = 571
activeLow = ["powerButton"]
lampPercent = 40
lines.buzzer = 25
pulls = { helpButton = "down" }

[gpio.lines.lamp]
red = 5

[scanner]
path = "/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0"
model = "R307"
touchLine = 4
size = { widthPx = 206, heightPx = 256 }
dpi = 512

[camera]
model = "IMX708"
`)
  const { gpio } = rpi4bBoard
  expect(result).toEqual({
    ok: true,
    value: {
      ...rpi4bBoard,
      screen: { ...rpi4bBoard.screen, widthMm: 154 },
      gpio: {
        ...gpio,
        base: 571,
        activeLow: ['powerButton'],
        lampPercent: 40,
        lines: { ...gpio.lines, buzzer: 25, lamp: { ...gpio.lines.lamp, red: 5 } },
        pulls: { helpButton: 'down', powerButton: 'external' },
      },
      scanner: {
        ...rpi4bBoard.scanner,
        path: '/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0',
        model: 'R307',
        touchLine: 4,
        size: { widthPx: 206, heightPx: 256 },
        dpi: 512,
      },
      camera: { ...rpi4bBoard.camera, model: 'IMX708' },
    },
  })
})

test('an empty file changes nothing', () => {
  expect(read('')).toEqual({ ok: true, value: rpi4bBoard })
})

test('a mistyped word is refused on its line, with the word that was meant', () => {
  expect(faultsOf('[screen]\nwidthMM = 154\n\n[gpio.lines]\nbuzer = 25\n')).toEqual([
    '2: screen.widthMM tidak dikenal. Maksudnya widthMm?',
    '5: gpio.lines.buzer tidak dikenal. Maksudnya buzzer?',
  ])
  expect(faultsOf('\n[layar]\nlebar = 1\n')).toEqual([
    '2: layar tidak dikenal. Yang dikenal di sini: pack, screen, gpio, scanner, camera, thermal.',
  ])
  expect(faultsOf('"\\u001b[2J" = 1')[0]).toContain('?[2J tidak dikenal')
})

test('a wrong value is refused with what is wanted', () => {
  expect(faultsOf('[gpio.lines]\nlamp = { red = 5, green = "x" }\nbuzzer = 99\n')).toEqual([
    '2: gpio.lines.lamp.green harus bilangan bulat 0 sampai 27',
    '3: gpio.lines.buzzer harus bilangan bulat 0 sampai 27',
  ])
  expect(faultsOf('screen = 7')).toEqual(['1: screen harus satu bagian, bukan satu nilai'])
  expect(faultsOf('[scanner]\npath = "/etc/passwd"\n')).toEqual([
    '2: scanner.path harus berkas di /dev, misalnya "/dev/ttyUSB0"',
  ])
  expect(faultsOf('[scanner]\nsize = { widthPx = 206 }\n')).toEqual([
    '2: scanner.size.heightPx harus bilangan bulat 32 sampai 1024',
  ])
  expect(faultsOf('[gpio]\nactiveLow = ["lamp", "bel"]')).toEqual([
    '2: gpio.activeLow.1 harus salah satu dari: lamp, buzzer, helpButton, powerButton, tamper',
  ])
})

test('a tower light takes the place of the lamp, and a contact of the box is added', () => {
  const result = read('[gpio.lines]\ntower = { red = 5, amber = 6, green = 13 }\ntamper = 25\n')
  if (!result.ok) throw new Error('was refused')
  expect(frontLines(result.value)).toEqual({
    ...frontLines(rpi4bBoard),
    lamp: { red: 5, amber: 6, green: 13 },
    buttons: [...frontLines(rpi4bBoard).buttons, { button: 'tamper', line: 25, pull: 'up' }],
  })
  expect(faultsOf('[gpio.lines]\ntower = { red = 5 }\n')).toEqual([
    '2: gpio.lines.tower.amber harus bilangan bulat 0 sampai 27',
    '2: gpio.lines.tower.green harus bilangan bulat 0 sampai 27',
  ])
})

test('settings that cannot stand together are refused where the site wrote one of them', () => {
  expect(faultsOf('[gpio]\nlines.helpButton = 23\n')).toEqual([
    '2: jalur 23 dipakai dua kali: gpio.lines.buzzer dan gpio.lines.helpButton',
  ])
  expect(faultsOf('[gpio]\n\nactiveLow = ["powerButton"]\n')).toEqual([
    '3: helpButton yang aktif saat tinggi perlu pulls "down", bukan "up"',
  ])
})

test('what is not TOML is refused where it stops being TOML', () => {
  expect(faultsOf('[screen]\nwidthMm = 154\nwidthPx: 1024\n')).toEqual([
    '3: tidak terbaca sebagai TOML pada huruf ke-8. Periksa tanda kutip, kurung dan tanda =',
  ])
  expect(faultsOf('[screen]\nwidthMm = 1\nwidthMm = 2\n')[0]).toMatch(/^3: tidak terbaca/)
  expect(faultsOf('__proto__.name = "x"')[0]).toMatch(/^1: tidak terbaca/)
  expect(faultsOf('#'.repeat(mostOverrideBytes + 1))).toEqual(['undefined: lebih besar dari 16384 byte'])
})
