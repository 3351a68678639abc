import type { PiData } from '../assembly/board-data.ts'
import { usualFront, usualParts } from '../assembly/usual-parts.ts'

/** Raspberry Pi 3 Model B or B+ with a 10.1 inch screen, a ribbon camera and an R503 on the header UART. */
export const rpi3bBoard = {
  name: 'rpi3b',
  label: 'Raspberry Pi 3 Model B',
  compatible: ['raspberrypi,3-model-b', 'raspberrypi,3-model-b-plus'],
  screen: { widthMm: 217, widthPx: 1280, heightPx: 800 },
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
  cameraCable: 'kabel pita kamera 15 pin',
  accessories: ['adaptor daya micro-USB 5,1 V 2,5 A', 'kabel HDMI'],
} as const satisfies PiData
