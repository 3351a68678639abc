import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { parentOf } from '../../core/names.ts'
import type { StateFault } from '../../custody/document/durable-adapter.ts'
import { openOrRecoverDocument } from '../../custody/document/open-or-recover-document.ts'
import { openIndex, type RosterIndex } from './roster-index.ts'
import { fromStored, parseShard, type StoredStudent, type Student, toStored } from './student.ts'

/** The class lists of this kiosk, in memory for look-ups and on the disk by class. */
export interface RosterStore {
  /** Classes whose list is damaged, by name where it is known: to be imported again. */
  readonly lost: readonly string[]
  /** By NISN or NIK; as fast with 100,000 pupils as with 100. */
  findByNumber(digits: string): Student | undefined
  get(pid: string): Student | undefined
  all(): readonly Student[]
  /** Names of the classes, as people sort them. */
  classes(): readonly string[]
  pupilsOf(className: string): readonly Student[]
  /** Adds and replaces pupils, all or none: the new list counts from the moment its index is durable. */
  save(students: readonly Student[]): Promise<Result<void, DiskFault | StateFault>>
  /** Called after every list that was saved. */
  onSaved(listener: () => void): void
  /** This kiosk has kept a pupil's recording. Known at once, durable when this resolves without a fault. */
  markRecorded(pid: string): Promise<Result<void, DiskFault | StateFault>>
}

export async function openRosterStore(disk: Disk): Promise<Result<RosterStore, StateFault>> {
  const index = await openIndex(disk)
  if (!index.ok) return index
  const read = await readShards(disk, index.value.value.shards)
  if (!read.ok) return read
  let { lost } = read.value
  let memory = createMemory(read.value.students)
  const listeners: (() => void)[] = []
  // Marked as recorded in memory, and refused by the disk.
  const unsaved = new Set<string>()
  const inTurn = createTurns()
  const write: RosterStore['save'] = async (more) => {
    const before = index.value.value
    const merged = createMemory([...memory.byPid.values(), ...more.map((one) => stillRecorded(memory, one))])
    const generation = before.generation + 1
    const shards = await writeShards(disk, generation, merged.byClass)
    if (!shards.ok) return shards
    const still = lost.filter(({ className }) => !merged.byClass.has(className))
    const saved = await index.value.replace({ v: 2, generation, shards: [...shards.value, ...still] })
    if (!saved.ok) return saved
    memory = merged
    lost = still
    for (const listener of listeners) listener()
    const old = new Set(before.shards.map(({ path }) => parentOf(path)))
    return inOrder([...old].map((folder) => () => disk.remove(folder)))
  }
  return ok({
    get lost() {
      return lost.map(({ path, className }) => className || path)
    },
    findByNumber: (digits) => memory.byNumber.get(digits),
    get: (pid) => memory.byPid.get(pid),
    all: () => [...memory.byPid.values()],
    classes: () => [...memory.byClass.keys()].sort(byNameAndNumber.compare),
    pupilsOf: (className) => [...(memory.byClass.get(className)?.values() ?? [])],
    save: (more) => inTurn(() => write(more)),
    onSaved: (listener) => void listeners.push(listener),
    async markRecorded(pid) {
      const known = memory.byPid.get(pid)
      if (!known || (known.recordedHere && !unsaved.has(pid))) return ok()
      unsaved.add(pid)
      remember(memory, asRecorded(known))
      return inTurn(async () => {
        // A list may have come in between.
        const student = asRecorded(memory.byPid.get(pid) ?? known)
        remember(memory, student)
        const { className } = student
        const path = shardPath(index.value.value.generation, className)
        // After an index was rebuilt a class may still lie under an older generation.
        const isIndexed = index.value.value.shards.some((shard) => shard.path === path)
        const saved = await (isIndexed
          ? writeShard(disk, path, memory.byClass.get(className) ?? new Map())
          : write([]))
        if (saved.ok) unsaved.delete(pid)
        return saved
      })
    },
  })
}

interface ReadShards {
  readonly students: readonly Student[]
  /** Classes that cannot be read any more. */
  readonly lost: RosterIndex['shards']
}

async function readShards(
  disk: Disk,
  shards: RosterIndex['shards'],
): Promise<Result<ReadShards, StateFault>> {
  const students: Student[] = []
  const lost: RosterIndex['shards'] = []
  for (const entry of shards) {
    const shard = await openOrRecoverDocument(disk, entry.path, parseShard, emptyShard)
    if (!shard.ok) return shard
    const stored = shard.value.document.value.students
    // No class is stored without a pupil: this one was damaged, now or at an earlier start.
    if (stored.length === 0) lost.push(entry)
    for (const student of stored) students.push(fromStored(student))
  }
  return ok({ students, lost })
}

// One after another: a recording that is marked while a list is being written must be in what counts afterwards.
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let before: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = before.then(work)
    before = done
    return done
  }
}

function asRecorded(student: Student): Student {
  return { ...student, recorded: true, recordedHere: true }
}

// A list was made before this kiosk kept the recording.
function stillRecorded({ byPid }: Memory, student: Student): Student {
  return byPid.get(student.pid)?.recordedHere ? asRecorded(student) : student
}

/** Pupils by `pid`. */
type Pupils = Map<string, Student>

interface Memory {
  readonly byPid: Pupils
  readonly byNumber: Map<string, Student>
  readonly byClass: Map<string, Pupils>
}

function createMemory(students: readonly Student[]): Memory {
  const memory: Memory = { byPid: new Map(), byNumber: new Map(), byClass: new Map() }
  const last = new Map(students.map((student) => [student.pid, student]))
  for (const student of last.values()) remember(memory, student)
  return memory
}

function remember({ byPid, byNumber, byClass }: Memory, student: Student): void {
  byPid.set(student.pid, student)
  if (student.nisn) byNumber.set(student.nisn.reveal(), student)
  if (student.nik) byNumber.set(student.nik.reveal(), student)
  const pupils = byClass.get(student.className) ?? new Map()
  byClass.set(student.className, pupils.set(student.pid, student))
}

const byNameAndNumber = new Intl.Collator('id', { numeric: true })

const emptyShard = { v: 2 as const, students: [] as StoredStudent[] }

// A class's name may hold anything: its file is named by its hash.
function shardPath(generation: number, className: string): string {
  return `roster/${generation}/${sha256Hex(className).slice(0, 16)}.json`
}

// Written twice: when one generation rots the other says the same, and no recorded student is forgotten.
async function writeShard(
  disk: Disk,
  path: string,
  pupils: Pupils,
): Promise<Result<void, DiskFault | StateFault>> {
  // A damaged file there belongs to an index that was lost.
  const shard = await openOrRecoverDocument(disk, path, parseShard, emptyShard)
  if (!shard.ok) return shard
  const stored = { v: 2 as const, students: [...pupils.values()].map(toStored) }
  const replace = () => shard.value.document.replace(stored)
  return inOrder([replace, replace])
}

async function writeShards(
  disk: Disk,
  generation: number,
  classes: Memory['byClass'],
): Promise<Result<RosterIndex['shards'], DiskFault | StateFault>> {
  const shards: RosterIndex['shards'] = []
  for (const [className, pupils] of classes) {
    const path = shardPath(generation, className)
    const written = await writeShard(disk, path, pupils)
    if (!written.ok) return written
    shards.push({ path, className })
  }
  return ok(shards)
}
