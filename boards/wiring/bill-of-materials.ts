import { buttonParts, type PiData } from '../assembly/board-data.ts'
import { ownResistors } from './own-resistors.ts'
import { isOnHeader } from './uart-lines.ts'
import { wiresOf } from './wires-of.ts'

/** One line of a shopping list, in Indonesian. */
export interface Material {
  readonly count: number
  readonly what: string
}

/** Everything that has to be bought for a kiosk with this board. */
export function billOfMaterials(data: PiData): readonly Material[] {
  const { screen, scanner } = data
  const cable = isOnHeader(data) ? [] : [one('adaptor USB ke serial 3,3 V')]
  const camera =
    data.camera.kind === 'usb'
      ? [one('kamera USB (UVC) dengan MJPEG, 1600 x 1200 atau lebih')]
      : [one('kamera pita Raspberry Pi (libcamera)'), one(data.cameraCable)]
  return [
    one(data.label),
    ...data.accessories.map(one),
    one('kartu microSD tahan lama, 32 GB'),
    one(`layar sentuh HDMI ${screen.widthPx} x ${screen.heightPx} piksel, lebar gambar ${screen.widthMm} mm`),
    one(`sensor sidik jari ${scanner.model}`),
    ...cable,
    ...camera,
    ...lampParts(data),
    ...buzzerParts(data),
    ...buttonMaterials(data),
    { count: wiresOf(data).length, what: 'kabel jumper' },
  ]
}

function lampParts({ gpio }: PiData): readonly Material[] {
  const low = gpio.activeLow.includes('lamp')
  if (gpio.lines.tower) {
    return [
      one('menara lampu merah, kuning, hijau 12 V, dengan adaptornya'),
      one(`modul saklar 3 saluran, masukan 3,3 V aktif-${low ? 'rendah' : 'tinggi'}`),
    ]
  }
  return [
    one(`lampu LED RGB, ${low ? 'anoda bersama' : 'katoda bersama'}`),
    { count: 3, what: 'resistor 220 ohm untuk lampu' },
  ]
}

function buttonMaterials(data: PiData): readonly Material[] {
  const { lines } = data.gpio
  const pushed = buttonParts.filter((part) => part !== 'tamper' && lines[part] !== undefined)
  const resistors = ownResistors(data).length
  return [
    { count: pushed.length, what: 'tombol tekan' },
    ...(lines.tamper === undefined ? [] : [one('sakelar pintu, menyambung saat kotak tertutup')]),
    ...(resistors === 0 ? [] : [{ count: resistors, what: 'resistor 10 kilohm untuk tombol' }]),
  ]
}

function buzzerParts({ gpio }: PiData): readonly Material[] {
  if (gpio.activeLow.includes('buzzer')) return [one('modul bel aktif-rendah 3,3 V')]
  return [
    one('bel aktif 5 V (berbunyi sendiri)'),
    one('transistor NPN, misalnya 2N2222'),
    one('resistor 1 kilohm untuk transistor'),
  ]
}

function one(what: string): Material {
  return { count: 1, what }
}
