import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { runSchool } from '../../boards/world/run-school.ts'
import { livePlan } from '../../sim/world/live-plan.ts'
import { drawPlan } from '../../sim/world/plan.ts'
import { findPlantedBugs, type SeedsReport } from '../world/live-seeds.ts'
import type { Row } from './row.ts'

/** How long a simulated day takes, and how many seeds it takes to find what is planted. */
export async function worldDay(): Promise<Row[]> {
  await livePlan(drawPlan(0, 1, 8, 1), runSchool)
  const startedMs = performance.now()
  const { students, kept, broken } = await livePlan(drawPlan(1, 1, 70, 1), runSchool)
  const seconds = (performance.now() - startedMs) / 1_000
  const found = [...(await findPlantedBugs(100))].map(([bug, one]) => `${bug} by seed ${one?.seed}`)
  return [
    {
      what: 'simulated day of 70 students',
      measured: `${seconds.toFixed(1)} s`,
      budget: '5 s',
      within: seconds <= 5 && broken.length === 0,
      note: `faults on, ${kept} receipts, ${(students / seconds).toFixed(1)} students/s, ${broken.length} broken promises`,
    },
    {
      what: 'planted mistakes',
      measured: `${found.length} of 5 found`,
      budget: '5',
      within: found.length === 5,
      note: found.join(', '),
    },
  ]
}

const nightlySeeds = 10_000
const share = 250
const self = fileURLToPath(new URL('world-share.ts', import.meta.url))

/** Ten thousand short days, on as many cores as there are. */
export async function worldSeeds(cores: number, seeds = nightlySeeds): Promise<Row[]> {
  const startedMs = performance.now()
  const firsts = Array.from({ length: Math.ceil(seeds / share) }, (_, at) => 1_000 + at * share)
  const reports: SeedsReport[] = []
  const work = async () => {
    for (let first = firsts.shift(); first !== undefined; first = firsts.shift())
      reports.push(await liveShare(first))
  }
  await Promise.all(Array.from({ length: cores }, work))
  const seconds = (performance.now() - startedMs) / 1_000
  const students = reports.reduce((sum, report) => sum + report.students, 0)
  const received = reports.reduce((sum, report) => sum + report.received, 0)
  const broken = reports.flatMap((report) => report.broken)
  return [
    {
      what: `world, ${seeds} seeds`,
      measured: `${broken.length} broken promises`,
      budget: '0',
      within: broken.length === 0,
      note: `${students} students, ${received} at the office, ${(students / seconds).toFixed(1)} students/s on ${cores} cores ${broken.slice(0, 5).join('; ')}`,
    },
  ]
}

// A process of its own: the world takes the place of the process's own randomness.
async function liveShare(first: number): Promise<SeedsReport> {
  const child = spawn(process.execPath, [self, String(first), String(share)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => {
    told += chunk.toString()
  })
  await once(child, 'exit')
  return JSON.parse(told)
}
