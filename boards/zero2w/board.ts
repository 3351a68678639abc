import type { PiData } from '../assembly/board-data.ts'
import { usualFront, usualParts } from '../assembly/usual-parts.ts'

/** Raspberry Pi Zero 2 W with a 7 inch screen, a ribbon camera and an R503 on the header UART. */
export const zero2wBoard = {
  name: 'zero2w',
  label: 'Raspberry Pi Zero 2 W',
  compatible: ['raspberrypi,model-zero-2-w', 'raspberrypi,model-zero-2'],
  screen: { widthMm: 154, widthPx: 1024, heightPx: 600 },
  gpio: {
    chipLabels: ['pinctrl-bcm2835'],
    ...usualFront,
    pwm: { device: '3f20c000.pwm', channels: { 18: 0, 19: 1 } },
  },
  ...usualParts,
  config: {
    system: ['arm_64bit=1'],
    // Takes the first PL011 from Bluetooth: the mini UART's rate follows the core clock.
    uart: ['enable_uart=1', 'dtoverlay=disable-bt'],
    watchdog: ['dtparam=watchdog=on'],
    camera: ['camera_auto_detect=1'],
    pwm: ['dtoverlay=pwm-2chan'],
  },
  cameraCable: 'kabel pita kamera 22 ke 15 pin',
  accessories: [
    'kepala pin 2 x 20 untuk disolder',
    'adaptor daya micro-USB 5 V 2,5 A',
    'adaptor mini HDMI ke HDMI',
    'hub USB OTG',
  ],
} as const satisfies PiData
