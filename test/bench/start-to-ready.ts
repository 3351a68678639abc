import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startDesk } from '../flow/desk-process.ts'
import { median, type Row } from './row.ts'

const packaged = fileURLToPath(new URL(`../../dist/rekam-linux-${process.arch}/rekam`, import.meta.url))
const entry = fileURLToPath(new URL('../../boards/rekam.ts', import.meta.url))
const rounds = 5

/** From the start of the process to the printed address, and the memory it then holds. */
export async function startToReady(): Promise<Row[]> {
  const checkout = await measure('checkout', [process.execPath, entry])
  const rows = checkout.map((row): Row => ({ ...row, budget: undefined }))
  return existsSync(packaged) ? [...rows, ...(await measure('packaged', [packaged]))] : rows
}

async function measure(name: string, command: readonly string[]): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-bench-'))
  const times: number[] = []
  const sizes: number[] = []
  // The first start makes keys and roster; a box does that once.
  for (let round = 0; round <= rounds; round += 1) {
    const started = performance.now()
    const desk = await startDesk(folder, command)
    if (round > 0) {
      times.push(performance.now() - started)
      sizes.push(residentMegabytes(desk.child.pid ?? 0))
    }
    await desk.interrupt()
  }
  return [
    {
      what: `start to ready, ${name}`,
      measured: `${median(times).toFixed(0)} ms`,
      budget: '700 ms',
      within: median(times) <= 700,
      note: 'desk board with its twins and its district in the same process',
    },
    {
      what: `memory when ready, ${name}`,
      measured: `${median(sizes).toFixed(0)} MB`,
      budget: '110 MB',
      within: median(sizes) <= 110,
      note: 'resident set of that process',
    },
  ]
}

function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1_024
}
