import type { Command } from 'commander'
import type { Host } from '../kiosk/host.ts'
import type { ExitCode } from './exit-code.ts'
import { readPort } from './port-option.ts'
import type { Simulations } from './simulations.ts'

interface DistrictWords {
  readonly port: number
  readonly data: string
  readonly store?: string
  readonly intake: boolean
  readonly misbehave: readonly string[]
  readonly seed: number
}

const another = (word: string, before: readonly string[]): readonly string[] => [...before, word]

const wholeNumber = (word: string): number => (/^\d{1,9}$/.test(word) ? Number(word) : Number.NaN)

export function addSimDistrict(
  sim: Command,
  world: Host & Simulations,
  done: (code: ExitCode) => void,
): void {
  sim
    .command('district')
    .description('kantor simulasi yang menerima kiriman')
    .option('--port <nomor>', 'port di loopback', readPort, 9090)
    .requiredOption('--data <folder>', 'tempat data kantor: kunci dan daftar kiosnya di district/keys')
    .option('--store <folder>', 'kiriman setengah jadi, untuk beberapa penerima dengan satu --data')
    .option('--no-intake', 'hanya menerima; satu penerima lain yang memeriksa')
    .option(
      '--misbehave <jenis>',
      'ulah kantor, boleh berulang; jenis yang salah menampilkan semuanya',
      another,
      [],
    )
    .option('--seed <angka>', 'benih: yang sama memberi ulah yang sama', wholeNumber, 1)
    .action(async ({ port, data, store, intake, misbehave, seed }: DistrictWords) =>
      done(
        await world.simulate.district({
          port,
          dataFolder: data,
          store,
          takesIn: intake,
          misbehaviours: misbehave,
          seed,
        }),
      ),
    )
}
