import { z } from 'zod'
import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import type { Document } from '../../custody/document/document.ts'
import type { StateFault } from '../../custody/document/durable-adapter.ts'
import { damagedFolderOf, openOrRecoverDocument } from '../../custody/document/open-or-recover-document.ts'
import { versioned } from '../../custody/document/versioned.ts'

const indexSchema = z.strictObject({
  v: z.literal(2),
  /** Counts imports; the shards of one lie in `roster/<generation>/`. */
  generation: z.int().nonnegative(),
  shards: z.array(z.strictObject({ path: z.string(), className: z.string() })),
})

/** Which files are the class lists now. */
export interface RosterIndex extends z.infer<typeof indexSchema> {}

/** Version 1 had the paths alone: what class one is for was known only by opening it. */
export const parseIndex = versioned<RosterIndex>(2, indexSchema, [
  ({ shards, ...index }) => ({
    ...index,
    v: 2,
    shards: Array.isArray(shards) ? shards.map((path) => ({ path, className: '' })) : shards,
  }),
])

const path = 'roster/index.json'

/** Opens the index; a damaged one is made again from the shards that are there. */
export async function openIndex(disk: Disk): Promise<Result<Document<RosterIndex>, StateFault>> {
  const opened = await openOrRecoverDocument(disk, path, parseIndex, { v: 2, generation: 0, shards: [] })
  if (!opened.ok) return opened
  const { document, rebuilt } = opened.value
  const lost = rebuilt || document.value.generation > 0 ? ok(rebuilt) : await wasDamaged(disk)
  if (!lost.ok) return lost
  if (!lost.value) return ok(document)
  const found = await findShards(disk)
  if (!found.ok || found.value.shards.length === 0) return found.ok ? ok(document) : found
  const saved = await document.replace(found.value)
  return saved.ok ? ok(document) : saved
}

// A cut can come between setting a damaged index aside and writing the new one. Without a damaged one, shards that
// no index names are of an import that was never finished.
async function wasDamaged(disk: Disk): Promise<Result<boolean, DiskFault>> {
  const listed = await disk.list(damagedFolderOf(path))
  if (!listed.ok) return listed.fault.kind === 'not-found' ? ok(false) : listed
  return ok(listed.value.some(({ name }) => name.startsWith('index.json')))
}

// In rising order, so that of two lists with the same pupil the later one counts.
async function findShards(disk: Disk): Promise<Result<RosterIndex, StateFault>> {
  const index: RosterIndex = { v: 2, generation: 0, shards: [] }
  const listed = await disk.list('roster')
  if (!listed.ok) return listed.fault.kind === 'not-found' ? ok(index) : listed
  const numbers = listed.value.map(({ name }) => Number(name)).filter((number) => number > 0)
  for (const generation of numbers.sort((a, b) => a - b)) {
    const files = await disk.list(`roster/${generation}`)
    if (!files.ok) return files
    const shards = files.value.filter(({ name }) => name.endsWith('.json'))
    index.generation = generation
    index.shards.push(...shards.map(({ name }) => ({ path: `roster/${generation}/${name}`, className: '' })))
  }
  return ok(index)
}
