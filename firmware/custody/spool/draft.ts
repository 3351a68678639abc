import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import type { Json } from '../../core/canonical-json.ts'
import { type JournalFault, openJournal } from '../journal/journal.ts'
import type { ArchiveEntry } from '../packet/ustar.ts'

/**
 * One unfinished visit on the disk: sealed pieces and a journal that names them. A piece that the journal
 * names is kept; a file that it does not name was never promised.
 */
export interface Draft {
  readonly visitId: string
  readonly entries: readonly Json[]
  append(entry: Json): Promise<Result<void, DiskFault>>
  /** Stores a sealed piece under a name never used before in this draft, then journals `entry`. Three flushes. */
  keep(file: string, sealed: Uint8Array, entry: Json): Promise<Result<void, DiskFault>>
  read(file: string): Promise<Result<Uint8Array, DiskFault>>
  readAll(files: readonly string[]): Promise<Result<readonly ArchiveEntry[], DiskFault>>
}

const root = 'spool/draft'

export async function openDraft(disk: Disk, visitId: string): Promise<Result<Draft, JournalFault>> {
  const directory = `${root}/${visitId}`
  const made = await disk.makeDirectory(directory)
  if (!made.ok) return made
  const journal = await openJournal(disk, `${directory}/visit.jsonl`)
  if (!journal.ok) return journal
  const read = (file: string) => disk.read(`${directory}/${file}`)
  return ok({
    visitId,
    entries: journal.value.entries,
    append: (entry) => journal.value.append(entry),
    async keep(file, sealed, entry) {
      const written = await disk.write(`${directory}/${file}`, sealed)
      if (!written.ok) return written
      const named = await disk.syncDirectory(directory)
      return named.ok ? journal.value.append(entry) : named
    },
    read,
    async readAll(files) {
      const entries: ArchiveEntry[] = []
      for (const name of files) {
        const bytes = await read(name)
        if (!bytes.ok) return bytes
        entries.push({ name, bytes: bytes.value })
      }
      return ok(entries)
    },
  })
}

/** Visits that were begun and neither closed nor given up. */
export async function listDrafts(disk: Disk): Promise<Result<readonly string[], DiskFault>> {
  const listed = await disk.list(root)
  if (!listed.ok) return listed.fault.kind === 'not-found' ? ok([]) : listed
  return ok(listed.value.filter((entry) => entry.directory).map((entry) => entry.name))
}

/** Removes a draft, after its packet is durable or when nothing of it may be kept. */
export async function removeDraft(disk: Disk, visitId: string): Promise<Result<void, DiskFault>> {
  const removed = await disk.remove(`${root}/${visitId}`)
  return removed.ok ? disk.syncDirectory(root) : removed
}
