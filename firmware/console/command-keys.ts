import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Command } from 'commander'
import { createSigningKey } from '../seal/signing-key.ts'
import type { Trust } from '../seal/trust.ts'
import { type ConsoleWorld, type ExitCode, exit } from './console-world.ts'
import { writeFile } from './files.ts'

export function addKeys(program: Command, world: ConsoleWorld, done: (code: ExitCode) => void): void {
  program
    .command('keygen')
    .description('membuat kunci Dukcapil: identitas age, pemulihan, kunci tanda terima, trust.json')
    .requiredOption('--out <folder>', 'folder baru untuk kunci')
    .action(async ({ out }: { out: string }) => done(await keygen(world, out)))
}

/** Everything a registry needs to receive, and the one public file its kiosks need. */
export async function makeRegistryKeys(entropy: ConsoleWorld['entropy']): Promise<{
  readonly identity: string
  readonly recovery: string
  readonly signingPem: string
  readonly trust: Trust
}> {
  const identity = await generateX25519Identity()
  const recovery = await generateX25519Identity()
  const signing = createSigningKey(entropy)
  const recipients = [await identityToRecipient(identity), await identityToRecipient(recovery)]
  return {
    identity,
    recovery,
    signingPem: signing.privatePem,
    trust: { v: 1, number: 1, recipients, receiptKeys: [signing.publicKey] },
  }
}

async function keygen(world: ConsoleWorld, out: string): Promise<ExitCode> {
  const listed = await world.openDisk(out).list('.')
  if (listed.ok && listed.value.length > 0) {
    world.say(`${out} tidak kosong. Kunci lama tidak ditimpa.`)
    return exit.usage
  }
  const keys = await makeRegistryKeys(world.entropy)
  const files = [
    ['registry.identity', `${keys.identity}\n`],
    ['recovery.identity', `${keys.recovery}\n`],
    ['receipt.key', keys.signingPem],
    ['trust.json', `${JSON.stringify(keys.trust, undefined, 2)}\n`],
    ['devices.json', `${JSON.stringify({ v: 1, devices: [] }, undefined, 2)}\n`],
  ] as const
  for (const [name, text] of files) {
    const written = await writeFile(world, `${out}/${name}`, Buffer.from(text))
    if (written.ok) continue
    world.say(`${name} tidak tersimpan: ${written.fault.kind}`)
    return exit.fault
  }
  world.print(`Kunci dibuat di ${out}. Simpan recovery.identity di tempat lain. Hanya trust.json untuk kios.`)
  return exit.done
}
