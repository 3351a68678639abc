import type { Command } from 'commander'
import { readStudentRecord } from '../record/read-student-record.ts'
import { recordLines } from '../record/record-lines.ts'
import { type ConsoleWorld, type ExitCode, exit } from './console-world.ts'
import { readFile } from './files.ts'

/** Looks at ANSI/NIST-ITL records; they hold personal data and stay in the office. */
export function addRecord(program: Command, world: ConsoleWorld, done: (code: ExitCode) => void): void {
  program
    .command('record')
    .description('rekaman ANSI/NIST-ITL satu siswa')
    .command('show <berkas>')
    .description('memeriksa dan menampilkan isinya; data pribadi ditutup')
    .option('--reveal', 'tampilkan data pribadi')
    .action(async (file: string, options: { reveal?: boolean }) =>
      done(await showRecord(world, file, options.reveal ?? false)),
    )
}

async function showRecord(world: ConsoleWorld, file: string, reveal: boolean): Promise<ExitCode> {
  const bytes = await readFile(world, file)
  if (!bytes.ok) {
    world.say(`${file}: tidak terbaca (${bytes.fault.kind})`)
    return exit.fault
  }
  const records = readStudentRecord(bytes.value)
  if (!records.ok) {
    const { offset, reason, field } = records.fault
    world.say(`${file}: rusak pada byte ${offset} (${field ? `${field}, ` : ''}${reason})`)
    return exit.fault
  }
  for (const line of recordLines(records.value, reveal)) world.print(line)
  return exit.done
}
