import type { Command } from 'commander'
import { type KeyList, keyListSchema, readKeyList, signKeyList } from '../custody/crypto/key-list.ts'
import { ed25519 } from '../custody/crypto/public-key.ts'
import { readSigningKey } from '../custody/crypto/signing-key.ts'
import type { Host } from '../kiosk/host.ts'
import { listFaultWords } from './describe-list-fault.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { readText } from './files.ts'
import { readSigned, writeSigned } from './signed-file.ts'

interface RenewOptions {
  readonly keyList: string
  readonly authority: string
  readonly nextAuthority?: string
  readonly recipient?: string[]
  readonly receiptKey?: string[]
  readonly revoke?: string[]
  readonly minimumSoftware?: string
}

/** Makes the next key list: rotation of keys and revocation of kiosks, in the registry's office. */
export function addKeyList(program: Command, world: Host, done: (code: ExitCode) => void): void {
  program
    .command('key-list')
    .description('daftar kunci Dukcapil untuk kios')
    .command('renew')
    .description('menandatangani daftar nomor berikutnya; yang tidak disebut tetap seperti semula')
    .option('--key-list <berkas>', 'key-list.json, dengan key-list.sig di sampingnya', 'key-list.json')
    .requiredOption('--authority <berkas>', 'authority.key yang berlaku')
    .option('--next-authority <kunci>', 'kunci publik induk berikutnya, base64')
    .option('--recipient <age...>', 'semua penerima, menggantikan yang lama')
    .option('--receipt-key <kunci...>', 'semua kunci publik tanda terima, menggantikan yang lama')
    .option('--revoke <kios...>', 'kios yang dicabut, tambahan')
    .option('--minimum-software <versi>', 'perangkat lunak paling lama yang masih boleh merekam')
    .action(async (options: RenewOptions) => done(await renew(world, options)))
}

async function renew(world: Host, options: RenewOptions): Promise<ExitCode> {
  const pem = await readText(world, options.authority)
  const authority = pem.ok ? readSigningKey(pem.value) : undefined
  const document = await readSigned(world, options.keyList)
  if (!authority || !document.ok)
    return refuse(world, 'Kunci induk, daftar atau tanda tangannya tidak terbaca.')
  const current = readKeyList(undefined, document.value)
  if (!current.ok) return refuse(world, `${options.keyList}: ${listFaultWords(current.fault)}`)
  if (current.value.authority.publicKey !== authority.publicKey) {
    return refuse(world, `${options.authority}: bukan kunci induk daftar ini`)
  }
  const next = keyListSchema.safeParse(renewed(current.value, options))
  if (!next.success) {
    world.say('Penerima, kunci, kios atau versi tidak benar. Tidak ada yang diubah.')
    return exit.usage
  }
  const written = await writeSigned(world, options.keyList, signKeyList(next.data, authority))
  if (!written.ok) return refuse(world, `${options.keyList}: tidak tersimpan (${written.fault.kind})`)
  world.print(`Daftar kunci nomor ${next.data.number} ditandatangani.`)
  return exit.done
}

function renewed(current: KeyList, options: RenewOptions): KeyList {
  const keyOf = (publicKey: string) => ({ alg: ed25519, publicKey })
  return {
    ...current,
    number: current.number + 1,
    authority: options.nextAuthority ? keyOf(options.nextAuthority) : current.authority,
    recipients: options.recipient ?? current.recipients,
    receiptKeys: options.receiptKey?.map(keyOf) ?? current.receiptKeys,
    revoked: [...new Set([...current.revoked, ...(options.revoke ?? [])])].sort(),
    minimumSoftware: options.minimumSoftware ?? current.minimumSoftware,
  }
}

function refuse(world: Host, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
