import type { Command } from 'commander'
import { readBatch } from '../custody/chain/batch.ts'
import { readPacket } from '../custody/packet/packet.ts'
import { readSpoolHistory } from '../custody/spool/batch-history.ts'
import { listOpenPackets } from '../custody/spool/open-spool.ts'
import type { Spool } from '../custody/spool/spool.ts'
import type { Host } from '../kiosk/host.ts'
import { createPlainStamper } from '../kiosk/stamp.ts'
import { openDeviceKey } from '../service/provisioning/device-key.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { exportToFolder } from './export-to-folder.ts'
import { brokenJournalWords, formatHistory, lossWords } from './format-history.ts'
import { withSpool } from './with-spool.ts'

interface DataOption {
  readonly data: string
  readonly json?: boolean
}

export function addBatch(program: Command, world: Host, done: (code: ExitCode) => void): void {
  const batch = program.command('batch').description('kumpulan paket yang akan dikirim')
  const data = ['--data <folder>', 'tempat semua data kios', 'data'] as const
  batch
    .command('list')
    .option(...data)
    .option('--json', 'satu dokumen JSON di keluaran')
    .action(async (options: DataOption) => done(await list(world, options)))
  batch
    .command('close')
    .description('menutup paket yang terbuka menjadi satu kumpulan')
    .option(...data)
    .action(async (options: DataOption) =>
      done(await withSpool(world, options.data, (spool) => close(world, spool))),
    )
  batch
    .command('export <folder>')
    .description('menyalin kumpulan yang menunggu tanda terima ke stik, dan membacanya kembali')
    .option(...data)
    .option('--json', 'satu dokumen JSON di keluaran')
    .action(async (folder: string, options: DataOption) =>
      done(
        await withSpool(world, options.data, (spool) =>
          exportToFolder(world, spool, folder, options.json ?? false),
        ),
      ),
    )
  batch
    .command('verify <folder>')
    .description('memeriksa tanda tangan dan isi satu kumpulan')
    .requiredOption('--public-key <kunci>', 'kunci publik kios, base64')
    .action(async (folder: string, options: { publicKey: string }) =>
      done(await verify(world, folder, options.publicKey)),
    )
}

async function list(world: Host, { data, json }: DataOption): Promise<ExitCode> {
  const disk = world.openDisk(data)
  const told = await readSpoolHistory(disk)
  const open = await listOpenPackets(disk)
  if (!told.ok && told.fault.kind === 'broken-chain') return refuse(world, `${data}: ${brokenJournalWords}`)
  if (!told.ok || !open.ok) return refuse(world, `${data}: tidak ada data kios, atau tidak terbaca.`)
  const identity = await openDeviceKey(disk, world.entropy)
  if (!identity.ok) return refuse(world, `Kunci kios tidak terbaca: ${identity.fault.kind}`)
  const { device } = identity.value
  if (json) {
    world.print(JSON.stringify({ device, openPackets: open.value.length, ...told.value }))
    return exit.done
  }
  world.print(`${device}: ${open.value.length} paket terbuka`)
  for (const story of told.value.batches) for (const line of formatHistory(story)) world.print(line)
  for (const line of lossWords(told.value)) world.print(line)
  return exit.done
}

async function close(world: Host, spool: Spool): Promise<ExitCode> {
  const closed = await spool.closeBatch(createPlainStamper(world.clock)())
  if (!closed.ok) return refuse(world, `Kumpulan tidak dapat ditutup: ${closed.fault.kind}`)
  const { value } = closed
  world.print(
    value
      ? `Kumpulan ${value.manifest.seq} ditutup: ${value.manifest.packets.length} paket`
      : 'Tidak ada paket terbuka',
  )
  return exit.done
}

async function verify(world: Host, folder: string, publicKey: string): Promise<ExitCode> {
  const disk = world.openDisk(folder)
  const bytes = await disk.read('batch.json')
  const signature = await disk.read('batch.sig')
  if (!bytes.ok || !signature.ok) return refuse(world, `${folder}: batch.json atau batch.sig tidak ada`)
  const manifest = readBatch(bytes.value, Buffer.from(signature.value).toString('latin1'), () => publicKey)
  if (!manifest.ok) return refuse(world, `${folder}: ${manifest.fault.kind}`)
  for (const { sha256 } of manifest.value.packets) {
    const packet = await disk.read(`${sha256}.packet`)
    if (!packet.ok) return refuse(world, `${folder}: paket ${sha256.slice(0, 12)} tidak ada`)
    const read = readPacket(packet.value, () => publicKey)
    if (!read.ok || read.value.sha256 !== sha256)
      return refuse(world, `${folder}: paket ${sha256.slice(0, 12)} rusak`)
  }
  world.print(`Kumpulan ${manifest.value.seq} utuh: ${manifest.value.packets.length} paket`)
  return exit.done
}

function refuse(world: Host, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
