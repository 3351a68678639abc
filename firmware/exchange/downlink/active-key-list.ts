import type { Disk } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { type KeyList, keyListSchema } from '../../custody/crypto/key-list.ts'
import { usableKeys } from '../../custody/crypto/public-key.ts'
import { type Document, openDocument } from '../../custody/document/document.ts'
import type { StateFault } from '../../custody/document/durable-adapter.ts'
import { openOrRecoverDocument } from '../../custody/document/open-or-recover-document.ts'
import { versioned } from '../../custody/document/versioned.ts'
import { readJournal } from '../../custody/journal/journal.ts'
import { JournalIndex } from '../../custody/spool/journal-index.ts'

/** The list with which a box was provisioned. */
export interface Provisioned {
  readonly keyList: KeyList
}

export interface ActiveKeyList {
  readonly list: KeyList
  /**
   * Number of a later list that was in force once and is damaged since. Until one at least as new is brought,
   * no visit begins, and no receipt is believed: a withdrawn key may be in `list`.
   */
  readonly lost: number | undefined
}

/**
 * The key list this box was provisioned with, or the newest that came since. The journal knows the highest number
 * that was ever in force, so that a damaged list is never followed by an older one unnoticed. Only looks.
 */
export async function activeKeyList(
  disk: Disk,
  { keyList }: Provisioned,
  facts?: JournalIndex,
): Promise<Result<ActiveKeyList, StateFault>> {
  const opened = await openDocument(disk, path, parse, keyList)
  if (!opened.ok && opened.fault.kind !== 'damaged') return opened
  const list = opened.ok && opened.value.value.number >= keyList.number ? opened.value.value : keyList
  const { highestKeyList } = facts ?? (await readFacts(disk))
  return ok({ list, lost: list.number < highestKeyList ? highestKeyList : undefined })
}

/** Public keys whose receipts count; none while a later list is lost. */
export function activeReceiptKeys({ list, lost }: ActiveKeyList): readonly string[] {
  return lost === undefined ? usableKeys(list.receiptKeys) : []
}

/** The list in force of a box that has lost its site; nothing where none came after provisioning. */
export async function storedKeyList(disk: Disk): Promise<KeyList | undefined> {
  const opened = await openDocument<KeyList | null>(disk, path, parse, null)
  return (opened.ok && opened.value.value) || undefined
}

/** The place of the list in force; a damaged one goes to quarantine and written anew. */
export async function openKeyListDocument(
  disk: Disk,
  { keyList }: Provisioned,
): Promise<Result<Document<KeyList>, StateFault>> {
  const opened = await openOrRecoverDocument(disk, path, parse, keyList)
  return opened.ok ? ok(opened.value.document) : opened
}

const path = 'state/key-list.json'
const parse = versioned(1, keyListSchema)

async function readFacts(disk: Disk): Promise<JournalIndex> {
  const journal = await readJournal(disk, 'spool/journal.jsonl')
  return new JournalIndex(journal.ok ? journal.value.entries : [])
}
