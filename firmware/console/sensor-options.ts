import { type Command, InvalidArgumentError } from 'commander'
import type { Host } from '../kiosk/host.ts'
import type { Boards, ImageSize, ScannerAt } from './boards.ts'

export interface SensorOptions {
  readonly port: string
  readonly model: string
  readonly baud?: number
  readonly password?: number
  readonly address?: number
  readonly size?: ImageSize
  readonly dpi?: number
  readonly json?: boolean
}

/** In place of a model's name: the part is asked. */
export const anyModel = 'auto'

/** The options that say which scanner is meant. */
export function addSensorOptions(command: Command, world: Host & Boards): Command {
  const { models } = world.scanners
  return command
    .requiredOption('--port <path>', 'misalnya /dev/ttyUSB0')
    .option(
      '--model <nama>',
      `${anyModel}, atau salah satu dari: ${models.join(', ')}`,
      readModel(models),
      'R503',
    )
    .option('--baud <angka>', 'kecepatan sensor; yang lain dicoba sesudahnya', readBaud)
    .option('--password <angka>', 'kata sandi sensor, juga 0x...', readWord)
    .option('--address <angka>', 'alamat sensor, juga 0x...', readWord)
    .option(
      '--size <lebar>x<tinggi>',
      'ukuran gambar dalam piksel, untuk sensor yang tidak memperlihatkannya',
      readSize,
    )
    .option('--dpi <angka>', 'piksel per inci, bila lain dari modelnya', readDpi)
    .option('--json', 'satu dokumen JSON di keluaran')
}

export function placeOf({ port, model, baud, password, address, size, dpi }: SensorOptions): ScannerAt {
  return { path: port, model, baud, password, address, size, dpi }
}

function readModel(models: readonly string[]): (text: string) => string {
  return (text) => {
    const model = [anyModel, ...models].find((name) => name.toLowerCase() === text.toLowerCase())
    if (model) return model
    throw new InvalidArgumentError(`Model yang dikenal: ${anyModel}, ${models.join(', ')}.`)
  }
}

export function readBaud(text: string): number {
  const baud = /^\d{4,6}$/.test(text) ? Number(text) : Number.NaN
  if (baud >= 9_600 && baud <= 921_600) return baud
  throw new InvalidArgumentError('Kecepatan adalah angka 9600 sampai 921600.')
}

function readSize(text: string): ImageSize {
  const [, widthPx, heightPx] = /^(\d{2,4})x(\d{2,4})$/.exec(text) ?? []
  const size = { widthPx: Number(widthPx), heightPx: Number(heightPx) }
  const fits = Object.values(size).every((side) => side >= 32 && side <= 1_024)
  if (fits && (size.widthPx * size.heightPx) % 2 === 0) return size
  throw new InvalidArgumentError('Ukuran adalah LEBARxTINGGI, 32 sampai 1024 piksel, misalnya 206x256.')
}

function readDpi(text: string): number {
  const dpi = /^\d{3,4}$/.test(text) ? Number(text) : 0
  if (dpi >= 100 && dpi <= 1_200) return dpi
  throw new InvalidArgumentError('Piksel per inci adalah angka 100 sampai 1200.')
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
