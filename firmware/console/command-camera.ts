import type { Command } from 'commander'
import type { CameraFault } from '../../hal/contract/camera.ts'
import { ok } from '../../hal/contract/result.ts'
import { closeBoard } from '../kiosk/close-board.ts'
import type { Host, KioskBoard } from '../kiosk/host.ts'
import { cameraWords } from '../service/diagnostics/describe-camera.ts'
import type { Boards } from './boards.ts'
import { boardChoice, boardExit, boardWords } from './describe-board-fault.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { tryPlace, writeFile } from './files.ts'
import { readCount } from './sensor-options.ts'
import { refusalWords } from './with-folder.ts'

interface CameraOptions {
  readonly board: string
  readonly data: string
  readonly json?: boolean
}

interface StillOptions extends CameraOptions {
  readonly out?: string
}

interface PreviewOptions extends CameraOptions {
  readonly pictures: number
}

/** The camera alone, for the technician. The kiosk must not be running: a camera has one owner. */
export function addCamera(program: Command, world: Host & Boards, done: (code: ExitCode) => void): void {
  const camera = program.command('camera').description('kamera: foto, gambar hidup, dan waktunya')
  const add = (name: string, description: string) =>
    camera
      .command(name)
      .description(description)
      .option('--board <nama>', boardChoice(world), 'desk')
      .option('--data <folder>', 'tempat semua data kios', 'data')
      .option('--json', 'satu dokumen JSON di keluaran')
  add('still', 'mengambil satu foto')
    .option('--out <berkas>', 'foto JPEG')
    .action(async (options: StillOptions) => done(await withBoard(world, options, still)))
  add('preview', 'gambar hidup, lalu satu foto: berapa cepat, dan berapa lama berganti')
    .option('--pictures <angka>', 'berapa gambar', readCount, 30)
    .action(async (options: PreviewOptions) => done(await withBoard(world, options, preview)))
}

type Work<T> = (world: Host & Boards, board: KioskBoard, options: T) => Promise<ExitCode>

async function withBoard<T extends CameraOptions>(
  world: Host & Boards,
  options: T,
  work: Work<T>,
): Promise<ExitCode> {
  const opened = await world.openBoard(options.board, options.data)
  if (!opened.ok) {
    world.say(boardWords(world, options.board, opened.fault))
    return boardExit(opened.fault)
  }
  const board = opened.value
  const code = await work(world, board, options)
  await closeBoard(board)
  return code
}

const still: Work<StillOptions> = async (world, { camera }, { out, json }) => {
  const place = out === undefined ? ok() : await tryPlace(world, out)
  if (!place.ok) return failed(world, `${out}: ${refusalWords(place.fault)}`)
  const started = world.clock.monotonicMs()
  const taken = await camera.still(world.stopped)
  if (!taken.ok) return noPicture(world, taken.fault)
  const ms = Math.round(world.clock.monotonicMs() - started)
  const bytes = taken.value.length
  if (out !== undefined) {
    const written = await writeFile(world, out, taken.value)
    if (!written.ok) return failed(world, `${out}: ${refusalWords(written.fault)}`)
  }
  world.print(
    json ? JSON.stringify({ model: camera.model, bytes, ms }) : `${camera.model}: ${bytes} byte, ${ms} ms`,
  )
  return exit.done
}

const preview: Work<PreviewOptions> = async (world, { camera }, { pictures, json }) => {
  const now = () => world.clock.monotonicMs()
  const started = now()
  const times: number[] = []
  for await (const picture of camera.preview(world.stopped)) {
    if (!picture.ok) return noPicture(world, picture.fault)
    times.push(now())
    if (times.length === pictures) break
  }
  const asked = now()
  const taken = await camera.still(world.stopped)
  if (!taken.ok) return noPicture(world, taken.fault)
  const handOverMs = Math.round(now() - asked)
  const [first = started, last = first] = [times[0], times.at(-1)]
  const firstMs = Math.round(first - started)
  const everyMs = Math.round((last - first) / Math.max(1, times.length - 1))
  const facts = { model: camera.model, pictures: times.length, firstMs, everyMs, handOverMs }
  const words = `gambar pertama ${firstMs} ms, lalu setiap ${everyMs} ms, berganti ke foto ${handOverMs} ms`
  world.print(json ? JSON.stringify(facts) : `${camera.model}: ${words}`)
  return exit.done
}

function noPicture(world: Host & Boards, fault: CameraFault): ExitCode {
  world.say(cameraWords(fault))
  return fault.kind === 'missing' || fault.kind === 'absent' ? exit.absent : exit.fault
}

function failed(world: Host & Boards, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
