import type { Command } from 'commander'
import { jsonFrom } from '../base/json-from.ts'
import { deviceListSchema } from '../intake/device-list.ts'
import type { BatchOutcome } from '../intake/intake-folder.ts'
import { intakeFolder } from '../intake/intake-folder.ts'
import { readPacket } from '../record/packet.ts'
import { openSealed } from '../seal/age-file.ts'
import { readSigningKey } from '../seal/signing-key.ts'
import { type ConsoleWorld, type ExitCode, exit } from './console-world.ts'
import { readFile, readText, writeFile } from './files.ts'

interface IntakeOptions {
  readonly identity: string
  readonly signingKey: string
  readonly devices: string
  readonly out: string
  readonly json?: boolean
}

/** The registry's commands: they run in the office, not on a kiosk. */
export function addRegistry(program: Command, world: ConsoleWorld, done: (code: ExitCode) => void): void {
  program
    .command('intake <folder>')
    .description('memeriksa dan membuka kumpulan yang datang, lalu menandatangani tanda terima')
    .requiredOption('--identity <berkas>', 'identitas age Dukcapil')
    .requiredOption('--signing-key <berkas>', 'kunci tanda terima')
    .requiredOption('--devices <berkas>', 'daftar kios')
    .requiredOption('--out <folder>', 'hasil')
    .option('--json', 'satu dokumen JSON di keluaran')
    .action(async (folder: string, options: IntakeOptions) => done(await intake(world, folder, options)))
  const packet = program.command('packet').description('satu paket')
  packet
    .command('verify <berkas>')
    .requiredOption('--public-key <kunci>', 'kunci publik kios, base64')
    .action(async (file: string, options: { publicKey: string }) =>
      done(await verifyPacket(world, file, options.publicKey)),
    )
  packet
    .command('open <berkas>')
    .requiredOption('--public-key <kunci>', 'kunci publik kios, base64')
    .requiredOption('--identity <berkas>', 'identitas age Dukcapil')
    .requiredOption('--out <folder>', 'hasil')
    .action(async (file: string, options: { publicKey: string; identity: string; out: string }) =>
      done(await openPacket(world, file, options)),
    )
}

async function intake(world: ConsoleWorld, folder: string, options: IntakeOptions): Promise<ExitCode> {
  const identity = await readText(world, options.identity)
  const pem = await readText(world, options.signingKey)
  const list = await readText(world, options.devices)
  if (!identity.ok || !pem.ok || !list.ok)
    return refuse(world, 'Identitas, kunci atau daftar kios tidak ditemukan.')
  const key = readSigningKey(pem.value)
  const devices = deviceListSchema.safeParse(jsonFrom(list.value))
  if (!key || !devices.success) return refuse(world, 'Kunci atau daftar kios tidak terbaca.')
  const desk = {
    out: world.openDisk(options.out),
    identity: secretOf(identity.value),
    key,
    devices: devices.data,
    wallMs: () => Math.trunc(world.clock.wallMs()),
  }
  const outcomes = await intakeFolder(desk, world.openDisk(folder), (outcome) => world.say(sentence(outcome)))
  if (!outcomes.ok) return refuse(world, `Folder tidak terbaca: ${outcomes.fault.kind}`)
  const batches = outcomes.value.map(({ directory, result }) =>
    result.ok
      ? {
          directory,
          accepted: result.value.receipt.accepted.length,
          rejected: result.value.receipt.rejected,
          again: result.value.again,
        }
      : { directory, fault: result.fault },
  )
  if (options.json) world.print(JSON.stringify({ batches }))
  return outcomes.value.every(({ result }) => result.ok) ? exit.done : exit.fault
}

function sentence({ directory, result }: BatchOutcome): string {
  if (!result.ok) return `${directory}: tidak diterima (${result.fault.kind})`
  const { receipt, again } = result.value
  const words = again
    ? 'sudah pernah diterima'
    : `${receipt.accepted.length} diterima, ${receipt.rejected.length} ditolak`
  return `${directory}: ${words}`
}

// An age identity file may carry comments, as `age-keygen` writes them.
function secretOf(text: string): string {
  return text.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-')) ?? ''
}

async function verifyPacket(world: ConsoleWorld, file: string, publicKey: string): Promise<ExitCode> {
  const bytes = await readFile(world, file)
  if (!bytes.ok) return refuse(world, `${file}: tidak ditemukan`)
  const packet = readPacket(bytes.value, () => publicKey)
  if (!packet.ok) return refuse(world, `${file}: ${packet.fault.kind}`)
  world.print(`Paket utuh: ${packet.value.manifest.id}, ${packet.value.pieces.length} bagian`)
  return exit.done
}

async function openPacket(
  world: ConsoleWorld,
  file: string,
  options: { readonly publicKey: string; readonly identity: string; readonly out: string },
): Promise<ExitCode> {
  const bytes = await readFile(world, file)
  const identity = await readText(world, options.identity)
  if (!bytes.ok || !identity.ok) return refuse(world, `${file}: paket atau identitas tidak ditemukan`)
  const packet = readPacket(bytes.value, () => options.publicKey)
  if (!packet.ok) return refuse(world, `${file}: ${packet.fault.kind}`)
  for (const piece of packet.value.pieces) {
    const plain = await openSealed(secretOf(identity.value), piece.bytes)
    if (!plain.ok) return refuse(world, `${piece.name}: tidak dapat dibuka dengan identitas ini`)
    const written = await writeFile(world, `${options.out}/${piece.name.replace(/\.age$/, '')}`, plain.value)
    if (!written.ok) return refuse(world, `${piece.name}: tidak tersimpan (${written.fault.kind})`)
  }
  world.print(`${packet.value.pieces.length} bagian dibuka di ${options.out}`)
  return exit.done
}

function refuse(world: ConsoleWorld, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
