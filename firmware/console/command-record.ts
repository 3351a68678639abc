import type { Command } from 'commander'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { exhaustive } from '../core/exhaustive.ts'
import { fingerPositions } from '../core/finger-position.ts'
import { jsonFrom } from '../core/json-from.ts'
import { mosipDpi } from '../core/mosip-dpi.ts'
import { mebibyte } from '../core/names.ts'
import { fingerPiece, pieceFile } from '../core/piece-name.ts'
import { packetManifestSchema } from '../custody/packet/packet.ts'
import type { ArchiveEntry } from '../custody/packet/ustar.ts'
import {
  assembleRecord,
  type RecordFormat,
  type RecordGap,
  recordFile,
} from '../registry/intake/assemble-record.ts'
import { readStudentRecord } from '../registry/record/read-student-record.ts'
import type { RecordFault } from '../registry/record/read-tagged-record.ts'
import { recordLines } from '../registry/record/record-lines.ts'
import type { ConsoleWorld } from './console-world.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { readFile, writeFile } from './files.ts'
import { recordFormatOption } from './record-format-option.ts'

interface WriteOptions {
  readonly format: RecordFormat
  readonly out?: string
}

/** Looks at records and writes them again; they hold personal data and stay in the office. */
export function addRecord(program: Command, world: ConsoleWorld, done: (code: ExitCode) => void): void {
  const record = program.command('record').description('rekaman satu siswa')
  record
    .command('show <berkas>')
    .description('memeriksa dan menampilkan isi rekaman ANSI/NIST-ITL; data pribadi ditutup')
    .option('--reveal', 'tampilkan data pribadi')
    .action(async (file: string, options: { reveal?: boolean }) =>
      done(await showRecord(world, file, options.reveal ?? false)),
    )
  record
    .command('write <folder>')
    .description('menulis ulang rekaman dari folder siswa hasil intake')
    .addOption(recordFormatOption())
    .option('--out <berkas>', 'hasil; jika tidak disebut, di folder itu juga')
    .action(async (folder: string, options: WriteOptions) => done(await writeRecord(world, folder, options)))
}

async function showRecord(world: ConsoleWorld, file: string, reveal: boolean): Promise<ExitCode> {
  const bytes = await readFile(world, file)
  if (!bytes.ok) return refuse(world, `${file}: tidak terbaca (${bytes.fault.kind})`)
  const records = readStudentRecord(bytes.value)
  if (!records.ok) return refuse(world, `${file}: ${placeOf(records.fault)}`)
  for (const line of recordLines(records.value, reveal)) world.print(line)
  return exit.done
}

async function writeRecord(world: ConsoleWorld, folder: string, options: WriteOptions): Promise<ExitCode> {
  const files = await readStudentFiles(world, folder)
  if (!files.ok) return refuse(world, `${folder}: ${files.fault}`)
  const manifestFile = files.value.find(({ name }) => name === 'packet.json')
  if (!manifestFile) return refuse(world, `${folder}: packet.json tidak ada. Ini bukan folder siswa.`)
  const manifest = packetManifestSchema.safeParse(jsonFrom(manifestFile.bytes))
  if (!manifest.success) return refuse(world, `${folder}: packet.json rusak`)
  const { format, out = `${folder}/${recordFile[format]}` } = options
  const codec = format === 'mosip' ? await world.openPictureCodec() : undefined
  const record = assembleRecord(manifest.data, files.value, undefined, format, codec)
  if (!record.ok) return refuse(world, `${folder}: rekaman tidak dapat dibuat, ${gapWords(record.fault)}`)
  const written = await writeFile(world, out, record.value)
  if (!written.ok) return refuse(world, `${out}: tidak tersimpan (${written.fault.kind})`)
  world.print(`${out}: ${record.value.length} byte`)
  return exit.done
}

// A photo is the largest piece; no camera of ours comes near.
const mostBytes = 16 * mebibyte

const fingerFiles = fingerPositions.map((position) => pieceFile(fingerPiece(position)))
const studentFiles = ['packet.json', 'person.json', 'visit.jsonl', pieceFile('face'), ...fingerFiles]

/** The sources of a record, as far as they are in the folder; a fault as a sentence. */
async function readStudentFiles(
  world: ConsoleWorld,
  folder: string,
): Promise<Result<readonly ArchiveEntry[], string>> {
  const disk = world.openDisk(folder)
  const listed = await disk.list('.')
  if (!listed.ok) return err(`tidak terbaca (${listed.fault.kind})`)
  const files: ArchiveEntry[] = []
  for (const { name, bytes } of listed.value.filter((entry) => studentFiles.includes(entry.name))) {
    if (bytes > mostBytes) return err(`${name} terlalu besar`)
    const read = await disk.read(name)
    if (!read.ok) return err(`${name} tidak terbaca (${read.fault.kind})`)
    files.push({ name, bytes: read.value })
  }
  return ok(files)
}

function gapWords(gap: RecordGap): string {
  switch (gap.kind) {
    case 'no-piece':
      return `${gap.name} tidak ada`
    case 'bad-piece':
      return `${gap.name} rusak`
    case 'no-finger':
      return `jari ${gap.position} tidak ada dan tanpa alasan`
    case 'bad-clock':
      return 'tanggal dari jam kios tidak mungkin'
    case 'bad-dpi':
      return 'resolusi sensor tidak mungkin'
    case 'mosip-dpi':
      return `resolusi sensor ${gap.dpi} dpi, MOSIP menerima ${mosipDpi.least} sampai ${mosipDpi.most} dpi`
    case 'bad-record':
      return placeOf(gap)
    default:
      return exhaustive(gap)
  }
}

function placeOf({ offset, reason, field }: RecordFault): string {
  return `rusak pada byte ${offset} (${field ? `${field}, ` : ''}${reason})`
}

function refuse(world: ConsoleWorld, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
