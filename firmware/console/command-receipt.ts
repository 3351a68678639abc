import type { Command } from 'commander'
import { openDocument } from '../custody/document/document.ts'
import { versioned } from '../custody/document/versioned.ts'
import { readJournal } from '../custody/journal/journal.ts'
import { readNeighbourReceipts } from '../custody/spool/neighbour-receipt.ts'
import type { Spool } from '../custody/spool/spool.ts'
import { answerInIndonesian } from '../custody/student-receipt/answer-in-indonesian.ts'
import type { ReceiptAnswer } from '../custody/student-receipt/check-receipt.ts'
import { downlinkStateSchema, noDownlinkState } from '../exchange/downlink/accept-update.ts'
import { activeKeyList, activeReceiptKeys } from '../exchange/downlink/active-key-list.ts'
import { neighboursOf, readNeighbourList } from '../exchange/downlink/neighbour-list.ts'
import { takeReceipt } from '../exchange/stick/import-handlers.ts'
import { createReceiptLookup } from '../interface/lobby/receipt-lookup.ts'
import type { Host } from '../kiosk/host.ts'
import { openDeviceKey } from '../service/provisioning/device-key.ts'
import { openSite } from '../service/provisioning/site-document.ts'
import { keysLostWords } from './describe-list-fault.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { openTakerParts } from './handler-parts.ts'
import { describeImported, importFromFolder } from './import-from-folder.ts'
import { type DataOptions, keyStickOption } from './open-data.ts'
import { readSigned } from './signed-file.ts'
import { withSpool } from './with-spool.ts'

interface DataOption {
  readonly data: string
  readonly json?: boolean
}

export function addReceipt(program: Command, world: Host, done: (code: ExitCode) => void): void {
  const receipt = program.command('receipt').description('tanda terima dari Dukcapil dan milik siswa')
  const data = ['--data <folder>', 'tempat semua data kios', 'data'] as const
  receipt
    .command('import <tempat>')
    .description(
      'menyimpan tanda terima Dukcapil, untuk kios ini atau kios lain: satu berkas, folder, atau stik',
    )
    .option(...data)
    .option(...keyStickOption)
    .action(async (path: string, { data, keyStick }: DataOptions) =>
      done(await withSpool(world, data, (spool) => importReceipts(world, spool, path, data), keyStick)),
    )
  receipt
    .command('check <teks>')
    .description("mengecek tanda terima siswa: 8 huruf, atau isi QR di antara '...'")
    .option(...data)
    .option('--json', 'satu dokumen JSON di keluaran')
    .action(async (text: string, options: DataOption) => done(await check(world, text, options)))
}

async function importReceipts(world: Host, spool: Spool, path: string, data: string): Promise<ExitCode> {
  const site = await openSite(world.openDisk(data))
  if (!site.ok || !site.value) return refuse(world, 'Kotak ini belum dipasang: site.json tidak ada.')
  const parts = await openTakerParts(world, spool, site.value)
  if (!parts.ok) return refuse(world, `Data kios tidak terbaca: ${parts.fault.kind}`)
  const folder = await world.openDisk(path).list('.')
  if (folder.ok) return importFromFolder(world, parts.value, path)
  const document = await readSigned(world, path)
  if (!document.ok) return refuse(world, `${path}: berkas atau tanda tangannya tidak ditemukan`)
  const taken = await takeReceipt(parts.value, document.value)
  if (taken.ok) {
    world.print(describeImported(taken.value))
    return exit.done
  }
  const { fault } = taken
  if (fault.kind === 'keys-lost') return refuse(world, keysLostWords(fault.number))
  return refuse(world, `${path}: tanda terima ditolak (${fault.kind})`)
}

/** Answers that ask for no action now. */
const fine: readonly ReceiptAnswer['kind'][] = ['received', 'waiting', 'elsewhere']

// Only looks, so it may be asked while the kiosk runs.
async function check(world: Host, text: string, { data, json }: DataOption): Promise<ExitCode> {
  const disk = world.openDisk(data)
  const folder = await disk.list('.')
  const journal = await readJournal(disk, 'spool/journal.jsonl')
  if (!folder.ok || !journal.ok) return refuse(world, `${data}: tidak ada data kios, atau tidak terbaca.`)
  const identity = await openDeviceKey(disk, world.entropy)
  if (!identity.ok) return refuse(world, `Kunci kios tidak terbaca: ${identity.fault.kind}`)
  const { device, key } = identity.value
  const site = await openSite(disk)
  const keyList = site.ok && site.value ? await activeKeyList(disk, site.value) : undefined
  const receiptKeys = keyList?.ok ? activeReceiptKeys(keyList.value) : []
  const carried = await readNeighbourReceipts(disk, device, receiptKeys)
  if (!carried.ok) return refuse(world, `Tanda terima kios lain tidak terbaca: ${carried.fault.kind}`)
  const news = await openDocument(disk, 'state/news.json', versioned(1, downlinkStateSchema), noDownlinkState)
  const lookup = createReceiptLookup({
    own: { device, publicKey: key.publicKey },
    disk,
    entries: journal.value.entries,
    neighbours: keyList?.ok ? neighboursOf(await readNeighbourList(disk, keyList.value.list)) : [],
    carried: carried.value,
    statuses: () => (news.ok ? news.value.value.status?.statuses : undefined),
  })
  const answer = await lookup.check(text)
  const { title, lines } = answerInIndonesian(answer)
  world.print(json ? JSON.stringify(answer) : `${title}. ${lines.join(' ')}`)
  return fine.includes(answer.kind) ? exit.done : exit.fault
}

function refuse(world: Host, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
