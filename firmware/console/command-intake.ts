import type { Command } from 'commander'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { type DeviceList, devicesByName, readDeviceList } from '../custody/crypto/device-list.ts'
import { readSigningKey } from '../custody/crypto/signing-key.ts'
import type { RecordFormat } from '../registry/intake/assemble-record.ts'
import type { IntakeContext } from '../registry/intake/intake-context.ts'
import { type BatchOutcome, intakeFolder } from '../registry/intake/intake-folder.ts'
import type { ConsoleWorld } from './console-world.ts'
import { listFaultWords } from './describe-list-fault.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { readText } from './files.ts'
import { intakeWords } from './format-intake.ts'
import { readIdentities } from './read-identities.ts'
import { recordFormatOption } from './record-format-option.ts'
import { readSigned, writeSigned } from './signed-file.ts'
import { withFolder } from './with-folder.ts'

interface IntakeOptions {
  readonly identity: readonly string[]
  readonly signingKey: string
  readonly devices: string
  readonly out: string
  readonly jobs?: number
  readonly operator: string
  readonly format: RecordFormat
  readonly json?: boolean
}

/** The registry's bulk tool: batches in, students and receipts out. */
export function addIntake(program: Command, world: ConsoleWorld, done: (code: ExitCode) => void): void {
  program
    .command('intake <folder>')
    .description('memeriksa dan membuka kumpulan yang datang, lalu menandatangani tanda terima')
    .requiredOption('--identity <berkas...>', 'identitas age Dukcapil; beberapa selama kunci berganti')
    .requiredOption('--signing-key <berkas>', 'kunci tanda terima')
    .requiredOption('--devices <berkas>', 'daftar kios (devices.json, dengan devices.sig di sampingnya)')
    .requiredOption('--out <folder>', 'hasil')
    .option(
      '--jobs <jumlah>',
      'banyaknya pekerja yang membuka paket; bila tidak disebut, sebanyak yang membantu',
      Number,
    )
    .option('--operator <nama>', 'siapa yang menerima, untuk catatan', world.account)
    .addOption(recordFormatOption())
    .option('--json', 'satu dokumen JSON di keluaran')
    .action(async (folder: string, options: IntakeOptions) =>
      done(await withFolder(world, options.out, () => intake(world, folder, options), intakeRuns)),
    )
}

const intakeRuns = 'sedang dipakai: pemasukan lain sedang berjalan. Tunggu sampai selesai, lalu ulangi.'

async function intake(world: ConsoleWorld, folder: string, options: IntakeOptions): Promise<ExitCode> {
  const { jobs = world.decryptWorkers.best, operator } = options
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 64) {
    world.say('--jobs: angka 1 sampai 64.')
    return exit.usage
  }
  if (operator.length > 100) {
    world.say('--operator: paling panjang 100 huruf.')
    return exit.usage
  }
  const keys = await readKeys(world, options)
  if (!keys.ok) return refuse(world, keys.fault)
  let decryptWorkers: ReturnType<ConsoleWorld['decryptWorkers']['open']> | undefined
  const context = {
    ...keys.value,
    operator: operator.toWellFormed(),
    out: world.openDisk(options.out),
    handsFor(packets: number) {
      decryptWorkers = world.decryptWorkers.open(options.jobs ?? helpfulJobs(packets, jobs))
      return decryptWorkers
    },
    format: options.format,
  }
  const outcomes = await intakeFolder(context, world.openDisk(folder), {
    outcome: (outcome) => {
      world.progress?.('')
      world.say(intakeWords(outcome))
    },
    packet: (place, done, total) => world.progress?.(`${place}: ${done} dari ${total} paket`),
  })
  await decryptWorkers?.close()
  if (!outcomes.ok) return refuse(world, `Folder tidak terbaca: ${outcomes.fault.kind}`)
  if (options.json) world.print(JSON.stringify({ batches: outcomes.value.map(asJson) }))
  if (outcomes.value.length === 0) world.say(`${folder}: tidak ada kumpulan di sini.`)
  return outcomes.value.every(isWhole) ? exit.done : exit.fault
}

/** A thread costs a second to start, which it gives back in as many packets (measured at 5 to 300, half a megabyte each). */
const packetsPerJob = 150

function helpfulJobs(packets: number, most: number): number {
  return Math.min(most, Math.max(1, Math.floor(packets / packetsPerJob)))
}

// An old answer was told when it was given.
function isWhole({ result }: BatchOutcome): boolean {
  if (!result.ok) return false
  const { receipt, again } = result.value
  return again || (receipt.rejected.length === 0 && receipt.withoutRecord === undefined)
}

type Keys = Pick<IntakeContext, 'identities' | 'key' | 'devices' | 'wallMs'>

async function readKeys(world: ConsoleWorld, options: IntakeOptions): Promise<Result<Keys, string>> {
  const identities = await readIdentities(world, options.identity)
  if (!identities.ok) return identities
  const pem = await readText(world, options.signingKey)
  if (!pem.ok) return err(`${options.signingKey}: tidak terbaca (${pem.fault.kind}).`)
  const key = readSigningKey(pem.value)
  if (!key) return err(`${options.signingKey}: bukan kunci tanda terima.`)
  const list = await takeDeviceList(world, options)
  if (!list.ok) return list
  return ok({
    identities: identities.value,
    key,
    devices: devicesByName(list.value),
    wallMs: () => Math.trunc(world.clock.wallMs()),
  })
}

// The list last used stays with the results: a kiosk that was shut out never comes back with an old list.
async function takeDeviceList(
  world: ConsoleWorld,
  options: IntakeOptions,
): Promise<Result<DeviceList, string>> {
  const path = `${options.out}/devices.json`
  const before = await readSigned(world, path)
  const current = before.ok ? readDeviceList(undefined, before.value) : undefined
  const document = await readSigned(world, options.devices)
  if (!document.ok) return err(`${options.devices}: berkas atau tanda tangannya tidak ditemukan`)
  const next = readDeviceList(current?.ok ? current.value : undefined, document.value)
  if (!next.ok) return err(`${options.devices}: ${listFaultWords(next.fault)}`)
  const stored = await writeSigned(world, path, document.value)
  return stored.ok ? next : err(`${options.out}: tidak dapat menyimpan (${stored.fault.kind})`)
}

function asJson({ place, result }: BatchOutcome) {
  if (!result.ok) return { place, fault: result.fault }
  const { receipt, again } = result.value
  const { device, seq, accepted, rejected, withoutRecord = [] } = receipt
  return { place, device, seq, accepted: accepted.length, withoutRecord, rejected, again }
}

function refuse(world: ConsoleWorld, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
