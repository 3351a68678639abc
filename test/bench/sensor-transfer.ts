import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openScanner, type ScannerModel } from '../../hal/driver/scanner/open-scanner.ts'
import { createOpenSerialLine } from '../../hal/linux/node-serial-line.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { median, type Row } from './row.ts'

const rounds = 5
const entry = fileURLToPath(new URL('../../boards/rekam.ts', import.meta.url))

// fingerprint.md section 9: bytes both ways for one image, at 128 bytes a frame where there are frames.
const cases: readonly { readonly model: ScannerModel; readonly baud: number; readonly wireBytes: number }[] =
  [
    { model: 'R503', baud: 57_600, wireBytes: 20_040 },
    { model: 'R503', baud: 115_200, wireBytes: 20_040 },
    { model: 'R307', baud: 57_600, wireBytes: 40_056 },
    { model: 'R307', baud: 115_200, wireBytes: 40_056 },
    { model: 'FPM383C', baud: 57_600, wireBytes: 13_924 },
    { model: 'GT-511C3', baud: 115_200, wireBytes: 52_146 },
  ]

/** Images over a pseudo-terminal with the real `serialport`, against ten bits a byte. */
export async function sensorTransfer(): Promise<Row[]> {
  const rows: Row[] = []
  for (const one of cases) rows.push(await measure(one))
  return rows
}

async function measure({ model, baud, wireBytes }: (typeof cases)[number]): Promise<Row> {
  const clock = createRealClock()
  const never = new AbortController().signal
  const twin = await startTwin(model, baud)
  const scanner = await openScanner(createOpenSerialLine(), clock, { path: twin.path, baud, model }, never)
  if (!scanner.ok) throw new Error(JSON.stringify(scanner.fault))
  // The first image also pays for code that runs for the first time.
  await scanner.value.capture(never)
  const times: number[] = []
  const before = process.cpuUsage()
  for (let round = 0; round < rounds; round += 1) {
    const image = await scanner.value.capture(never)
    if (!image.ok) throw new Error(JSON.stringify(image.fault))
    times.push(image.value.transferMs)
  }
  const cpu = process.cpuUsage(before)
  await scanner.value.close()
  await twin.stop()
  const wireMs = (wireBytes * 10_000) / baud
  const ratio = median(times) / wireMs
  const cpuMs = (cpu.user + cpu.system) / 1_000 / rounds
  return {
    what: `sensor image, ${model} at ${baud} baud`,
    measured: `${ratio.toFixed(3)} x wire time`,
    budget: '1.02 x',
    within: ratio <= 1.02,
    note: `${median(times).toFixed(0)} of ${wireMs.toFixed(0)} ms, ${cpuMs.toFixed(0)} ms of this processor`,
  }
}

/** A twin in a process of its own, so that its work is not counted here. */
async function startTwin(model: string, baud: number) {
  const path = join(mkdtempSync(join(tmpdir(), 'rekam-bench-')), 'sensor')
  const rate = model.startsWith('GT') ? [] : ['--baud', String(baud)]
  const words = ['sim', 'sensor', '--model', model, '--link', path, '--finger', 'bench:2', ...rate]
  const child = spawn(process.execPath, [entry, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return {
    path,
    async stop() {
      const gone = once(child, 'exit')
      child.kill('SIGINT')
      await gone
    },
  }
}
