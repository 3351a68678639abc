import type { Command } from 'commander'
import { readEventBook } from '../core/log/event-book.ts'
import type { Host } from '../kiosk/host.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { writeFile } from './files.ts'

interface LogOptions {
  readonly data: string
  readonly out?: string
}

/** The events of the last days. Nothing but what the registry of events allows comes out, whatever lies there. */
export function addLog(program: Command, world: Host, done: (code: ExitCode) => void): void {
  program
    .command('log')
    .description('kejadian beberapa hari terakhir, satu baris JSON masing-masing; tidak ada yang pribadi')
    .option('--data <folder>', 'tempat semua data kios', 'data')
    .option('--out <berkas>', 'ke sebuah berkas, misalnya di stik')
    .action(async (options: LogOptions) => done(await tellLog(world, options)))
}

async function tellLog(world: Host, { data, out }: LogOptions): Promise<ExitCode> {
  const lines = await readEventBook(world.openDisk(data))
  if (!lines.ok) {
    world.say(`Log tidak terbaca (${lines.fault.kind})`)
    return exit.fault
  }
  if (out === undefined) {
    for (const line of lines.value) world.print(line)
    return exit.done
  }
  const written = await writeFile(world, out, Buffer.from(lines.value.map((line) => `${line}\n`).join('')))
  if (!written.ok) {
    world.say(`${out}: tidak tersimpan (${written.fault.kind})`)
    return exit.fault
  }
  world.print(`${out}: ${lines.value.length} kejadian`)
  return exit.done
}
