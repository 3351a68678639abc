import { type Command, InvalidArgumentError } from 'commander'
import { keyListInForce } from '../kiosk/key-list-in-force.ts'
import { siteSchema } from '../kiosk/site.ts'
import { readKeyList } from '../seal/key-list.ts'
import { documentBytes } from '../seal/signed-document.ts'
import { hidePin } from '../staff/pin-guard.ts'
import { enrolmentHere, enrolmentWords } from './command-keys.ts'
import { type ConsoleWorld, type ExitCode, exit } from './console-world.ts'
import { openDeviceKey } from './device-key.ts'
import { writeFile } from './files.ts'
import { listFaultWords } from './list-fault-words.ts'
import { openSite } from './open-site.ts'
import { readSigned } from './signed-file.ts'

interface ProvisionOptions {
  readonly school: string
  readonly letter: string
  readonly registry?: string
  readonly window?: readonly string[]
  readonly megabytesPerDay?: number
  readonly share?: number
  readonly attendantPin?: string
  readonly schoolPage?: string
  readonly keyList: string
  readonly data: string
}

export function addProvision(program: Command, world: ConsoleWorld, done: (code: ExitCode) => void): void {
  program
    .command('provision')
    .description('memasang kotak ini untuk satu sekolah')
    .requiredOption('--school <npsn>', 'NPSN, 8 angka')
    .requiredOption('--key-list <berkas>', 'key-list.json dari Dukcapil, dengan key-list.sig di sampingnya')
    .option('--letter <huruf>', 'huruf nomor antrean', 'A')
    .option('--registry <url>', 'alamat penerima, diakhiri garis miring')
    .option('--window <jam...>', 'jam boleh mengirim, misalnya 16:00-07:00; tanpa ini selalu')
    .option('--megabytes-per-day <angka>', 'batas data sehari, dua arah', Number)
    .option('--share <persen>', 'bagian jaringan yang boleh dipakai, 5 sampai 100', Number)
    .option('--attendant-pin <angka>', 'PIN petugas, 6 angka; tanpa ini tidak ada menu petugas', readPin)
    .option(
      '--school-page <url>',
      'alamat papan antrean di jaringan sekolah, misalnya http://192.168.1.20:8081/',
    )
    .option('--data <folder>', 'tempat semua data kios', 'data')
    .action(async (options: ProvisionOptions) => done(await provision(world, options)))
}

async function provision(world: ConsoleWorld, options: ProvisionOptions): Promise<ExitCode> {
  const document = await readSigned(world, options.keyList)
  if (!document.ok) return refuse(world, `${options.keyList}: berkas atau tanda tangannya tidak ditemukan`)
  const disk = world.openDisk(options.data)
  const before = await openSite(disk)
  if (!before.ok) return refuse(world, `${options.data}: site.json tidak terbaca. Tidak ada yang diubah.`)
  const current = before.value && (await keyListInForce(disk, before.value))
  if (current && !current.ok) return refuse(world, `${options.data}: daftar kunci tidak terbaca.`)
  const keyList = readKeyList(current?.value.list, document.value)
  if (!keyList.ok)
    return refuse(world, `${options.keyList}: ${listFaultWords(keyList.fault)} Tidak ada yang diubah.`)
  const site = siteSchema.safeParse({
    v: 1,
    school: options.school,
    letter: options.letter,
    provisionedMs: Math.trunc(world.clock.wallMs()),
    registryUrl: options.registry,
    link: linkOf(options),
    attendantPin: options.attendantPin && (await hidePin(options.attendantPin)),
    schoolPage: options.schoolPage,
    keyList: keyList.value,
  })
  if (!site.success) {
    world.say('NPSN, huruf, alamat, jam atau batas tidak benar. Tidak ada yang diubah.')
    return exit.usage
  }
  const identity = await openDeviceKey(disk, world.entropy)
  const written = await writeFile(
    world,
    `${options.data}/site.json`,
    Buffer.from(JSON.stringify(site.data, undefined, 2)),
  )
  if (!identity.ok || !written.ok) return refuse(world, 'Tidak dapat menyimpan.')
  const enrolment = await enrolmentHere(disk, identity.value, options.school)
  world.print(`Terpasang. ${enrolmentWords(documentBytes(enrolment))}`)
  return exit.done
}

function readPin(text: string): string {
  if (!/^\d{6}$/.test(text)) throw new InvalidArgumentError('PIN harus 6 angka.')
  return text
}

// What is not said stays open: always, and as much as it takes.
function linkOf({ window, megabytesPerDay, share }: ProvisionOptions) {
  return {
    windows: (window ?? []).map((hours) => {
      const [from = '', to = ''] = hours.split('-')
      return { from, to }
    }),
    ...(megabytesPerDay !== undefined && { bytesPerDay: Math.round(megabytesPerDay * 1e6) }),
    ...(share !== undefined && { sharePercent: share }),
  }
}

function refuse(world: ConsoleWorld, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
