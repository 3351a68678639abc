import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { type KeyList, readKeyList } from '../../custody/crypto/key-list.ts'
import type { ListFault } from '../../custody/crypto/numbered-list.ts'
import type { SignedDocument } from '../../custody/crypto/signed-document.ts'
import type { StateFault } from '../../custody/document/durable-adapter.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import {
  type ActiveKeyList,
  activeKeyList,
  activeReceiptKeys,
  openKeyListDocument,
  type Provisioned,
} from './active-key-list.ts'

/** Whom this kiosk seals for and believes, while it runs. */
export interface ActiveKeys {
  readonly list: KeyList
  /** Keys whose receipts count; none while a later list is lost. */
  readonly receiptKeys: readonly string[]
  /** Number of a later list that is damaged since: no visit begins until one at least as new is brought. */
  readonly lost: number | undefined
  /** Puts the list in force that is to follow, at once and durably; a lower number never. */
  take(document: SignedDocument): Promise<Result<'new' | 'known', ListFault | StateFault>>
}

/** The keys of a kiosk that does not run, for a command. */
export async function openActiveKeys(
  spool: Spool,
  site: Provisioned,
): Promise<Result<ActiveKeys, StateFault>> {
  const found = await activeKeyList(spool.disk, site, spool.facts)
  return found.ok ? ok(createActiveKeys(spool, site, found.value)) : found
}

export function createActiveKeys(spool: Spool, site: Provisioned, found: ActiveKeyList): ActiveKeys {
  let now = found
  return {
    get list() {
      return now.list
    },
    get receiptKeys() {
      return activeReceiptKeys(now)
    },
    get lost() {
      return now.lost
    },
    async take(document) {
      const next = readKeyList(now.list, document)
      if (!next.ok) return next
      const { number } = next.value
      if (number === now.list.number) return ok('known')
      if (now.lost !== undefined && number < now.lost) return err({ kind: 'older', number })
      const kept = await openKeyListDocument(spool.disk, site)
      const saved = kept.ok ? await kept.value.replace(next.value) : kept
      // A line that fails is written at the next start, which sees the number in the document.
      if (saved.ok) await spool.journal.append({ op: 'key-list', number })
      if (!saved.ok) return saved
      now = { list: next.value, lost: undefined }
      return ok('new')
    },
  }
}
