import type { Command } from 'commander'
import { inOrder } from '../../hal/contract/in-order.ts'
import { openSealed, sealToRecipients } from '../seal/age-file.ts'
import { boardChoice, boardWords } from './board-words.ts'
import { checkCamera } from './check-camera.ts'
import { checkKept } from './check-kept.ts'
import { checkLink } from './check-link.ts'
import { type ConsoleBoard, type ConsoleWorld, type ExitCode, exit } from './console-world.ts'
import type { Finding } from './finding.ts'
import { makeRegistryKeys } from './registry-keys.ts'
import { scannerWords } from './scanner-words.ts'

interface DoctorOptions {
  readonly board: string
  readonly data: string
  readonly json?: boolean
}

/** How long each part may take to answer, in milliseconds. */
const partLimitMs = 12_000

export function addDoctor(program: Command, world: ConsoleWorld, done: (code: ExitCode) => void): void {
  program
    .command('doctor')
    .description('memeriksa setiap bagian')
    .option('--board <nama>', boardChoice(world), 'desk')
    .option('--data <folder>', 'tempat semua data kios', 'data')
    .option('--json', 'satu dokumen JSON di keluaran')
    .action(async (options: DoctorOptions) => done(await doctor(world, options)))
}

async function doctor(world: ConsoleWorld, options: DoctorOptions): Promise<ExitCode> {
  const board = await world.openBoard(options.board, options.data)
  const findings: Finding[] = []
  const add = (finding: Finding) => {
    findings.push(finding)
    if (!options.json)
      world.print(`${finding.state === 'good' ? 'baik ' : 'RUSAK'}  ${finding.part}: ${finding.words}`)
  }
  if (!board.ok) {
    const state = board.fault.kind === 'bad-settings' ? 'fault' : 'absent'
    add({ part: 'board', state, words: boardWords(world, options.board, board.fault) })
  } else {
    add({ part: 'board', state: 'good', words: board.value.label })
    add(await checkScanner(world, board.value))
    for (const finding of await checkCamera(world, board.value, partLimitMs)) add(finding)
    add(await checkLink(world, board.value, options.data))
  }
  add(await checkStorage(world, options.data))
  add(await checkKept(world.openDisk(options.data)))
  add(await checkSeal(world))
  if (board.ok) {
    const free = board.value.facts.freeBytes()
    const celsius = board.value.facts.temperatureCelsius()
    add({
      part: 'space',
      state: free !== undefined && free < 500e6 ? 'fault' : 'good',
      words: `${Math.round((free ?? 0) / 1e6)} MB kosong`,
    })
    if (celsius !== undefined) {
      add({
        part: 'temperature',
        state: celsius > board.value.hotCelsius ? 'fault' : 'good',
        words: `${celsius.toFixed(0)} derajat`,
      })
    }
    board.value.indicator.close()
    board.value.buttons.close()
    await board.value.camera.close()
    await board.value.close()
  }
  const limits = 'Sensor kecil tanpa sertifikat: pra-rekam dan bukti, bukan pengganti pemindai resmi.'
  if (options.json)
    world.print(JSON.stringify({ software: world.software, board: options.board, findings, limits }))
  else world.print(limits)
  if (findings.some(({ state }) => state === 'fault')) return exit.fault
  return findings.some(({ state }) => state === 'absent') ? exit.absent : exit.done
}

async function checkScanner(world: ConsoleWorld, board: ConsoleBoard): Promise<Finding> {
  using deadline = world.clock.deadline(partLimitMs, world.stopped)
  const opened = await board.openScanner(deadline.signal)
  if (!opened.ok) {
    const absent = opened.fault.kind === 'unplugged' || opened.fault.kind === 'silent'
    return { part: 'scanner', state: absent ? 'absent' : 'fault', words: scannerWords(opened.fault) }
  }
  const { maker, model, widthPx, heightPx, dpi } = opened.value.identity
  await opened.value.close()
  return { part: 'scanner', state: 'good', words: `${maker} ${model}, ${widthPx} x ${heightPx}, ${dpi} dpi` }
}

async function checkStorage(world: ConsoleWorld, folder: string): Promise<Finding> {
  const disk = world.openDisk(folder)
  const started = world.clock.monotonicMs()
  const stored = await inOrder([
    () => disk.makeDirectory('doctor'),
    () => disk.write('doctor/probe', world.entropy.bytes(4_096)),
    () => disk.syncDirectory('doctor'),
    () => disk.remove('doctor'),
  ])
  const broken = stored.ok ? '' : `Tidak dapat menyimpan (${stored.fault.kind}). Periksa kartu memori.`
  if (broken) return { part: 'storage', state: 'fault', words: broken }
  const ms = Math.round(world.clock.monotonicMs() - started)
  return { part: 'storage', state: 'good', words: `tulis dan simpan ${ms} ms` }
}

async function checkSeal(world: ConsoleWorld): Promise<Finding> {
  const keys = await makeRegistryKeys(world.entropy)
  const plain = world.entropy.bytes(1_000)
  const sealed = await sealToRecipients(keys.keyList.recipients, plain)
  const opened = await openSealed(keys.identity, sealed)
  const same = opened.ok && Buffer.from(opened.value).equals(Buffer.from(plain))
  return {
    part: 'seal',
    state: same ? 'good' : 'fault',
    words: same ? 'segel dan buka dengan kunci uji' : 'Segel tidak dapat dibuka.',
  }
}
