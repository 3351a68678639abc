import type { Command } from 'commander'
import type { FingerprintScanner, ScannerFault } from '../../hal/contract/fingerprint-scanner.ts'
import { ok } from '../../hal/contract/result.ts'
import { encodeGreyPng } from '../custody/packet/grey-png.ts'
import type { Host } from '../kiosk/host.ts'
import { scoreFinger } from '../recording/finger/finger-quality.ts'
import { scannerWords } from '../service/diagnostics/describe-scanner.ts'
import type { Boards } from './boards.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { tryPlace, writeFile } from './files.ts'
import {
  addSensorOptions,
  anyModel,
  placeOf,
  readBaud,
  readCount,
  type SensorOptions,
} from './sensor-options.ts'
import { stressSensor } from './stress-sensor.ts'
import { refusalWords } from './with-folder.ts'

interface ImageOptions extends SensorOptions {
  readonly out?: string
}

export function addSensor(program: Command, world: Host & Boards, done: (code: ExitCode) => void): void {
  const sensor = program.command('sensor').description('sensor sidik jari, asli atau simulasi')
  const add = (name: string, description: string) =>
    addSensorOptions(sensor.command(name).description(description), world)
  const opened =
    <T extends SensorOptions>(work: Work<T>) =>
    async (options: T) =>
      done(await withScanner(world, options, work))
  add('info', 'apa yang terpasang').action(opened(info))
  add('image', 'mengambil satu gambar').option('--out <berkas>', 'gambar PNG').action(opened(image))
  add('watch', 'memantau jari sampai dihentikan').action(opened(watch))
  add('stress', 'mengambil banyak gambar dan menghitung gangguan; biarkan jari menempel')
    .option('--count <angka>', 'berapa kali', readCount, 100)
    .action(async (options: SensorOptions & { count: number }) => done(await stressSensor(world, options)))
  add('commission', 'sekali saja: menaikkan kecepatan sensor untuk seterusnya')
    .option(
      '--to <angka>',
      'kecepatan tujuan; yang tertinggi di buku panduannya bila tidak disebut',
      readBaud,
    )
    .action(async (options: SensorOptions & { to?: number }) => done(await commission(world, options)))
}

type Work<T extends SensorOptions> = (
  world: Host & Boards,
  scanner: FingerprintScanner,
  options: T,
) => Promise<ExitCode>

async function withScanner<T extends SensorOptions>(
  world: Host & Boards,
  options: T,
  work: Work<T>,
): Promise<ExitCode> {
  const opened = await world.scanners.at(placeOf(options))(world.stopped)
  if (!opened.ok) return failed(world, opened.fault, options.model)
  const code = await work(world, opened.value, options)
  await opened.value.close()
  return code
}

function failed(world: Host & Boards, fault: ScannerFault, model: string): ExitCode {
  world.say(scannerWords(fault, model))
  return fault.kind === 'unplugged' || fault.kind === 'silent' ? exit.absent : exit.fault
}

const info: Work<SensorOptions> = async (world, scanner, options) => {
  const { json } = options
  const { identity, matcher, sense } = scanner
  const stored = await scanner.stored?.(world.stopped)
  const templates = stored?.ok ? stored.value.length : undefined
  if (json) {
    world.print(JSON.stringify({ ...identity, matcher: matcher !== undefined, sense, templates }))
    return exit.done
  }
  const { maker, model, serial, firmware, widthPx, heightPx, dpi, bitDepth } = identity
  const told = (words: string) => words || 'tidak disebutkan'
  world.print(`${maker} ${model}, nomor seri ${told(serial)}, versi ${told(firmware)}`)
  world.print(`${widthPx} x ${heightPx} piksel, ${dpi} dpi, ${bitDepth} bit, tidak bersertifikat`)
  const known = options.model === anyModel ? knownModel(world, model) : undefined
  if (known) world.print(`Tulis di board.toml, bagian [scanner]: model = "${known}"`)
  world.print(matcher ? 'Dapat membandingkan jari sendiri' : 'Tidak dapat membandingkan jari')
  if (templates === undefined) world.print('Memori sidik tidak terbaca')
  else if (templates === 0) world.print('Memori sidik kosong')
  else
    world.print(
      `PERHATIAN: ${templates} sidik tersimpan di memori sensor; kios tidak menyimpan apa pun di sana`,
    )
  return exit.done
}

