import type { BoardData } from '../assembly/board-data.ts'

/** A laptop: everything simulated, the lines numbered as on a Raspberry Pi. */
export const deskBoard = {
  name: 'desk',
  label: 'Laptop, semua disimulasikan',
  screen: { widthMm: 217, widthPx: 1280, heightPx: 800 },
  gpio: {
    chipLabels: [],
    lines: { lamp: { red: 17, green: 27, blue: 22 }, buzzer: 23, helpButton: 24, powerButton: 3, tamper: 25 },
    activeLow: ['helpButton', 'powerButton'],
    pulls: { helpButton: 'up', powerButton: 'external', tamper: 'up' },
  },
  scanner: { path: 'simulated-cable', model: 'R503', baud: 115_200 },
  camera: {
    kind: 'ribbon',
    model: 'drawn portrait (simulated)',
    widthPx: 720,
    heightPx: 960,
    stillPrograms: [],
    videoPrograms: [],
  },
  thermal: { path: '/sys/class/thermal/thermal_zone0/temp', hotCelsius: 80 },
} as const satisfies BoardData
