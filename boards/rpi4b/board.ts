import type { PiData } from '../assembly/board-data.ts'
import { usualFront, usualParts } from '../assembly/usual-parts.ts'

/** Raspberry Pi 4 Model B with a 10.1 inch screen, a ribbon camera and an R503 on the header UART. */
export const rpi4bBoard = {
  name: 'rpi4b',
  label: 'Raspberry Pi 4 Model B',
  compatible: ['raspberrypi,4-model-b'],
  screen: { widthMm: 217, widthPx: 1280, heightPx: 800 },
  gpio: {
    // Raspberry Pi 4 and Compute Module 4; the same chip under its older name.
    chipLabels: ['pinctrl-bcm2711', 'pinctrl-bcm2835'],
    ...usualFront,
    pwm: { device: 'fe20c000.pwm', channels: { 18: 0, 19: 1 } },
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
  accessories: ['adaptor daya USB-C 5 V 3 A', 'kabel micro HDMI ke HDMI'],
} as const satisfies PiData
