import type { Command } from 'commander'
import { readKeyList } from '../custody/crypto/key-list.ts'
import type { Host } from '../kiosk/host.ts'
import { type AuditEntry, type AuditFault, readAudit } from '../registry/intake/audit.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { readSigned } from './signed-file.ts'

interface AuditOptions {
  readonly keyList: string
  readonly json?: boolean
}

/** The registry's account of all that it took in or refused, checked from its first line to its last. */
export function addAudit(program: Command, world: Host, done: (code: ExitCode) => void): void {
  program
    .command('audit <folder>')
    .description('memeriksa catatan pemasukan: siapa menerima apa, dan setiap penolakan')
    .requiredOption(
      '--key-list <berkas>',
      'key-list.json dengan kunci tanda terima, key-list.sig di sampingnya',
    )
    .option('--json', 'satu dokumen JSON di keluaran')
    .action(async (folder: string, options: AuditOptions) => done(await tellAudit(world, folder, options)))
}

async function tellAudit(world: Host, folder: string, options: AuditOptions): Promise<ExitCode> {
  const document = await readSigned(world, options.keyList)
  const list = document.ok ? readKeyList(undefined, document.value) : document
  if (!list.ok) {
    world.say(`${options.keyList}: daftar kunci atau tanda tangannya tidak terbaca.`)
    return exit.fault
  }
  const keys = list.value.receiptKeys.map(({ publicKey }) => publicKey)
  const read = await readAudit(world.openDisk(folder), keys)
  if (!read.ok) {
    world.say(`${folder}: ${faultWords(read.fault)}`)
    return exit.fault
  }
  if (options.json) world.print(JSON.stringify({ entries: read.value }))
  else for (const entry of read.value) world.print(entryWords(entry))
  world.say(`${read.value.length} baris, semua ditandatangani dan bersambung.`)
  return exit.done
}

function entryWords({
  number,
  wallMs,
  operator,
  device = 'kios tak dikenal',
  seq,
  outcome,
}: AuditEntry): string {
  const batch = seq === undefined ? device : `${device} kumpulan ${seq}`
  const said =
    'refused' in outcome
      ? `ditolak (${outcome.refused})`
      : [
          `${outcome.accepted.length} diterima`,
          ...(outcome.withoutRecord ? [`${outcome.withoutRecord.length} tanpa rekaman`] : []),
          `${outcome.rejected.length} ditolak`,
        ].join(', ')
  return `${number} ${new Date(wallMs).toISOString()} ${operator}: ${batch}: ${said}`
}

function faultWords(fault: AuditFault): string {
  switch (fault.kind) {
    case 'broken-chain':
      return `baris ${fault.line} tidak bersambung dengan baris sebelumnya: ada yang dihapus atau disisipkan.`
    case 'bad-signature':
      return `baris ${fault.line} diubah, atau ditandatangani kunci yang tidak ada di daftar.`
    case 'malformed':
      return `baris ${fault.line} rusak.`
    case 'unknown-version':
      return `baris ${fault.line} dibuat oleh Rekam yang lebih baru. Perbarui perangkat lunak ini.`
    default:
      return `catatan tidak terbaca (${fault.kind}). Periksa penyimpanan, lalu ulangi.`
  }
}
