import { InvalidArgumentError } from 'commander'

/** Reads `--port`; 0 lets the system pick one. Anything but a port is wrong use. */
export function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new InvalidArgumentError('Port adalah angka 0 sampai 65535.')
}