// A part may tell a variant of its model, as `R503-S`: the longest name that it begins with.
function knownModel({ scanners }: Boards, told: string): string | undefined {
  return scanners.models
    .filter((name) => told.toUpperCase().startsWith(name.toUpperCase()))
    .sort((one, other) => other.length - one.length)[0]
}

const image: Work<ImageOptions> = async (world, scanner, { out, json, model }) => {
  const place = out ? await tryPlace(world, out) : ok()
  if (!place.ok) {
    world.say(`${out}: ${refusalWords(place.fault)}`)
    return exit.fault
  }
  if (!json) world.say('Letakkan jari di sensor.')
  const supposed = scanner.identity
  const taken = await scanner.capture(world.stopped, () => {
    if (!json) world.say('Jari boleh diangkat.')
  })
  if (!taken.ok) return failed(world, taken.fault, model)
  const { widthPx, heightPx, pixels, dpi, transferMs, wireMs, repeats } = taken.value
  const { score, flaw, coverage, clear } = scoreFinger(taken.value)
  if (out) {
    const written = await writeFile(world, out, encodeGreyPng(widthPx, heightPx, pixels, dpi))
    if (!written.ok) {
      world.say(`${out}: ${refusalWords(written.fault)}`)
      return exit.fault
    }
  }
  const size = { widthPx, heightPx, dpi, bitDepth: scanner.identity.bitDepth }
  const time = { transferMs: Math.round(transferMs), wireMs: wireMs && Math.round(wireMs), repeats }
  const quality = { score, coverage, clear, ...(flaw && { flaw }) }
  if (json) world.print(JSON.stringify({ ...size, ...time, ...quality }))
  else world.print(`${widthPx} x ${heightPx} piksel dalam ${time.transferMs} ms, nilai ${score} dari 100`)
  if (!json && (supposed.widthPx !== widthPx || supposed.heightPx !== heightPx)) {
    world.print(
      'Ukuran itu dipelajari dari gambarnya. Bila gambarnya benar, tulis di board.toml, bagian [scanner]:',
    )
    world.print(`size = { widthPx = ${widthPx}, heightPx = ${heightPx} }`)
  }
  return exit.done
}

const watch: Work<SensorOptions> = async (world, scanner, { json, model }) => {
  for await (const presence of scanner.watch(world.stopped)) {
    if (!presence.ok) {
      if (presence.fault.kind === 'cancelled') return exit.done
      return failed(world, presence.fault, model)
    }
    if (json) world.print(JSON.stringify({ presence: presence.value }))
    else world.print(presence.value === 'finger-on' ? 'Jari menempel' : 'Tidak ada jari')
  }
  return exit.done
}

async function commission(
  world: Host & Boards,
  options: SensorOptions & { readonly to?: number },
): Promise<ExitCode> {
  if (options.model === anyModel) {
    world.say('Sebut modelnya dengan --model: kecepatan tersimpan di sensor, dan tidak boleh salah.')
    return exit.usage
  }
  const place = { ...placeOf(options), targetBaud: options.to }
  const report = await world.scanners.commission(place, world.stopped)
  if (!report.ok) return failed(world, report.fault, options.model)
  const { beforeBaud, baud, target, applied, frameBytes } = report.value
  if (options.json) world.print(JSON.stringify(report.value))
  else {
    const when = {
      already: `Kecepatan sudah ${target}`,
      now: `Kecepatan naik dari ${beforeBaud} ke ${baud}, mulai sekarang`,
      'after-power-cycle': `Kecepatan menjadi ${target} setelah daya sensor diputus; sekarang masih ${baud}`,
    }[applied]
    world.print(`${when}. Paket data: ${frameBytes ?? 'tidak diketahui'} byte.`)
    world.print(`Tulis ${target} di data papan (scanner.baud).`)
  }
  return exit.done
}
