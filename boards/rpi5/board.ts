import type { PiData } from '../assembly/board-data.ts'
import { usualFront, usualParts } from '../assembly/usual-parts.ts'

/** Raspberry Pi 5 with a 10.1 inch screen, a ribbon camera and an R503 on the header UART. */
export const rpi5Board = {
  name: 'rpi5',
  label: 'Raspberry Pi 5',
  compatible: ['raspberrypi,5-model-b'],
  screen: { widthMm: 217, widthPx: 1280, heightPx: 800 },
  gpio: {
    // The header hangs on the RP1 beside the processor, not on the processor itself.
    chipLabels: ['pinctrl-rp1'],
    ...usualFront,
    pwm: { device: '1f00098000.pwm', channels: { 18: 2, 19: 3 } },
  },
  ...usualParts,
  config: {
    system: [],
    // `enable_uart` would let the kernel's log out on the same lines.
    uart: ['dtoverlay=uart0-pi5'],
    watchdog: ['dtparam=watchdog=on'],
    camera: ['camera_auto_detect=1'],
    pwm: ['dtoverlay=pwm-2chan'],
  },
  cameraCable: 'kabel pita kamera 22 ke 15 pin',
  accessories: ['adaptor daya USB-C 5,1 V 5 A (27 W)', 'pendingin aktif', 'kabel micro HDMI ke HDMI'],
} as const satisfies PiData
