import { createSeededRandom } from '../../sim/random/seeded-random.ts'
import { cutOnExt4, cutOnTwin } from '../power/cut-method.ts'
import { writeMethods } from '../power/write-methods.ts'
import type { Row } from './row.ts'

const cuts = 200

/** Ways to write things down, cut on real ext4 and on the disk in memory, side by side. Needs root. */
export async function powerCuts(): Promise<Row[]> {
  const rows: Row[] = []
  for (const [index, method] of writeMethods.entries()) {
    const ext4 = await cutOnExt4(method, cuts, createSeededRandom(index))
    const twin = await cutOnTwin(method, cuts)
    rows.push({
      what: method.name,
      measured: `${ext4.losing} of ${ext4.cuts} lose`,
      budget: method.faults.length === 0 ? '0' : undefined,
      within: ext4.losing + twin.losing === 0,
      note: `at most ${ext4.worst} items, ${ext4.damaged} damaged; in memory ${twin.losing} of ${twin.cuts}, ${twin.damaged} damaged`,
    })
  }
  return rows
}
