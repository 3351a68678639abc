import type { Command } from 'commander'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { npsnSchema } from '../core/names.ts'
import { type Enrolment, readDeviceList } from '../custody/crypto/device-list.ts'
import { readKeyList } from '../custody/crypto/key-list.ts'
import type { SignedDocument } from '../custody/crypto/signed-document.ts'
import { readSigningKey, type SigningKey } from '../custody/crypto/signing-key.ts'
import { sealRosterFile } from '../exchange/downlink/roster-file.ts'
import { signStatusFile, statusFileSchema } from '../exchange/downlink/status-file.ts'
import type { Host } from '../kiosk/host.ts'
import { importRoster } from '../school/roster/import-roster.ts'
import { problemLines } from './describe-import.ts'
import { listFaultWords } from './describe-list-fault.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { readFile, readText, writeFile } from './files.ts'
import { readSigned } from './signed-file.ts'

interface PublishOptions {
  readonly school: string
  readonly signingKey: string
  readonly devices: string
  readonly number?: number
  readonly out: string
}

/** The registry's side of what comes down: signed files for any web server, object store or stick. */
export function addPublish(program: Command, world: Host, done: (code: ExitCode) => void): void {
  const publish = program.command('publish').description('berkas Dukcapil untuk kios: lewat web atau stik')
  const school = ['--school <npsn>', 'NPSN sekolah'] as const
  const key = ['--signing-key <berkas>', 'kunci tanda terima Dukcapil'] as const
  const number = ['--number <nomor>', 'harus naik; tanpa ini detik sekarang', Number] as const
  const out = ['--out <folder>', 'folder yang disajikan server sebagai down/', 'down'] as const
  publish
    .command('status <berkas>')
    .description('CSV: hash paket atau 16 digit pertamanya; kode status')
    .requiredOption(...school)
    .requiredOption(...key)
    .option(...number)
    .option(...out)
    .action(async (file: string, options: PublishOptions) => done(await publishStatus(world, file, options)))
  publish
    .command('roster <berkas>')
    .description('daftar siswa (XLSX atau CSV), disegel untuk kios sekolah itu')
    .requiredOption(...school)
    .requiredOption(...key)
    .requiredOption('--devices <berkas>', 'devices.json, dengan devices.sig di sampingnya')
    .option(...number)
    .option(...out)
    .action(async (file: string, options: PublishOptions) => done(await publishRoster(world, file, options)))
  publish
    .command('key-list <berkas>')
    .description('key-list.json, dengan key-list.sig di sampingnya')
    .option(...out)
    .action(async (file: string, options: PublishOptions) => done(await publishKeyList(world, file, options)))
}

async function publishStatus(world: Host, file: string, options: PublishOptions): Promise<ExitCode> {
  const key = await openKey(world, options.signingKey)
  const text = await readText(world, file)
  if (!key.ok) return refuse(world, key.fault)
  if (!text.ok) return refuse(world, `${file}: tidak terbaca. Periksa nama berkasnya.`)
  const statuses = readStatusLines(text.value)
  if (!statuses.ok) return refuse(world, `${file}: ${statuses.fault}`)
  const parsed = statusFileSchema.safeParse({
    v: 1,
    school: options.school,
    number: numberOf(world, options),
    wallMs: Math.trunc(world.clock.wallMs()),
    statuses: statuses.value,
  })
  if (!parsed.success) return misused(world)
  const document = signStatusFile(parsed.data, key.value)
  const written = await publishFile(world, options.out, `status-${options.school}`, '.json', document)
  if (!written.ok) return refuse(world, written.fault)
  world.print(`${Object.keys(statuses.value).length} status untuk ${options.school} ditandatangani.`)
  return exit.done
}

/** `hash;code` on each line, a comma or a tab will do; an empty line, or one that begins with `#`, says nothing. */
function readStatusLines(text: string): Result<Record<string, string>, string> {
  const statuses: Record<string, string> = {}
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const [hash = '', code = ''] = line.split(/[;,\t]/).map((cell) => cell.trim())
    if (!/^[0-9a-f]{16}(?:[0-9a-f]{48})?$/.test(hash) || !/^[A-Z0-9_]{1,60}$/.test(code))
      return err(`baris ${index + 1} bukan "hash;KODE". Tidak ada yang ditulis.`)
    statuses[hash.slice(0, 16)] = code
  }
  return ok(statuses)
}

