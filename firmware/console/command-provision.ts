import type { Command } from 'commander'
import { jsonFrom } from '../base/json-from.ts'
import { siteSchema } from '../kiosk/site.ts'
import { type ConsoleWorld, type ExitCode, exit } from './console-world.ts'
import { openDeviceKey } from './device-key.ts'
import { readText, writeFile } from './files.ts'

interface ProvisionOptions {
  readonly school: string
  readonly letter: string
  readonly registry?: string
  readonly trust: string
  readonly data: string
}

export function addProvision(program: Command, world: ConsoleWorld, done: (code: ExitCode) => void): void {
  program
    .command('provision')
    .description('memasang kotak ini untuk satu sekolah')
    .requiredOption('--school <npsn>', 'NPSN, 8 angka')
    .requiredOption('--trust <berkas>', 'trust.json dari Dukcapil')
    .option('--letter <huruf>', 'huruf nomor antrean', 'A')
    .option('--registry <url>', 'alamat penerima, diakhiri garis miring')
    .option('--data <folder>', 'tempat semua data kios', 'data')
    .action(async (options: ProvisionOptions) => done(await provision(world, options)))
}

async function provision(world: ConsoleWorld, options: ProvisionOptions): Promise<ExitCode> {
  const trust = await readText(world, options.trust)
  if (!trust.ok) {
    world.say(`${options.trust}: tidak ditemukan`)
    return exit.fault
  }
  const site = siteSchema.safeParse({
    v: 1,
    school: options.school,
    letter: options.letter,
    registryUrl: options.registry,
    trust: jsonFrom(trust.value),
  })
  if (!site.success) {
    world.say('NPSN, huruf, alamat atau trust.json tidak benar. Tidak ada yang diubah.')
    return exit.usage
  }
  const identity = await openDeviceKey(world.openDisk(options.data), world.entropy)
  const written = await writeFile(
    world,
    `${options.data}/site.json`,
    Buffer.from(JSON.stringify(site.data, undefined, 2)),
  )
  if (!identity.ok || !written.ok) {
    world.say('Tidak dapat menyimpan.')
    return exit.fault
  }
  const { device, key } = identity.value
  world.print(
    `Terpasang. Daftarkan kios ini di Dukcapil: ${JSON.stringify({ device, publicKey: key.publicKey, school: options.school })}`,
  )
  return exit.done
}
