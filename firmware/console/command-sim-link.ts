import type { Command } from 'commander'
import type { Host } from '../kiosk/host.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { readPort } from './port-option.ts'
import type { Simulations } from './simulations.ts'

interface LinkWords {
  readonly port: number
  readonly to: string
  readonly rate: number
  readonly rateBack?: number
  readonly delay: number
  readonly handshake: number
  readonly cut: readonly string[]
  readonly every: number
  readonly spread: number
  readonly seed: number
  readonly speed: number
}

const another = (word: string, before: readonly string[]): readonly string[] => [...before, word]

const wholeNumber = (word: string): number => (/^\d{1,9}$/.test(word) ? Number(word) : Number.NaN)

export function addSimLink(sim: Command, world: Host & Simulations, done: (code: ExitCode) => void): void {
  sim
    .command('link')
    .description('jaringan yang lambat dan sering putus, di depan sebuah kantor')
    .requiredOption('--to <host:port>', 'kantor di ujung sana, misalnya 127.0.0.1:9090')
    .option('--port <nomor>', 'port di loopback', readPort, 9091)
    .option('--rate <byte>', 'byte per detik ke kantor', wholeNumber, 8_000)
    .option('--rate-back <byte>', 'byte per detik dari kantor; tanpa ini sama', wholeNumber)
    .option('--delay <ms>', 'lama perjalanan satu arah', wholeNumber, 400)
    .option('--handshake <ms>', 'lama membuka sambungan', wholeNumber, 1_600)
    .option('--cut <jenis>', 'gangguan, boleh berulang; jenis yang salah menampilkan semuanya', another, [])
    .option('--every <detik>', 'jarak antara dua gangguan', wholeNumber, 30)
    .option('--spread <detik>', 'gangguan boleh datang lebih awal atau lambat sebanyak ini', wholeNumber, 0)
    .option('--seed <angka>', 'benih: yang sama memberi gangguan yang sama', wholeNumber, 1)
    .option('--speed <kali>', 'semuanya sekian kali lebih cepat', wholeNumber, 1)
    .action(async (words: LinkWords) => {
      const office = readOffice(words.to)
      const complaint = office ? complaintAbout(words) : '--to: host:port, misalnya 127.0.0.1:9090.'
      if (office && !complaint) return done(await world.simulate.link(asLink(words, office)))
      world.say(complaint ?? '')
      done(exit.usage)
    })
}

function asLink(words: LinkWords, office: { readonly host: string; readonly port: number }) {
  return {
    port: words.port,
    office,
    shape: {
      upBytesPerSecond: words.rate,
      downBytesPerSecond: words.rateBack ?? words.rate,
      oneWayMs: words.delay,
      handshakeMs: words.handshake,
    },
    mishaps: words.cut,
    everyMs: words.every * 1_000,
    spreadMs: words.spread * 1_000,
    seed: words.seed,
    speed: words.speed,
  }
}

function readOffice(words: string): { readonly host: string; readonly port: number } | undefined {
  const [, host, port] = /^([\w.-]{1,253}):(\d{1,5})$/.exec(words) ?? []
  return host !== undefined && Number(port) >= 1 && Number(port) <= 65_535
    ? { host, port: Number(port) }
    : undefined
}

function complaintAbout(words: LinkWords): string | undefined {
  const { rate, rateBack = rate, delay, handshake, every, spread, seed, speed } = words
  if (!(rate >= 100 && rateBack >= 100)) return '--rate: byte per detik, mulai dari 100.'
  if (!(delay <= 60_000 && handshake <= 60_000)) return '--delay dan --handshake: 0 sampai 60000 ms.'
  if (!(every >= 1 && spread * 2 < every)) return '--every: mulai dari 1 detik, lebih dari dua kali --spread.'
  if (!(seed >= 0)) return '--seed: angka.'
  return speed >= 1 && speed <= 100 ? undefined : '--speed: 1 sampai 100.'
}
