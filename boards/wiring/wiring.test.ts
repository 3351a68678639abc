import { describe, expect, test } from 'vitest'
import { piBoards } from '../assembly/all-boards.ts'
import { frontLines, type PiData } from '../assembly/board-data.ts'
import { rpi4bBoard } from '../rpi4b/board.ts'
import { rpi5Board } from '../rpi5/board.ts'
import { billOfMaterials } from './bill-of-materials.ts'
import { configTxt } from './config-txt.ts'
import { headerPins, pinOfLine } from './header-pins.ts'
import { wiresOf } from './wires-of.ts'
import { wiringDrawing } from './wiring-drawing.ts'
import { wiringText } from './wiring-text.ts'

/** As unlike the others as a site can make it: everything low, touch wired, a sensor that wants 5 V. */
const turned: PiData = {
  ...rpi5Board,
  name: 'turned',
  label: 'Papan <satu> & "dua"',
  gpio: {
    ...rpi5Board.gpio,
    activeLow: ['lamp', 'buzzer', 'helpButton', 'powerButton'],
    pulls: { helpButton: 'external', powerButton: 'external' },
  },
  scanner: { ...rpi5Board.scanner, model: 'R307', touchLine: 4 },
}
const onUsb: PiData = {
  ...rpi4bBoard,
  name: 'on usb',
  scanner: { ...rpi4bBoard.scanner, path: '/dev/ttyUSB0' },
}

/** A tower light, its amber lamp on a line that can be dimmed, and a contact at the door. */
const withTower: PiData = {
  ...rpi4bBoard,
  name: 'with tower',
  gpio: {
    ...rpi4bBoard.gpio,
    lines: { ...rpi4bBoard.gpio.lines, tower: { red: 5, amber: 18, green: 13 }, tamper: 25 },
  },
}

describe.each([...piBoards, turned, onUsb, withTower].map((board) => [board.name, board] as const))(
  '%s',
  (name, board) => {
    const { lamp, buzzer, buttons } = frontLines(board)
    const { touchLine } = board.scanner
    const uart = name === 'on usb' ? [] : [14, 15]
    const pressed = buttons.map(({ line }) => line)
    const lines = [...Object.values(lamp), buzzer, ...pressed, ...uart, ...(touchLine ? [touchLine] : [])]

    test('every line it uses has one wire, and power comes from power pins', () => {
      const wires = wiresOf(board)
      const signals = wires.filter(({ pin }) => headerPins[pin - 1]?.kind === 'line').map(({ pin }) => pin)
      expect(signals).toEqual(lines.map(pinOfLine).toSorted((one, other) => one - other))
      for (const { pin, end } of wires) {
        const kind = headerPins[pin - 1]?.kind
        if (/GND|katoda|emitor/.test(end)) expect(kind).toBe('ground')
        if (/daya|anoda|\+/.test(end)) expect(kind).toBe(/R307 daya$|bel \+/.test(end) ? '5v' : '3v3')
      }
    })

    test('its drawing is well formed and shows every wire inside the page', () => {
      const drawing = wiringDrawing(board)
      expect(drawing.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true)
      expect(isWellFormed(drawing)).toBe(true)
      for (const { end, colour } of wiresOf(board)) expect(drawing).toContain(`>${end} (${colour})</text>`)
      for (const { pin } of headerPins) expect(drawing).toContain(`class="pin">${pin}</text>`)
      const height = Number(/height="(\d+)"/.exec(drawing)?.[1])
      for (const [, y] of drawing.matchAll(/ y="([\d.]+)"/g)) expect(Number(y)).toBeLessThan(height)
    })

    test('its text shows every wire beside its pin', () => {
      const text = wiringText(board).slice(0, 23)
      for (const { pin, end, colour } of wiresOf(board)) {
        const beside = pin % 2 === 1 ? `${pin} |` : `| ${pin}`
        const shown = text.filter((line) => line.includes(`${end} (${colour})`) && line.includes(beside))
        expect(shown).toHaveLength(1)
      }
    })
  },
)

/** Well-formed XML, as far as these drawings use it: tags, attributes, text, three entities. */
function isWellFormed(document: string): boolean {
  const token = /<(\/?)([a-z]+)(?:\s+[\w:-]+="[^"<&]*")*\s*(\/?)>|[^<>&]+|&(?:amp|lt|gt);/y
  const open: string[] = []
  while (token.lastIndex < document.length) {
    const found = token.exec(document)
    if (!found) return false
    const [, closing, name, alone] = found
    if (!name || alone) continue
    if (!closing) open.push(name)
    else if (open.pop() !== name) return false
  }
  return open.length === 0
}