async function publishRoster(world: Host, file: string, options: PublishOptions): Promise<ExitCode> {
  const key = await openKey(world, options.signingKey)
  if (!key.ok) return refuse(world, key.fault)
  const devices = await readSigned(world, options.devices)
  const list = devices.ok ? readDeviceList(undefined, devices.value) : undefined
  if (!list) return refuse(world, `${options.devices}: tidak terbaca.`)
  if (!list.ok) return refuse(world, `${options.devices}: ${listFaultWords(list.fault)}`)
  const recipients = recipientsOf(list.value.devices, options.school)
  if (recipients.length === 0)
    return refuse(world, `Belum ada kios sekolah ${options.school} yang terdaftar dengan kunci daftarnya.`)
  const bytes = await readFile(world, file)
  if (!bytes.ok) return refuse(world, `${file}: tidak terbaca. Periksa nama berkasnya.`)
  const imported = await importRoster(file, bytes.value, {
    clock: world.clock,
    entropy: world.entropy,
    known: [],
  })
  if (!imported.ok) return refuse(world, `${file}: ${imported.fault.reason}`)
  const { listed, report } = imported.value
  const number = numberOf(world, options)
  if (!npsnSchema.safeParse(options.school).success || !Number.isSafeInteger(number) || number < 1)
    return misused(world)
  const document = await sealRosterFile(
    { school: options.school, number, students: listed },
    recipients,
    key.value,
  )
  const written = await publishFile(world, options.out, `roster-${options.school}`, '.json.age', document)
  if (!written.ok) return refuse(world, written.fault)
  // Nobody at the kiosk reads of a word that was not understood here.
  for (const line of problemLines(report)) world.say(line)
  world.print(
    `${listed.length} siswa disegel untuk ${recipients.length} kios, ${report.counts.refused} baris ditolak.`,
  )
  return exit.done
}

function recipientsOf(
  devices: readonly (Enrolment & { readonly lastSeq?: number | undefined })[],
  school: string,
) {
  return devices.flatMap((known) =>
    known.school === school && known.lastSeq === undefined && known.recipient ? [known.recipient] : [],
  )
}

async function publishKeyList(world: Host, file: string, options: PublishOptions): Promise<ExitCode> {
  const document = await readSigned(world, file)
  if (!document.ok) return refuse(world, `${file}: berkas atau tanda tangannya tidak ditemukan`)
  const list = readKeyList(undefined, document.value)
  if (!list.ok) return refuse(world, `${file}: ${listFaultWords(list.fault)}`)
  const written = await publishFile(world, options.out, 'key-list', '.json', document.value)
  if (!written.ok) return refuse(world, written.fault)
  world.print(`Daftar kunci nomor ${list.value.number} disajikan.`)
  return exit.done
}

// The signature first: a kiosk that comes in between finds it does not fit, and comes again.
async function publishFile(
  world: Host,
  folder: string,
  path: string,
  ending: '.json' | '.json.age',
  { bytes, signature }: SignedDocument,
): Promise<Result<void, string>> {
  const signed = await writeFile(world, `${folder}/${path}.sig`, Buffer.from(signature))
  const written = signed.ok ? await writeFile(world, `${folder}/${path}${ending}`, bytes) : signed
  return written.ok ? ok() : err(`${folder}: tidak tersimpan (${written.fault.kind})`)
}

async function openKey(world: Host, path: string): Promise<Result<SigningKey, string>> {
  const pem = await readText(world, path)
  const key = pem.ok ? readSigningKey(pem.value) : undefined
  return key ? ok(key) : err(`${path}: kunci tanda terima tidak terbaca`)
}

function numberOf(world: Host, { number }: PublishOptions): number {
  return number ?? Math.trunc(world.clock.wallMs() / 1_000)
}

function misused(world: Host): ExitCode {
  world.say('--school: 8 angka NPSN; --number: mulai dari 1.')
  return exit.usage
}

function refuse(world: Host, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
