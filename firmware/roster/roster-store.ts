import { z } from 'zod'
import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { sha256Hex } from '../base/hash.ts'
import { openDocument } from '../state/document.ts'
import type { StateFault } from '../state/durable-adapter.ts'
import { fromStored, type StoredStudent, type Student, shardSchema, toStored } from './student.ts'

/** The class lists of this kiosk, in memory for look-ups and on the disk by class. */
export interface RosterStore {
  /** By NISN or NIK; as fast with 100,000 pupils as with 100. */
  findByNumber(digits: string): Student | undefined
  get(pid: string): Student | undefined
  all(): readonly Student[]
  /** Adds and replaces pupils, all or none: the new list counts from the moment its index is durable. */
  save(students: readonly Student[]): Promise<Result<void, DiskFault | StateFault>>
  /** This kiosk has kept a pupil's recording. Known at once, durable when this resolves without a fault. */
  markRecorded(pid: string): Promise<Result<void, DiskFault | StateFault>>
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
    async markRecorded(pid) {
      const student = memory.byPid.get(pid)
      if (!student || student.recordedHere) return ok()
      const marked = { ...student, recorded: true, recordedHere: true }
      memory = createMemory([...memory.byPid.values(), marked])
      const { className } = student
      const pupils = [...memory.byPid.values()].filter((one) => one.className === className)
      return writeShard(disk, shardPath(index.value.value.generation, className), pupils)
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
function shardPath(generation: number, className: string): string {
  return `roster/${generation}/${sha256Hex(className).slice(0, 16)}.json`
}

async function writeShard(
  disk: Disk,
  path: string,
  pupils: readonly Student[],
): Promise<Result<void, DiskFault | StateFault>> {
  const shard = await openShard(disk, path)
  return shard.ok ? shard.value.replace({ v: 1, students: pupils.map(toStored) }) : shard
}

async function writeShards(
  disk: Disk,
  generation: number,
  students: readonly Student[],
): Promise<Result<string[], DiskFault | StateFault>> {
  const paths: string[] = []
  for (const [className, pupils] of Map.groupBy(students, (student) => student.className)) {
    const path = shardPath(generation, className)
    const written = await writeShard(disk, path, pupils)
    if (!written.ok) return written
    paths.push(path)
  }
  return ok(paths)
}
