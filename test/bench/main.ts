import { availableParallelism } from 'node:os'
import { atRest } from './at-rest.ts'
import { coaching } from './coaching.ts'
import { fingerLoop } from './finger-loop.ts'
import { hostile } from './hostile.ts'
import { intake } from './intake.ts'
import { intakeKills } from './intake-kills.ts'
import { kioskSnapshots } from './kiosk-snapshots.ts'
import { links } from './links.ts'
import { manyKiosks } from './many-kiosks.ts'
import { matcher } from './matcher.ts'
import { panelSize } from './panel-size.ts'
import { panelSpeed } from './panel-speed.ts'
import { powerCuts } from './power-cuts.ts'
import { rareLink } from './rare-link.ts'
import type { Row } from './row.ts'
import { schoolVisitors } from './school-visitors.ts'
import { sensorTransfer } from './sensor-transfer.ts'
import { soak } from './soak.ts'
import { spool } from './spool.ts'
import { startToReady } from './start-to-ready.ts'
import { studentsAtPanel } from './students.ts'
import { wire } from './wire.ts'
import { worldDay, worldSeeds } from './world.ts'

const short = {
  panel: async () => [await panelSize(), ...(await panelSpeed())],
  visitors: schoolVisitors,
  start: startToReady,
  rest: atRest,
  sensor: sensorTransfer,
  wire,
  spool,
  loop: fingerLoop,
  coaching: async () => coaching(),
  intake: () => intake(200),
  day: worldDay,
} as const

/** Minutes, not seconds: for `make nightly`. */
const long = {
  matcher: async () => matcher(),
  soak,
  kills: intakeKills,
  hostile: () => hostile(5_000, 800),
  office: () => intake(500),
  world: () => worldSeeds(availableParallelism()),
  cuts: powerCuts,
  students: studentsAtPanel,
  snapshots: kioskSnapshots,
  kiosks: manyKiosks,
  rare: rareLink,
  links,
} as const

/** Measures what is named, or all that is short, and prints each as it comes. */
async function main(names: readonly string[]): Promise<void> {
  const benches: Readonly<Record<string, () => Promise<Row[]>>> = { ...short, ...long }
  const wanted = names.length > 0 ? names : Object.keys(short)
  const unknown = wanted.filter((name) => !benches[name])
  if (unknown.length > 0)
    throw new Error(`no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)
  for (const name of wanted) for (const row of (await benches[name]?.()) ?? []) console.log(line(row))
}

function line({ what, measured, budget, within, note }: Row): string {
  const verdict = budget === undefined ? '' : `${within ? 'within' : 'OVER'} ${budget} `
  return `${what.padEnd(40)} ${measured.padStart(18)}  ${verdict}(${note})`
}

await main(process.argv.slice(2))
