import type { Disk } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { type KeyList, keyListSchema, readKeyList } from '../seal/key-list.ts'
import type { ListFault } from '../seal/numbered-list.ts'
import { usableKeys } from '../seal/public-key.ts'
import type { SignedDocument } from '../seal/signed-document.ts'
import { readJournal } from '../spool/journal.ts'
import type { Spool } from '../spool/spool.ts'
import { SpoolFacts } from '../spool/spool-facts.ts'
import { openDocument } from '../state/document.ts'
import type { StateFault } from '../state/durable-adapter.ts'
import { openSoundDocument } from '../state/open-sound-document.ts'
import { versioned } from '../state/versioned.ts'
import type { Site } from './site.ts'

export interface KeyListInForce {
  readonly list: KeyList
  /**
   * Number of a later list that was in force once and is damaged since. Until one at least as new is brought,
   * nobody is taken in, and no receipt is believed: a key that was withdrawn may stand in `list`.
   */
  readonly lost: number | undefined
}

/**
 * The key list this box was provisioned with, or the newest that came since. The journal knows the highest number
 * that was ever in force, so that a damaged list is never followed by an older one unnoticed. Only looks.
 */
export async function keyListInForce(
  disk: Disk,
  { keyList }: Site,
  facts?: SpoolFacts,
): Promise<Result<KeyListInForce, StateFault>> {
  const opened = await openDocument(disk, path, parse, keyList)
  if (!opened.ok && opened.fault.kind !== 'damaged' && opened.fault.kind !== 'broken') return opened
  const list = opened.ok && opened.value.value.number >= keyList.number ? opened.value.value : keyList
  const { highestKeyList } = facts ?? (await readFacts(disk))
  return ok({ list, lost: list.number < highestKeyList ? highestKeyList : undefined })
}

/** Public keys whose receipts count; none while a later list is lost. */
export function receiptKeysInForce({ list, lost }: KeyListInForce): readonly string[] {
  return lost === undefined ? usableKeys(list.receiptKeys) : []
}

/**
 * Takes the list that follows the one in force, by the rules of numbered lists, and puts it in force. The one in force
 * again is fine. A running kiosk follows it at its next start.
 */
export async function takeKeyList(
  spool: Spool,
  site: Site,
  document: SignedDocument,
): Promise<Result<KeyListInForce, ListFault | StateFault>> {
  const current = await keyListInForce(spool.disk, site, spool.facts)
  if (!current.ok) return current
  const { list, lost } = current.value
  const next = readKeyList(list, document)
  if (!next.ok) return next
  if (next.value.number === list.number) return current
  const replaced = await replaceKeyList(spool, site, next.value)
  if (!replaced.ok) return replaced
  const isStillLost = lost !== undefined && next.value.number < lost
  return ok({ list: next.value, lost: isStillLost ? lost : undefined })
}

/** Puts a list in force that `readKeyList` allowed to follow. */
export async function replaceKeyList(
  { disk, journal }: Spool,
  { keyList }: Site,
  next: KeyList,
): Promise<Result<void, StateFault>> {
  const opened = await openSoundDocument(disk, path, parse, keyList)
  if (!opened.ok) return opened
  const replaced = await opened.value.document.replace(next)
  return replaced.ok ? journal.append({ op: 'key-list', number: next.number }) : replaced
}

const path = 'state/key-list.json'
const parse = versioned(1, keyListSchema)

async function readFacts(disk: Disk): Promise<SpoolFacts> {
  const journal = await readJournal(disk, 'spool/journal.jsonl')
  return new SpoolFacts(journal.ok ? journal.value.entries : [])
}
