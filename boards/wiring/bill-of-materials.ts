import type { PiData } from '../part/board-data.ts'
import { isOnHeader } from './uart-lines.ts'
import { wiresOf } from './wires-of.ts'

/** One line of a shopping list, in Indonesian. */
export interface Material {
  readonly count: number
  readonly what: string
}

/** Everything that has to be bought for a kiosk with this board. */
export function billOfMaterials(data: PiData): readonly Material[] {
  const { screen, scanner, gpio } = data
  const lampKind = gpio.activeLow.includes('lamp') ? 'anoda bersama' : 'katoda bersama'
  const pull = gpio.pulls.helpButton === 'external' ? [one('resistor 10 kilohm untuk tombol')] : []
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
    one(`lampu LED RGB, ${lampKind}`),
    { count: 3, what: 'resistor 220 ohm untuk lampu' },
    ...buzzerParts(data),
    one('tombol tekan'),
    ...pull,
    { count: wiresOf(data).length, what: 'kabel jumper' },
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
