import type { Command } from 'commander'
import type { Host } from '../kiosk/host.ts'
import { addSimDistrict } from './command-sim-district.ts'
import { addSimLink } from './command-sim-link.ts'
import { type ExitCode, exit } from './exit-code.ts'
import type { Simulations } from './simulations.ts'

interface SensorWords {
  readonly link: string
  readonly model: string
  readonly finger?: string
  readonly baud?: string
  readonly password?: string
  readonly address?: string
  readonly seed?: string
  readonly soak?: string
  readonly fault: readonly string[]
  readonly unpaced?: boolean
}

interface SchoolWords {
  readonly days: number
  readonly students: number
  readonly seed: number
  readonly faults: number
  readonly json?: boolean
}

const wholeNumber = (word: string): number => (/^\d{1,9}$/.test(word) ? Number(word) : Number.NaN)

const another = (word: string, before: readonly string[]): readonly string[] => [...before, word]

export function addSim(program: Command, world: Host & Simulations, done: (code: ExitCode) => void): void {
  const sim = program.command('sim').description('dunia simulasi')
  sim
    .command('sensor')
    .description('sensor simulasi di sebuah pseudo-terminal')
    .requiredOption('--link <path>', 'tempat tautan terminal')
    .option('--model <nama>', 'model sensor; nama yang salah menampilkan semuanya', 'R503')
    .option('--finger <siapa:posisi>', 'jari yang menempel, misalnya ani:2')
    .option('--baud <angka>', 'kecepatan sensor; tanpa ini bawaan modelnya')
    .option('--password <angka>', 'kata sandi sensor EF01')
    .option('--address <angka>', 'alamat sensor EF01')
    .option('--seed <angka>', 'benih gangguan dan nilai acak')
    .option('--fault <jenis>', 'gangguan, boleh berulang; jenis yang salah menampilkan semuanya', another, [])
    .option('--soak <peluang>', 'gangguan sesaat dengan peluang ini pada tiap perintah')
    .option('--unpaced', 'tanpa tempo kabel')
    .action(async (options: SensorWords) =>
      done(
        await world.simulate.sensor({
          model: options.model,
          link: options.link,
          finger: options.finger,
          baud: options.baud,
          password: options.password,
          address: options.address,
          seed: options.seed,
          soak: options.soak,
          faults: options.fault,
          paced: options.unpaced !== true,
        }),
      ),
    )
  addSimDistrict(sim, world, done)
  addSimLink(sim, world, done)
  addSchool(sim, world, done)
}

function addSchool(sim: Command, world: Host & Simulations, done: (code: ExitCode) => void): void {
  sim
    .command('school')
    .description('hari-hari sekolah dari satu benih, dengan gangguan; 1 jika ada janji yang tidak ditepati')
    .option('--days <jumlah>', 'banyaknya hari', wholeNumber, 1)
    .option('--students <jumlah>', 'siswa setiap hari', wholeNumber, 8)
    .option('--seed <angka>', 'benih: yang sama memberi hari yang sama', wholeNumber, 1)
    .option('--faults <angka>', 'gangguan untuk tiap siswa, rata-rata', Number, 1)
    .option('--json', 'satu dokumen JSON di keluaran')
    .action(async (options: SchoolWords) => {
      const { days, students, seed, faults, json = false } = options
      const isSound =
        seed >= 0 && days > 0 && students > 0 && days * students <= 10_000 && faults >= 0 && faults <= 20
      if (isSound) return done(await world.simulate.school({ ...options, json }))
      world.say('--days dan --students: mulai dari 1, bersama paling banyak 10000; --faults: 0 sampai 20.')
      done(exit.usage)
    })
}