test('the header of a Raspberry Pi 4, as a technician sees it', () => {
  expect(wiringText(rpi4bBoard).slice(2, 12)).toMatchInlineSnapshot(`
    [
      "     R503 daya (merah)      3,3 V  1 | 2  5 V",
      "                            BCM 2  3 | 4  5 V        bel + (merah)",
      "  tombol matikan (abu)      BCM 3  5 | 6  GND        R503 GND (hitam)",
      "                            BCM 4  7 | 8  BCM 14     R503 RXD (ungu)",
      "  lampu katoda (hitam)        GND  9 | 10 BCM 15     R503 TXD (kuning)",
      "   lampu merah (merah)     BCM 17 11 | 12 BCM 18",
      "   lampu hijau (hijau)     BCM 27 13 | 14 GND        bel emitor transistor (hitam)",
      "     lampu biru (biru)     BCM 22 15 | 16 BCM 23     bel basis transistor (jingga)",
      "                            3,3 V 17 | 18 BCM 24     tombol bantuan (cokelat)",
      "                           BCM 10 19 | 20 GND        tombol bantuan (hitam)",
    ]
  `)
})

test('config.txt of a Raspberry Pi 4 and of a 5', () => {
  expect(configTxt(rpi4bBoard)).toMatchInlineSnapshot(`
    [
      "# Rekam: Raspberry Pi 4 Model B",
      "arm_64bit=1",
      "# sensor; cmdline.txt tanpa console=serial0,115200",
      "enable_uart=1",
      "dtoverlay=disable-bt",
      "# udev: KERNEL=="ttyAMA0", SYMLINK+="rekam-fingerprint"",
      "# kamera",
      "camera_auto_detect=1",
      "# watchdog; systemd: RuntimeWatchdogSec=14",
      "dtparam=watchdog=on",
      "# tombol, lampu dan bel",
      "gpio=24=ip,pu",
      "gpio=3=ip,pn",
      "gpio=17,27,22,23=op,dl",
    ]
  `)
  expect(configTxt(rpi5Board).slice(0, 4)).toMatchInlineSnapshot(`
    [
      "# Rekam: Raspberry Pi 5",
      "# sensor; cmdline.txt tanpa console=serial0,115200",
      "dtoverlay=uart0-pi5",
      "# udev: KERNEL=="ttyAMA0", SYMLINK+="rekam-fingerprint"",
    ]
  `)
})

test('outputs that are on when low are high from the firmware on, and a line with its own resistor has no pull', () => {
  expect(configTxt(turned).slice(-3)).toEqual(['gpio=24=ip,pn', 'gpio=3=ip,pn', 'gpio=17,27,22,23=op,dh'])
})

test('a sensor on USB needs an adaptor, no UART and no Bluetooth switched off', () => {
  expect(configTxt(onUsb).join('\n')).not.toMatch(/uart|disable-bt|udev/)
  const bought = billOfMaterials(onUsb).map(({ what }) => what)
  expect(bought).toContain('adaptor USB ke serial 3,3 V')
})

test('what is bought follows the polarity', () => {
  const bought = (board: PiData) => billOfMaterials(board).map(({ what }) => what)
  expect(bought(rpi4bBoard)).toEqual(
    expect.arrayContaining(['lampu LED RGB, katoda bersama', 'transistor NPN, misalnya 2N2222']),
  )
  expect(bought(turned)).toEqual(
    expect.arrayContaining([
      'lampu LED RGB, anoda bersama',
      'modul bel aktif-rendah 3,3 V',
      'resistor 10 kilohm untuk tombol',
    ]),
  )
  expect(bought(turned).join()).not.toContain('transistor')
})

test('a tower light and a contact at the door are bought, and what can be dimmed is switched on', () => {
  const bought = billOfMaterials(withTower).map(({ what }) => what)
  expect(bought).toEqual(
    expect.arrayContaining([
      'menara lampu merah, kuning, hijau 12 V, dengan adaptornya',
      'modul saklar 3 saluran, masukan 3,3 V aktif-tinggi',
      'sakelar pintu, menyambung saat kotak tertutup',
    ]),
  )
  expect(bought.join()).not.toContain('LED RGB')
  expect(wiringText(withTower).join('\n')).toContain('12 V tidak boleh sampai ke pin mana pun')
  expect(configTxt(withTower).slice(-4)).toEqual([
    'gpio=25=ip,pu',
    'gpio=5,18,13,23=op,dl',
    '# kecerahan lampu; colokan audio memakai bagian yang sama',
    'dtoverlay=pwm-2chan',
  ])
})
