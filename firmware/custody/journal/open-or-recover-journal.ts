import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { quarantine } from '../document/quarantine.ts'
import { type Journal, type JournalFault, openJournal, replaceJournal } from './journal.ts'
import { recoverLines } from './recover-lines.ts'

/** First line of a journal that took the place of a damaged one. */
export interface RebuiltLine {
  readonly op: 'rebuilt'
  /** Name of the old one in `spool/damaged`; absent when there was none any more. */
  readonly damaged: string | undefined
  /** SHA-256 of what could be read of it. */
  readonly sha256: string
  /** Lines taken over from it, and those that were spoiled. */
  readonly lines: number
  readonly lost: number
}

export interface SoundJournal {
  readonly journal: Journal
  /** Whether it took the place of a damaged one just now. */
  readonly rebuilt: boolean
}

export const damagedFolder = 'spool/damaged'

/**
 * Opens the spool's journal, whatever became of it. A damaged one goes to quarantine, and a new one begins with what
 * can still be believed; what only the directories know is added when the spool opens.
 */
export async function openOrRecoverJournal(
  disk: Disk,
  path: string,
): Promise<Result<SoundJournal, JournalFault>> {
  const opened = await openJournal(disk, path)
  if (opened.ok) {
    // Closed batches were all journaled: without a line of them the journal was lost.
    const lost = opened.value.entries.length === 0 && (await holdsBatches(disk))
    if (!lost) return ok({ journal: opened.value, rebuilt: false })
  } else if (opened.fault.kind !== 'broken-chain' && opened.fault.kind !== 'broken') return opened
  const rebuilt = await rebuild(disk, path)
  if (!rebuilt.ok) return rebuilt
  const again = await openJournal(disk, path)
  return again.ok ? ok({ journal: again.value, rebuilt: true }) : again
}

async function rebuild(disk: Disk, path: string): Promise<Result<void, DiskFault>> {
  const file = await disk.read(path)
  const bytes = Buffer.from(file.ok ? file.value : [])
  const { entries, lost } = recoverLines(bytes.toString('utf8'))
  const absent = !file.ok && file.fault.kind === 'not-found'
  // A second name: the old journal stays in its place until the new one takes it.
  const named = absent ? ok(undefined) : await quarantine(disk, path, damagedFolder, 'link')
  if (!named.ok) return named
  const first: RebuiltLine = {
    op: 'rebuilt',
    damaged: named.value,
    sha256: sha256Hex(bytes),
    lines: entries.length,
    lost,
  }
  return replaceJournal(disk, path, [{ ...first }, ...entries])
}

async function holdsBatches(disk: Disk): Promise<boolean> {
  for (const place of ['spool/batch', 'spool/done']) {
    const listed = await disk.list(place)
    if (listed.ok && listed.value.length > 0) return true
  }
  return false
}
