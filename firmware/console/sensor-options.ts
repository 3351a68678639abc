import { type Command, InvalidArgumentError } from 'commander'
import type { Host } from '../kiosk/host.ts'
import type { Boards, ScannerAt } from './boards.ts'

export interface SensorOptions {
  readonly port: string
  readonly model: string
  readonly baud?: number
  readonly password?: number
  readonly address?: number
  readonly json?: boolean
}

/** The options that say which scanner is meant. */
export function addSensorOptions(command: Command, world: Host & Boards): Command {
  const { models } = world.scanners
  return command
    .requiredOption('--port <path>', 'misalnya /dev/ttyUSB0')
    .option('--model <nama>', `salah satu dari: ${models.join(', ')}`, readModel(models), 'R503')
    .option('--baud <angka>', 'kecepatan sensor; yang lain dicoba sesudahnya', readBaud)
    .option('--password <angka>', 'kata sandi sensor, juga 0x...', readWord)
    .option('--address <angka>', 'alamat sensor, juga 0x...', readWord)
    .option('--json', 'satu dokumen JSON di keluaran')
}

export function placeOf({ port, model, baud, password, address }: SensorOptions): ScannerAt {
  return { path: port, model, baud, password, address }
}

function readModel(models: readonly string[]): (text: string) => string {
  return (text) => {
    const model = models.find((name) => name.toLowerCase() === text.toLowerCase())
    if (model) return model
    throw new InvalidArgumentError(`Model yang dikenal: ${models.join(', ')}.`)
  }
}

export function readBaud(text: string): number {
  const baud = /^\d{4,6}$/.test(text) ? Number(text) : Number.NaN
  if (baud >= 9_600 && baud <= 921_600) return baud
  throw new InvalidArgumentError('Kecepatan adalah angka 9600 sampai 921600.')
}

export function readCount(text: string): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (count >= 1) return count
  throw new InvalidArgumentError('Jumlah adalah angka 1 sampai 999999.')
}

function readWord(text: string): number {
  const value = /^(\d{1,10}|0x[\da-f]{1,8})$/i.test(text) ? Number(text) : Number.NaN
  if (value <= 0xffff_ffff) return value
  throw new InvalidArgumentError('Angka 0 sampai 4294967295, atau 0x00000000 sampai 0xFFFFFFFF.')
}
