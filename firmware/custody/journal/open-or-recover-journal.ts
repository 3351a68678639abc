import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import type { Json } from '../../core/canonical-json.ts'
import { sha256Hex } from '../../core/hash.ts'
import { quarantine } from '../document/quarantine.ts'
import { type Journal, type JournalFault, openJournal, replaceJournal } from './journal.ts'
import type { EntryOf, JournalEntry } from './journal-entry.ts'
import { readLine } from './journal-line.ts'

export interface SoundJournal {
  readonly journal: Journal<JournalEntry>
  /** Whether it took the place of a damaged one just now. */
  readonly rebuilt: boolean
}

export const damagedFolder = 'spool/damaged'

/**
 * Opens the spool's journal, whatever became of it. A damaged one goes to quarantine, and a new one begins with what
 * can still be believed; what only the directories know is added when the spool opens. One that the medium does not
 * give is a fault, and stays as it is.
 */
export async function openOrRecoverJournal(
  disk: Disk,
  path: string,
): Promise<Result<SoundJournal, JournalFault>> {
  const opened = await openJournal(disk, path)
  if (opened.ok) {
    // Closed batches were all journaled: without a line of them the journal was lost.
    const lost = opened.value.entries.length === 0 ? await holdsBatches(disk) : ok(false)
    if (!lost.ok) return lost
    if (!lost.value) return ok({ journal: opened.value, rebuilt: false })
  } else if (opened.fault.kind !== 'broken-chain') return opened
  const rebuilt = await rebuild(disk, path)
  if (!rebuilt.ok) return rebuilt
  const again = await openJournal(disk, path)
  return again.ok ? ok({ journal: again.value, rebuilt: true }) : again
}

async function rebuild(disk: Disk, path: string): Promise<Result<void, DiskFault>> {
  const file = await disk.read(path)
  const absent = !file.ok && file.fault.kind === 'not-found'
  if (!file.ok && !absent) return file
  const bytes = Buffer.from(file.ok ? file.value : [])
  const { entries, lost } = recoverLines(bytes.toString('utf8'))
  // A second name: the old journal stays in its place until the new one takes it.
  const named = absent ? ok(undefined) : await quarantine(disk, path, damagedFolder, 'link')
  if (!named.ok) return named
  const first: EntryOf<'rebuilt'> = {
    op: 'rebuilt',
    damaged: named.value,
    sha256: sha256Hex(bytes),
    lines: entries.length,
    lost,
  }
  return replaceJournal(disk, path, [first, ...entries])
}

async function holdsBatches(disk: Disk): Promise<Result<boolean, DiskFault>> {
  for (const place of ['spool/batch', 'spool/done']) {
    const listed = await disk.list(place)
    if (!listed.ok && listed.fault.kind !== 'not-found') return listed
    if (listed.ok && listed.value.length > 0) return ok(true)
  }
  return ok(false)
}

/** The lines that can still be believed of a journal whose chain is broken. */
export interface Salvage {
  readonly entries: readonly Json[]
  /** How many lines cannot. */
  readonly lost: number
}

/** Takes over every line that is whole: a flipped bit costs the line it stands in, and no other. */
export function recoverLines(text: string): Salvage {
  const lines = text.split('\n').slice(0, -1)
  const entries = lines.flatMap((line) => readLine(line)?.entry ?? [])
  return { entries, lost: lines.length - entries.length }
}
