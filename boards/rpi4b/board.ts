import type { BoardData } from '../part/board-data.ts'

/** Raspberry Pi 4 Model B with a 10.1 inch screen, a ribbon camera and an R503 on the header UART. */
export const rpi4bBoard = {
  name: 'rpi4b',
  label: 'Raspberry Pi 4 Model B',
  screen: { widthMm: 217, widthPx: 1280, heightPx: 800 },
  gpio: {
    // Raspberry Pi 4 and Compute Module 4; the same chip under its older name.
    chipLabels: ['pinctrl-bcm2711', 'pinctrl-bcm2835'],
    lines: { lamp: { red: 17, green: 27, blue: 22 }, buzzer: 23, helpButton: 24, activeLow: [24] },
  },
  scanner: { path: '/dev/rekam-fingerprint', model: 'R503', baud: 57_600 },
  camera: {
    model: 'ribbon camera (libcamera)',
    widthPx: 1_536,
    heightPx: 2_048,
    stillPrograms: ['rpicam-still', '/usr/bin/libcamera-still'],
    videoPrograms: ['rpicam-vid', 'libcamera-vid'],
  },
} as const satisfies BoardData
