import { exhaustive } from '../core/exhaustive.ts'
import { type ImportHandlerParts, importHandlers } from '../exchange/stick/import-handlers.ts'
import { type ImportResult, importStick } from '../exchange/stick/import-stick.ts'
import { inFolder } from '../exchange/stick/stick-layout.ts'
import type { Host } from '../kiosk/host.ts'
import { type ExitCode, exit } from './exit-code.ts'

/** Takes all that the registry sent in a folder: a stick, its `REKAM/IN`, or any other. */
export async function importFromFolder(
  world: Host,
  parts: ImportHandlerParts,
  folder: string,
): Promise<ExitCode> {
  const disk = world.openDisk(folder)
  const isStick = (await disk.list(inFolder, () => false)).ok
  const imported = await importStick(disk, isStick ? inFolder : '.', importHandlers(parts))
  if (!imported.ok) {
    world.say(`${folder}: tidak terbaca (${imported.fault.kind}).`)
    return exit.fault
  }
  const { taken, refused, ignored } = imported.value
  for (const one of taken) world.print(describeImported(one))
  for (const { name, reason, count } of refused) {
    const files = count > 1 ? `${name} dan ${count - 1} lagi` : name
    world.say(`${files}: ditolak (${reason}). ${remedies[reason] ?? callOffice}`)
  }
  if (ignored > 0) world.say(`${ignored} berkas atau folder lain dilewati.`)
  if (taken.length + refused.length === 0) world.say(`${folder}: tidak ada berkas dari Dukcapil di sini.`)
  return refused.length === 0 ? exit.done : exit.fault
}

const copyAgain = 'Salin sekali lagi dari Dukcapil.'
const callOffice = 'Laporkan ke Dukcapil.'
const checkCard = 'Periksa kartu memori kios, lalu ulangi.'

const remedies: Readonly<Record<string, string>> = {
  'missing-signature': 'Salin juga berkas .sig di sampingnya.',
  absent: copyAgain,
  empty: copyAgain,
  unreadable: copyAgain,
  malformed: copyAgain,
  'too-many': 'Terlalu banyak berkas. Kosongkan folder ini, lalu salin sekali lagi dari Dukcapil.',
  'unknown-version': 'Perbarui perangkat lunak kios dulu.',
  'keys-lost': 'Bawa juga key-list.json yang terbaru.',
  full: checkCard,
  broken: checkCard,
  'read-only': checkCard,
}

/** The change that a file from the registry made here, in a sentence. */
export function describeImported(taken: ImportResult): string {
  switch (taken.kind) {
    case 'receipt': {
      const { device, seq, accepted, rejected } = taken.receipt
      const whose = taken.own ? 'Kumpulan' : `Kios ${device}, kumpulan`
      return `${whose} ${seq}: ${accepted.length} diterima, ${rejected.length} ditolak`
    }
    case 'key-list':
      return `Daftar kunci nomor ${taken.number} berlaku.`
    case 'device-list':
      return `Daftar kios nomor ${taken.number}: ${taken.devices} kios`
    case 'statuses':
      return `Status nomor ${taken.number} berlaku.`
    case 'site':
      return `Pemasangan nomor ${taken.number} berlaku.`
    case 'roster':
      return `Daftar siswa nomor ${taken.number} berlaku.`
    default:
      return exhaustive(taken)
  }
}
