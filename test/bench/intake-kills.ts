import { killIntake } from '../power/kill-intake.ts'
import type { Row } from './row.ts'

const kills = 200

/** `rekam intake` killed at random moments of its work, again and again. */
export async function intakeKills(): Promise<Row[]> {
  const report = await killIntake(kills, 2)
  return [
    {
      what: 'intake killed at random moments',
      measured: `${report.broken.length} broken promises`,
      budget: '0',
      within: report.broken.length === 0,
      note: `${report.kills} kills, ${report.midWork} with part of the students stored, ${report.rounds} folders taken in`,
    },
  ]
}
