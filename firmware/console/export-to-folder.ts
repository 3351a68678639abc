import type { Spool } from '../custody/spool/spool.ts'
import { findBroken } from '../exchange/stick/carried-batch.ts'
import { type ExportReport, exportBatches } from '../exchange/stick/export-batches.ts'
import type { StickFault } from '../exchange/stick/stick-fault.ts'
import type { Host } from '../kiosk/host.ts'
import { type ExitCode, exit } from './exit-code.ts'

type BatchFate = 'written' | 'present' | 'broken' | 'left' | 'damaged'

const fateWords: Readonly<Record<BatchFate, string>> = {
  written: 'disalin',
  present: 'sudah ada',
  broken: 'RUSAK setelah disalin. Pakai stik lain.',
  left: 'TIDAK MUAT. Pakai stik lain untuk sisanya.',
  damaged: 'RUSAK di kios. Lihat: rekam batch list',
}

/** Copies batches without a receipt to a stick, or to any folder in place of one, and reads it back. */
export async function exportToFolder(
  world: Host,
  spool: Spool,
  folder: string,
  json: boolean,
): Promise<ExitCode> {
  const disk = world.openDisk(folder)
  // A mistyped place for a stick must not fill the kiosk's own card.
  const there = await disk.list('.')
  if (!there.ok) return refuse(world, `${folder}: folder tidak ada. Pasang stik, atau buat foldernya dulu.`)
  const target = { disk, freeBytes: async () => undefined }
  const exported = await exportBatches(spool, target, world.stopped, (done, total) =>
    world.progress?.(`Salin: ${done} dari ${total} kumpulan`),
  )
  world.progress?.('')
  if (!exported.ok) return refuse(world, `${folder}: ${faultWords(exported.fault)}`)
  const broken = await findBroken(disk, exported.value.written, world.stopped)
  const batches = fatesOf(exported.value, broken)
  const open = await spool.openPackets()
  const openPackets = open.ok ? open.value.length : 0
  if (json) world.print(JSON.stringify({ device: spool.identity.device, batches, openPackets }))
  else for (const { seq, fate } of batches) world.print(`Kumpulan ${seq}: ${fateWords[fate]}`)
  if (batches.length === 0) world.say('Tidak ada kumpulan yang menunggu tanda terima.')
  if (openPackets > 0)
    world.say(`${openPackets} paket belum masuk kumpulan dan tidak ikut. Tutup dulu: rekam batch close`)
  return batches.every(({ fate }) => fate === 'written' || fate === 'present') ? exit.done : exit.fault
}

function fatesOf(
  { written, present, left, damaged }: ExportReport,
  broken: readonly number[],
): readonly { readonly seq: number; readonly fate: BatchFate }[] {
  return [
    ...written.map(({ seq }) => ({
      seq,
      fate: broken.includes(seq) ? ('broken' as const) : ('written' as const),
    })),
    ...present.map(({ seq }) => ({ seq, fate: 'present' as const })),
    ...left.map((seq) => ({ seq, fate: 'left' as const })),
    ...damaged.map((seq) => ({ seq, fate: 'damaged' as const })),
  ].sort((a, b) => a.seq - b.seq)
}

function faultWords(fault: StickFault): string {
  switch (fault.kind) {
    case 'cancelled':
      return 'dihentikan. Ulangi: yang sudah disalin tidak disalin lagi.'
    case 'kiosk':
      return `kartu memori kios tidak terbaca (${fault.fault.kind}).`
    case 'stick':
      return fault.fault.kind === 'read-only'
        ? 'tidak boleh ditulis. Buka kunci stik, atau pakai stik lain.'
        : `tidak dapat ditulis (${fault.fault.kind}). Pasang lagi, atau pakai stik lain.`
  }
}

function refuse(world: Host, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
