import { cutKiosk } from '../power/cut-kiosk.ts'
import type { Row } from './row.ts'

const cuts = 200

/** `rekam run` on a real ext4, cut at random moments while students are recorded. Needs root. */
export async function kioskSnapshots(): Promise<Row[]> {
  const report = await cutKiosk(cuts, { students: 2, cuts: 20 }, 2)
  return [
    {
      what: 'kiosk cut on ext4 at random moments',
      measured: `${report.broken.length} broken promises`,
      budget: '0',
      within: report.broken.length === 0,
      note: `${report.cuts} cuts, ${report.midVisit} within a visit with pieces kept, ${report.promised} pieces and receipts promised ${report.broken.join('; ')}`,
    },
  ]
}
