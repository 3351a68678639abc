import type { PiData } from '../part/board-data.ts'

/** Raspberry Pi 5 with a 10.1 inch screen, a ribbon camera and an R503 on the header UART. */
export const rpi5Board = {
  name: 'rpi5',
  label: 'Raspberry Pi 5',
  compatible: ['raspberrypi,5-model-b'],
  screen: { widthMm: 217, widthPx: 1280, heightPx: 800 },
  gpio: {
    // The header hangs on the RP1 beside the processor, not on the processor itself.
    chipLabels: ['pinctrl-rp1'],
    lines: { lamp: { red: 17, green: 27, blue: 22 }, buzzer: 23, helpButton: 24 },
    activeLow: ['helpButton'],
    pulls: { helpButton: 'up' },
  },
  scanner: { path: '/dev/rekam-fingerprint', model: 'R503', baud: 57_600 },
  serial: { device: '/dev/ttyAMA0' },
  camera: {
    model: 'ribbon camera (libcamera)',
    widthPx: 1_536,
    heightPx: 2_048,
    stillPrograms: ['rpicam-still', '/usr/bin/libcamera-still'],
    videoPrograms: ['rpicam-vid', 'libcamera-vid'],
  },
  thermal: { path: '/sys/class/thermal/thermal_zone0/temp', hotCelsius: 80 },
  watchdog: { device: '/dev/watchdog0', mostSeconds: 15 },
  config: {
    system: [],
    // `enable_uart` would let the kernel's log out on the same lines.
    uart: ['dtoverlay=uart0-pi5'],
    watchdog: ['dtparam=watchdog=on'],
    camera: ['camera_auto_detect=1'],
  },
  accessories: [
    'adaptor daya USB-C 5,1 V 5 A (27 W)',
    'pendingin aktif',
    'kabel micro HDMI ke HDMI',
    'kabel pita kamera 22 ke 15 pin',
  ],
} as const satisfies PiData
