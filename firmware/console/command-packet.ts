import type { Command } from 'commander'
import { sealOpener } from '../custody/crypto/age-file.ts'
import { readPacket } from '../custody/packet/packet.ts'
import type { Host } from '../kiosk/host.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { readFile, writeFile } from './files.ts'
import { readIdentities } from './read-identities.ts'

interface OpenOptions {
  readonly publicKey: string
  readonly identity: string
  readonly out: string
}

/** One packet by hand, in the registry's office. */
export function addPacket(program: Command, world: Host, done: (code: ExitCode) => void): void {
  const packet = program.command('packet').description('satu paket')
  packet
    .command('verify <berkas>')
    .requiredOption('--public-key <kunci>', 'kunci publik kios, base64')
    .action(async (file: string, options: { publicKey: string }) =>
      done(await verify(world, file, options.publicKey)),
    )
  packet
    .command('open <berkas>')
    .requiredOption('--public-key <kunci>', 'kunci publik kios, base64')
    .requiredOption('--identity <berkas>', 'identitas age Dukcapil')
    .requiredOption('--out <folder>', 'hasil')
    .action(async (file: string, options: OpenOptions) => done(await open(world, file, options)))
}

async function verify(world: Host, file: string, publicKey: string): Promise<ExitCode> {
  const bytes = await readFile(world, file)
  if (!bytes.ok) return refuse(world, `${file}: tidak ditemukan`)
  const packet = readPacket(bytes.value, () => publicKey)
  if (!packet.ok) return refuse(world, `${file}: ${packet.fault.kind}`)
  world.print(`Paket utuh: ${packet.value.manifest.id}, ${packet.value.pieces.length} bagian`)
  return exit.done
}

async function open(world: Host, file: string, options: OpenOptions): Promise<ExitCode> {
  const bytes = await readFile(world, file)
  if (!bytes.ok) return refuse(world, `${file}: tidak terbaca (${bytes.fault.kind}).`)
  const identities = await readIdentities(world, [options.identity])
  if (!identities.ok) return refuse(world, identities.fault)
  const packet = readPacket(bytes.value, () => options.publicKey)
  if (!packet.ok) return refuse(world, `${file}: ${packet.fault.kind}`)
  const openPiece = sealOpener(identities.value)
  for (const piece of packet.value.pieces) {
    const plain = await openPiece(piece.bytes)
    if (!plain.ok) return refuse(world, `${piece.name}: tidak dapat dibuka dengan identitas ini`)
    const written = await writeFile(world, `${options.out}/${piece.name.replace(/\.age$/, '')}`, plain.value)
    if (!written.ok) return refuse(world, `${piece.name}: tidak tersimpan (${written.fault.kind})`)
  }
  world.print(`${packet.value.pieces.length} bagian dibuka di ${options.out}`)
  return exit.done
}

function refuse(world: Host, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
