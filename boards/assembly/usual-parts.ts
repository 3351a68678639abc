/** Where the front is joined to the 40-pin header, the same on every Raspberry Pi: one drawing, one harness. */
export const usualFront = {
  lines: { lamp: { red: 17, green: 27, blue: 22 }, buzzer: 23, helpButton: 24, powerButton: 3 },
  activeLow: ['helpButton', 'powerButton'],
  // The board itself holds line 3 up, with 1.8 kilohm.
  pulls: { helpButton: 'up', powerButton: 'external' },
} as const

/** Parts that every Raspberry Pi has in the same place; a board names only its differences. */
export const usualParts = {
  scanner: { path: '/dev/rekam-fingerprint', model: 'R503', baud: 57_600 },
  serial: { device: '/dev/ttyAMA0' },
  pack: 'raspios',
  camera: {
    kind: 'ribbon',
    widthPx: 1_536,
    heightPx: 2_048,
    stillPrograms: ['rpicam-still', '/usr/bin/libcamera-still'],
    videoPrograms: ['rpicam-vid', 'libcamera-vid'],
  },
  thermal: { path: '/sys/class/thermal/thermal_zone0/temp', hotCelsius: 80 },
  watchdog: { device: '/dev/watchdog0', mostSeconds: 15 },
} as const
