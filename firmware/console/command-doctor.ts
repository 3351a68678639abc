import type { Command } from 'commander'
import encodeQr from 'qr'
import { exhaustive } from '../core/exhaustive.ts'
import { closeBoard } from '../kiosk/close-board.ts'
import type { Host } from '../kiosk/host.ts'
import {
  type DoctorReport,
  keepReport,
  reportLine,
  reportPath,
} from '../service/diagnostics/diagnostics-report.ts'
import { type Finding, good, problem } from '../service/diagnostics/finding.ts'
import { nobody } from '../service/diagnostics/guide.ts'
import { impact } from '../service/diagnostics/impact.ts'
import { decodeCode } from '../service/diagnostics/problem-code.ts'
import { runChecks } from '../service/diagnostics/run-checks.ts'
import type { BoardFault, Boards } from './boards.ts'
import { boardChoice, boardWords } from './describe-board-fault.ts'
import { deviceUnderTestHere } from './device-under-test-here.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { terminalGuide } from './terminal-guide.ts'

interface DoctorOptions {
  readonly board: string
  readonly data: string
  readonly json?: boolean
  readonly explain?: string
}

export function addDoctor(program: Command, world: Host & Boards, done: (code: ExitCode) => void): void {
  program
    .command('doctor')
    .description('memeriksa setiap bagian, paling lama tiga menit; di terminal ia bertanya')
    .option('--board <nama>', boardChoice(world), 'desk')
    .option('--data <folder>', 'tempat semua data kios', 'data')
    .option('--json', 'satu dokumen JSON di keluaran; tanpa bertanya')
    .option('--explain <kode>', 'arti sebuah kode enam huruf, misalnya dari telepon')
    .action(async (options: DoctorOptions) =>
      done(options.explain === undefined ? await doctor(world, options) : explain(world, options.explain)),
    )
}

async function doctor(world: Host & Boards, options: DoctorOptions): Promise<ExitCode> {
  const findings: Finding[] = []
  const add = (finding: Finding) => {
    findings.push(finding)
    if (!options.json) world.print(findingLine(finding))
  }
  const board = await world.openBoard(options.board, options.data)
  let device: string | undefined
  if (!board.ok) add(boardTrouble(world, options.board, board.fault))
  else {
    add(good('board', board.value.label))
    const deviceUnderTest = await deviceUnderTestHere(world, board.value, options.data)
    if (typeof deviceUnderTest.site === 'object') device = deviceUnderTest.site.device
    const guide = options.json ? nobody : terminalGuide(world, board.value.press)
    for await (const finding of runChecks(deviceUnderTest, guide, world.stopped)) add(finding)
    await closeBoard(board.value)
  }
  const wallMs = Math.trunc(world.clock.wallMs())
  const report = { v: 1, software: world.software, board: options.board, device, wallMs, findings } as const
  await tell(world, options, report)
  if (findings.some(({ state }) => state === 'fault')) return exit.fault
  return findings.some(({ state }) => state === 'absent') ? exit.absent : exit.done
}

async function tell(
  world: Host & Boards,
  { data, json }: DoctorOptions,
  report: DoctorReport,
): Promise<void> {
  const kept = await keepReport(world.openDisk(data), report)
  if (json) return world.print(JSON.stringify({ ...report, limits }))
  world.print(limits)
  if (kept.ok) world.print(`Hasil tersimpan: ${data}/${reportPath}`)
  const line = reportLine(report)
  world.print(line)
  if (world.ask) world.print(encodeQr(line, 'ascii'))
}

const limits = 'Sensor kecil tanpa sertifikat: pra-rekam dan bukti, bukan pengganti pemindai resmi.'

const stateWords = { good: 'baik ', fault: 'RUSAK', absent: 'TIDAK ADA', unseen: 'belum' } as const

function findingLine({ part, state, words, code }: Finding): string {
  return `${stateWords[state]}  ${part}: ${words}${code ? ` Kode ${code}.` : ''}`
}

function boardTrouble(world: Host & Boards, name: string, fault: BoardFault): Finding {
  const words = boardWords(world, name, fault)
  switch (fault.kind) {
    case 'unknown-board':
    case 'not-recognised':
      return problem('board', 'board-unknown', 0, words)
    case 'bad-settings':
      return problem('board', 'board-settings', fault.faults[0]?.line ?? 0, words)
    case 'absent':
      return problem('board', 'board-absent', 0, words)
    default:
      return exhaustive(fault)
  }
}

function explain(world: Host & Boards, code: string): ExitCode {
  const decoded = decodeCode(code)
  if (decoded === 'mistyped') {
    world.say('Kode salah dengar atau salah ketik. Minta diulang, huruf demi huruf.')
    return exit.usage
  }
  if (decoded === 'newer') {
    world.say('Kode ini dari Rekam yang lebih baru. Perbarui perangkat lunak ini dulu.')
    return exit.usage
  }
  const { trouble: known, value } = decoded
  world.print(`${known.cause}${known.unit ? ` (${value} ${known.unit})` : ''}`)
  world.print(known.remedy)
  world.print(`Sementara itu: ${impact(known)}`)
  return exit.done
}
