import type { Command } from 'commander'
import type { Host } from '../kiosk/host.ts'
import type { BoardPage, Boards } from './boards.ts'
import { boardChoice, boardExit, boardWords } from './describe-board-fault.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { writeFile } from './files.ts'

interface BoardOptions {
  readonly data: string
  readonly svg?: string
  readonly json?: boolean
}

interface SystemOptions extends BoardOptions {
  readonly out: string
}

/** The parts of a board and its wiring. Opens nothing, so it works without that board. */
export function addBoard(program: Command, world: Host & Boards, done: (code: ExitCode) => void): void {
  const board = program.command('board').description('papan: bagian, kabel dan bahan')
  const data = ['--data <folder>', 'tempat semua data kios, dengan board.toml bila ada', 'data'] as const
  const json = ['--json', 'satu dokumen JSON di keluaran'] as const
  board
    .command('list')
    .description('papan yang dikenal')
    .option(...json)
    .action((options: { json?: boolean }) => done(list(world, options.json ?? false)))
  board
    .command('show <nama>')
    .description(`isi data papan: ${boardChoice(world)}`)
    .option(...data)
    .option(...json)
    .action(async (name: string, options: BoardOptions) =>
      done(await withPage(world, name, options, (page) => show(world, page, options))),
    )
  board
    .command('wiring <nama>')
    .description('gambar kepala 40 pin, bahan, dan isi config.txt')
    .option(...data)
    .option('--svg <berkas>', 'gambar ke berkas SVG')
    .option(...json)
    .action(async (name: string, options: BoardOptions) =>
      done(await withPage(world, name, options, (page) => wiring(world, page, options))),
    )
  board
    .command('system <nama>')
    .description('berkas sistem untuk kartu: layanan, watchdog, jurnal, udev')
    .option(...data)
    .requiredOption('--out <folder>', 'tempat berkasnya, masing-masing di jalurnya sendiri')
    .action(async (name: string, options: SystemOptions) =>
      done(await withPage(world, name, options, (page) => writeSystem(world, page, options))),
    )
}

function list(world: Host & Boards, json: boolean): ExitCode {
  const boards = world.boards.map(({ name, label }) => ({ name, label }))
  if (json) world.print(JSON.stringify(boards))
  else for (const { name, label } of boards) world.print(`${name.padEnd(8)}${label}`)
  return exit.done
}

async function withPage(
  world: Host & Boards,
  name: string,
  { data }: BoardOptions,
  work: (page: BoardPage) => ExitCode | Promise<ExitCode>,
): Promise<ExitCode> {
  const page = await world.describeBoard(name, data)
  if (page.ok) return work(page.value)
  world.say(boardWords(world, name, page.fault))
  return boardExit(page.fault)
}

function show(world: Host & Boards, { data, facts }: BoardPage, { json }: BoardOptions): ExitCode {
  for (const line of json ? [JSON.stringify(data)] : facts) world.print(line)
  return exit.done
}

async function wiring(world: Host & Boards, page: BoardPage, { svg, json }: BoardOptions): Promise<ExitCode> {
  if (!page.wiring) {
    world.say('Papan ini disimulasikan: tidak ada kabel yang dipasang.')
    return exit.usage
  }
  if (svg === undefined) {
    for (const line of json ? [JSON.stringify(page.wiring.plan)] : page.wiring.lines) world.print(line)
    return exit.done
  }
  const written = await writeFile(world, svg, Buffer.from(page.wiring.drawing))
  if (!written.ok) {
    world.say(`${svg}: tidak tersimpan (${written.fault.kind})`)
    return exit.fault
  }
  world.print(json ? JSON.stringify({ file: svg, ...page.wiring.plan }) : `${svg}: gambar kabel tersimpan`)
  return exit.done
}

async function writeSystem(
  world: Host & Boards,
  { system }: BoardPage,
  { out }: SystemOptions,
): Promise<ExitCode> {
  if (!system) {
    world.say('Papan ini disimulasikan: tidak ada sistem untuk kartunya.')
    return exit.usage
  }
  for (const [path, text] of system) {
    const written = await writeFile(world, `${out}/${path}`, Buffer.from(text))
    if (!written.ok) {
      world.say(`${out}/${path}: tidak tersimpan (${written.fault.kind})`)
      return exit.fault
    }
    world.print(`${out}/${path}`)
  }
  return exit.done
}
