import { z } from 'zod'
import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { sha256Hex } from '../base/hash.ts'
import type { StateFault } from '../state/durable-adapter.ts'
import { openDocument } from '../state/document.ts'
import { fromStored, shardSchema, type StoredStudent, type Student, toStored } from './student.ts'

/** The class lists of this kiosk, in memory for look-ups and on the disk by class. */
export interface RosterStore {
  /** By NISN or NIK; as fast with 100,000 pupils as with 100. */
  findByNumber(digits: string): Student | undefined
  get(pid: string): Student | undefined
  all(): readonly Student[]
  /** Adds and replaces pupils, all or none: the new list counts from the moment its index is durable. */
  save(students: readonly Student[]): Promise<Result<void, DiskFault | StateFault>>
}

const indexSchema = z.strictObject({
  v: z.literal(1),
  generation: z.int().nonnegative(),
  shards: z.array(z.string()),
})

export async function openRosterStore(disk: Disk): Promise<Result<RosterStore, StateFault>> {
  const parse = (raw: unknown) => indexSchema.safeParse(raw).data
  const index = await openDocument(disk, 'roster/index.json', parse, { v: 1, generation: 0, shards: [] })
  if (!index.ok) return index
  let memory = createMemory([])
  for (const shard of index.value.value.shards) {
    const document = await openShard(disk, shard)
    if (!document.ok) return document
    memory = createMemory([...memory.byPid.values(), ...document.value.value.students.map(fromStored)])
  }
  return ok({
    findByNumber: (digits) => memory.byNumber.get(digits),
    get: (pid) => memory.byPid.get(pid),
    all: () => [...memory.byPid.values()],
    async save(students) {
      const before = index.value.value
      const merged = createMemory([...memory.byPid.values(), ...students])
      const generation = before.generation + 1
      const shards = await writeShards(disk, generation, [...merged.byPid.values()])
      if (!shards.ok) return shards
      const saved = await index.value.replace({ v: 1, generation, shards: shards.value })
      if (!saved.ok) return saved
      memory = merged
      return before.generation > 0 ? disk.remove(`roster/${before.generation}`) : ok()
    },
  })
}

interface Memory {
  readonly byPid: ReadonlyMap<string, Student>
  readonly byNumber: ReadonlyMap<string, Student>
}

function createMemory(students: readonly Student[]): Memory {
  const byPid = new Map(students.map((student) => [student.pid, student]))
  const byNumber = new Map<string, Student>()
  for (const student of byPid.values()) {
    if (student.nisn) byNumber.set(student.nisn.reveal(), student)
    if (student.nik) byNumber.set(student.nik.reveal(), student)
  }
  return { byPid, byNumber }
}

function openShard(disk: Disk, path: string) {
  const empty = { v: 1 as const, students: [] as StoredStudent[] }
  return openDocument(disk, path, (raw) => shardSchema.safeParse(raw).data, empty)
}

// A class's name may hold anything: its file is named by its hash.
async function writeShards(
  disk: Disk,
  generation: number,
  students: readonly Student[],
): Promise<Result<string[], DiskFault | StateFault>> {
  const paths: string[] = []
  for (const [className, pupils] of Map.groupBy(students, (student) => student.className)) {
    const path = `roster/${generation}/${sha256Hex(className).slice(0, 16)}.json`
    const shard = await openShard(disk, path)
    if (!shard.ok) return shard
    const written = await shard.value.replace({ v: 1, students: pupils.map(toStored) })
    if (!written.ok) return err(written.fault)
    paths.push(path)
  }
  return ok(paths)
}
