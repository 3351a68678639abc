import type { Command } from 'commander'
import type { FingerprintScanner } from '../../hal/contract/fingerprint-scanner.ts'
import { scoreFinger } from '../capture/finger-quality.ts'
import { encodeGreyPng } from '../record/grey-png.ts'
import { type ConsoleWorld, type ExitCode, exit } from './console-world.ts'
import { writeFile } from './files.ts'
import { scannerWords } from './scanner-words.ts'

interface SensorOptions {
  readonly port: string
  readonly out?: string
  readonly json?: boolean
}

type Work = (world: ConsoleWorld, scanner: FingerprintScanner, options: SensorOptions) => Promise<ExitCode>

export function addSensor(program: Command, world: ConsoleWorld, done: (code: ExitCode) => void): void {
  const sensor = program.command('sensor').description('sensor sidik jari, asli atau simulasi')
  const add = (name: string, description: string, work: Work) =>
    sensor
      .command(name)
      .description(description)
      .requiredOption('--port <path>', 'misalnya /dev/ttyUSB0')
      .option('--out <berkas>', 'gambar PNG')
      .option('--json', 'satu dokumen JSON di keluaran')
      .action(async (options: SensorOptions) => done(await withScanner(world, options, work)))
  add('info', 'apa yang terpasang', info)
  add('image', 'mengambil satu gambar', image)
  add('watch', 'memantau jari sampai dihentikan', watch)
}

async function withScanner(world: ConsoleWorld, options: SensorOptions, work: Work): Promise<ExitCode> {
  const opened = await world.scannerAt(options.port)(world.stopped)
  if (!opened.ok) {
    world.say(scannerWords(opened.fault))
    return opened.fault.kind === 'unplugged' || opened.fault.kind === 'silent' ? exit.absent : exit.fault
  }
  const code = await work(world, opened.value, options)
  await opened.value.close()
  return code
}

const info: Work = async (world, { identity, matcher }, { json }) => {
  if (json) {
    world.print(JSON.stringify({ ...identity, matcher: matcher !== undefined }))
    return exit.done
  }
  world.print(`${identity.maker} ${identity.model} ${identity.serial}, perangkat keras ${identity.firmware}`)
  world.print(
    `${identity.widthPx} x ${identity.heightPx} piksel, ${identity.dpi} dpi, ${identity.bitDepth} bit, tidak bersertifikat`,
  )
  return exit.done
}

const image: Work = async (world, scanner, { out, json }) => {
  if (!json) world.say('Letakkan jari di sensor.')
  const taken = await scanner.capture(world.stopped, () => world.say('Jari boleh diangkat.'))
  if (!taken.ok) {
    world.say(scannerWords(taken.fault))
    return exit.fault
  }
  const { widthPx, heightPx, pixels, dpi, transferMs } = taken.value
  const { score, coverage, certainty, contrast } = scoreFinger(taken.value)
  if (out) {
    const written = await writeFile(world, out, encodeGreyPng(widthPx, heightPx, pixels, dpi))
    if (!written.ok) {
      world.say(`${out}: tidak tersimpan (${written.fault.kind})`)
      return exit.fault
    }
  }
  const facts = {
    widthPx,
    heightPx,
    dpi,
    transferMs: Math.round(transferMs),
    score,
    coverage,
    certainty,
    contrast,
  }
  if (json) world.print(JSON.stringify(facts))
  else world.print(`${widthPx} x ${heightPx} piksel dalam ${facts.transferMs} ms, nilai ${score} dari 100`)
  return exit.done
}

const watch: Work = async (world, scanner, { json }) => {
  for await (const presence of scanner.watch(world.stopped)) {
    if (!presence.ok) {
      world.say(scannerWords(presence.fault))
      return exit.fault
    }
    if (json) world.print(JSON.stringify({ presence: presence.value }))
    else world.print(presence.value === 'finger-on' ? 'Jari menempel' : 'Tidak ada jari')
  }
  return exit.done
}
