import type { Command } from 'commander'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { jsonFrom } from '../core/json-from.ts'
import {
  type DeviceList,
  type Enrolment,
  enrolmentSchema,
  readDeviceList,
  signDeviceList,
} from '../custody/crypto/device-list.ts'
import { readSigningKey } from '../custody/crypto/signing-key.ts'
import type { Host } from '../kiosk/host.ts'
import { listFaultWords } from './describe-list-fault.ts'
import { aboardLines, aboardOf } from './devices-aboard.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { readText } from './files.ts'
import { readSigned, writeSigned } from './signed-file.ts'

interface ListOptions {
  readonly devices: string
  readonly authority: string
  readonly lastSeq: number
  readonly json?: boolean
}

/** The registry's list of kiosks. Every change makes the next number, signed by the authority. */
export function addDevices(program: Command, world: Host, done: (code: ExitCode) => void): void {
  const devices = program.command('devices').description('daftar kios di Dukcapil')
  const list = [
    '--devices <berkas>',
    'devices.json, dengan devices.sig di sampingnya',
    'devices.json',
  ] as const
  const authority = ['--authority <berkas>', 'authority.key'] as const
  devices
    .command('list')
    .option(...list)
    .option('--json', 'satu dokumen JSON di keluaran')
    .action(async (options: ListOptions) => done(await show(world, options)))
  devices
    .command('aboard <kios>')
    .description('kotak hilang: apa yang ada di dalamnya, sejauh kantor tahu')
    .option(...list)
    .option('--out <folder>', 'hasil rekam intake', 'out')
    .option('--down <folder>', 'yang diterbitkan untuk kios')
    .option('--json', 'satu dokumen JSON di keluaran')
    .action(async (device: string, options: AboardOptions) => done(await showAboard(world, device, options)))
  devices
    .command('enrol <teks>')
    .description(
      'menambah kios, atau memindahkannya ke sekolah lain: teks dari kode QR-nya, atau berkas dari stik',
    )
    .option(...list)
    .requiredOption(...authority)
    .action(async (text: string, options: ListOptions) => done(await enrolFrom(world, text, options)))
  devices
    .command('revoke <kios>')
    .description('mencabut kios yang hilang, disalin atau diganti')
    .option(...list)
    .requiredOption(...authority)
    .option('--last-seq <nomor>', 'kumpulan terakhir yang masih dipercaya', Number, 0)
    .action(async (device: string, options: ListOptions) =>
      done(await change(world, options, (known) => revoke(known, device, options.lastSeq))),
    )
}

interface AboardOptions extends Pick<ListOptions, 'devices' | 'json'> {
  readonly out: string
  readonly down?: string
}

type Devices = DeviceList['devices']

async function show(world: Host, { devices, json }: ListOptions): Promise<ExitCode> {
  const list = await openList(world, devices)
  if (!list.ok) return refuse(world, list.fault)
  if (json) {
    world.print(JSON.stringify(list.value))
    return exit.done
  }
  world.print(`Daftar nomor ${list.value.number}: ${list.value.devices.length} kios`)
  for (const { device, school, lastSeq } of list.value.devices) {
    const state = lastSeq === undefined ? '' : `, dicabut setelah kumpulan ${lastSeq}`
    world.print(`  ${device}: sekolah ${school}${state}`)
  }
  return exit.done
}

async function showAboard(world: Host, device: string, options: AboardOptions): Promise<ExitCode> {
  const list = await openList(world, options.devices)
  if (!list.ok) return refuse(world, list.fault)
  const known = list.value.devices.find((one) => one.device === device)
  if (!known) return refuse(world, `${device} tidak ada di daftar.`)
  const out = world.openDisk(options.out)
  // An empty answer for a folder that is not there would comfort an office falsely.
  const there = await out.list('.')
  if (!there.ok) return refuse(world, `${options.out}: tidak terbaca (${there.fault.kind}). Beri --out.`)
  const down = options.down === undefined ? undefined : world.openDisk(options.down)
  const aboard = await aboardOf(known, out, down)
  if (options.json) world.print(JSON.stringify(aboard))
  else for (const line of aboardLines(aboard)) world.print(line)
  return exit.done
}

async function change(
  world: Host,
  options: ListOptions,
  make: (devices: Devices) => Result<Devices, string>,
): Promise<ExitCode> {
  const pem = await readText(world, options.authority)
  const authority = pem.ok ? readSigningKey(pem.value) : undefined
  if (!authority) return refuse(world, `${options.authority}: kunci induk tidak terbaca`)
  const list = await openList(world, options.devices)
  if (!list.ok) return refuse(world, list.fault)
  if (list.value.authority.publicKey !== authority.publicKey) {
    return refuse(world, `${options.authority}: bukan kunci induk daftar ini`)
  }
  const devices = make(list.value.devices)
  if (!devices.ok) return refuse(world, devices.fault)
  const number = list.value.number + 1
  const signed = signDeviceList({ ...list.value, number, devices: [...devices.value] }, authority)
  const written = await writeSigned(world, options.devices, signed)
  if (!written.ok) return refuse(world, `${options.devices}: tidak tersimpan (${written.fault.kind})`)
  world.print(`Daftar nomor ${number}: ${devices.value.length} kios`)
  return exit.done
}

async function openList(world: Host, path: string): Promise<Result<DeviceList, string>> {
  const document = await readSigned(world, path)
  if (!document.ok) return err(`${path}: berkas atau tanda tangannya tidak ditemukan`)
  const list = readDeviceList(undefined, document.value)
  return list.ok ? list : err(`${path}: ${listFaultWords(list.fault)}`)
}

// A stick carries the same text in a file.
async function enrolFrom(world: Host, source: string, options: ListOptions): Promise<ExitCode> {
  const file = source.startsWith('{') ? undefined : await readText(world, source)
  if (file && !file.ok) return refuse(world, `${source}: tidak terbaca. Periksa nama berkasnya.`)
  const text = file?.ok ? file.value : source
  const { data } = enrolmentSchema.safeParse(jsonFrom(text))
  if (!data) return refuse(world, 'Teks ini bukan kode QR kios, atau kunci dan namanya tidak cocok.')
  const code = await change(world, options, (known) => enrol(known, data))
  const { replaces } = data
  if (code === exit.done && replaces)
    world.print(
      `Kotak ini menggantikan ${replaces}. Cabut yang lama: rekam devices revoke ${replaces} --last-seq NOMOR, ` +
        'dengan nomor kumpulan terakhirnya yang sudah diterima (folder out/batch).',
    )
  return code
}

function enrol(devices: Devices, data: Enrolment): Result<Devices, string> {
  const known = devices.find(({ device }) => device === data.device)
  if (!known) return ok([...devices, data])
  if (known.school === data.school)
    return err(`${data.device} sudah ada di daftar, untuk sekolah ${known.school}.`)
  if (known.lastSeq !== undefined)
    return err(`${data.device} sudah dicabut. Pakai kotak lain, atau kunci baru.`)
  // Packets for the school it served before may still be on their way.
  const before = [...new Set([...(known.before ?? []), known.school])].filter(
    (school) => school !== data.school,
  )
  return ok(devices.map((one) => (one === known ? { ...data, before } : one)))
}

function revoke(devices: Devices, device: string, lastSeq: number): Result<Devices, string> {
  if (!Number.isSafeInteger(lastSeq) || lastSeq < 0) return err('--last-seq: angka 0 atau lebih.')
  if (!devices.some((known) => known.device === device)) return err(`${device} tidak ada di daftar.`)
  return ok(devices.map((known) => (known.device === device ? { ...known, lastSeq } : known)))
}

function refuse(world: Host, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
