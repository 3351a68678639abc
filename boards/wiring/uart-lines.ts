import type { PiData } from '../assembly/board-data.ts'

/** TXD and RXD of the header's UART; the same on every board. */
export const uartLines = { txd: 14, rxd: 15 } as const

/** The device name that the image's own rule gives to the sensor. */
const ownLink = '/dev/rekam-fingerprint'

/** True while the sensor hangs on the header, false when it has a cable of its own (USB). */
export function isOnHeader({ scanner, serial }: PiData): boolean {
  return [ownLink, serial.device, '/dev/serial0'].includes(scanner.path)
}

/** The udev rule that gives the sensor on the header its name. */
export function uartRule({ serial }: PiData): string {
  const kernel = serial.device.slice('/dev/'.length)
  return `KERNEL=="${kernel}", SYMLINK+="${ownLink.slice('/dev/'.length)}"`
}
