import { type Command, InvalidArgumentError } from 'commander'
import type { Host } from '../kiosk/host.ts'
import { type ImportReport, importRoster } from '../school/roster/import-roster.ts'
import type { Decision } from '../school/roster/match-rows.ts'
import { type SheetFault, sizeFault } from '../school/roster/read-sheet.ts'
import { openRosterStore } from '../school/roster/roster-store.ts'
import { missingLines, problemLines, summaryLines } from './describe-import.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { fileSize, readFile } from './files.ts'
import { type DataOptions, keyStickOption, openData } from './open-data.ts'
import { summariseRoster } from './roster-summary.ts'
import { withFolder } from './with-folder.ts'

interface ImportOptions extends DataOptions {
  readonly dryRun?: boolean
  readonly json?: boolean
  readonly same?: readonly number[]
  readonly other?: readonly number[]
}

export function addRoster(program: Command, world: Host, done: (code: ExitCode) => void): void {
  const roster = program.command('roster').description('daftar siswa')
  roster
    .command('import <berkas>')
    .description('membaca ekspor Dapodik atau daftar CSV/XLSX (hentikan kios lebih dulu)')
    .option('--data <folder>', 'tempat semua data kios', 'data')
    .option(...keyStickOption)
    .option('--dry-run', 'periksa saja, jangan simpan')
    .option('--same <baris>', 'baris bentrok yang memang siswa itu, misalnya 2,5', rowNumbers)
    .option('--other <baris>', 'baris bentrok yang siswa lain: nomornya pindah ke sana', rowNumbers)
    .option('--json', 'satu dokumen JSON di keluaran')
    .action(async (file: string, options: ImportOptions) =>
      done(await withFolder(world, options.data, () => importFile(world, file, options))),
    )
  roster
    .command('list')
    .description('jumlah siswa per kelas')
    .option('--data <folder>', 'tempat semua data kios', 'data')
    .option(...keyStickOption)
    .option('--json', 'satu dokumen JSON di keluaran')
    .action(async (options: ImportOptions) => done(await list(world, options)))
}

function rowNumbers(text: string): readonly number[] {
  if (!/^\d+(?:,\d+)*$/.test(text)) throw new InvalidArgumentError('nomor baris, misalnya 2,5')
  return text.split(',').map(Number)
}

function decisionsOf({ same = [], other = [] }: ImportOptions): ReadonlyMap<number, Decision> {
  const decided = [
    ...same.map((row) => [row, 'same'] as const),
    ...other.map((row) => [row, 'other'] as const),
  ]
  return new Map(decided)
}

async function importFile(world: Host, file: string, options: ImportOptions): Promise<ExitCode> {
  const size = await fileSize(world, file)
  if (!size.ok) return refuse(world, file, 'Berkas tidak ditemukan.', 'Periksa nama berkasnya.')
  const large = sizeFault(size.value)
  if (large) return refuseSheet(world, file, large)
  const bytes = await readFile(world, file)
  if (!bytes.ok) return refuse(world, file, 'Berkas tidak terbaca.', 'Periksa media penyimpanannya.')
  const disk = await openData(world, options)
  const store = disk.ok ? await openRosterStore(disk.value) : disk
  if (!store.ok) return refuse(world, file, ...unreadable(store.fault))
  const { clock, entropy } = world
  const imported = await importRoster(file, bytes.value, {
    clock,
    entropy,
    known: store.value.all(),
    decisions: decisionsOf(options),
  })
  if (!imported.ok) return refuseSheet(world, file, imported.fault)
  const { report, students } = imported.value
  if (!options.dryRun) {
    const saved = await store.value.save(students)
    if (!saved.ok)
      return refuse(world, file, `Daftar tidak tersimpan (${saved.fault.kind}).`, 'Tidak ada yang berubah.')
  }
  if (options.json) world.print(JSON.stringify(report))
  else printReport(world, report, options.dryRun === true)
  return exit.done
}

function printReport(world: Host, report: ImportReport, dryRun: boolean): void {
  const { accepted, warned, refused } = report.counts
  world.print(`${report.file}: ${accepted} diterima, ${warned} dengan peringatan, ${refused} ditolak`)
  for (const line of [...problemLines(report), ...missingLines(report)]) world.print(line)
  if (dryRun) world.print('Hanya diperiksa, tidak ada yang disimpan.')
}

function refuseSheet(world: Host, file: string, fault: SheetFault): ExitCode {
  const place = fault.row === undefined ? file : `${file}, baris ${fault.row}`
  return refuse(world, place, fault.reason, fault.remedy)
}

function refuse(world: Host, place: string, reason: string, remedy: string): ExitCode {
  world.say(`${place}: ${reason} ${remedy} Tidak ada yang diimpor.`)
  return exit.fault
}

function unreadable(fault: { readonly kind: string; readonly detail?: string }): [string, string] {
  if (fault.detail === 'locked')
    return ['Daftar siswa di kotak ini terkunci.', 'Tambahkan --key-stick dengan folder stik kunci.']
  if (fault.kind === 'wrong-key-stick')
    return ['Stik ini bukan kunci kotak ini.', 'Pakai stik kunci kotak ini.']
  if (fault.kind === 'wrong-pin') return ['PIN salah, atau tidak diketik.', 'Jalankan lagi di terminal.']
  return [`Daftar lama tidak terbaca (${fault.kind}).`, 'Hubungi teknisi.']
}

async function list(world: Host, options: ImportOptions): Promise<ExitCode> {
  const disk = await openData(world, options)
  const store = disk.ok ? await openRosterStore(disk.value) : disk
  if (!store.ok) return refuse(world, options.data, ...unreadable(store.fault))
  const summary = summariseRoster(store.value)
  if (options.json) world.print(JSON.stringify(summary))
  else for (const line of summaryLines(summary)) world.print(line)
  return exit.done
}
