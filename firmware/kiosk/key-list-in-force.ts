import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { type KeyList, keyListSchema } from '../seal/key-list.ts'
import { openDocument } from '../state/document.ts'
import type { StateFault } from '../state/durable-adapter.ts'
import type { Site } from './site.ts'

/** The key list this box was provisioned with, or the newest that came since. Only looks. */
export async function keyListInForce(
  disk: Disk,
  { keyList }: Site,
): Promise<Result<KeyList, DiskFault | StateFault>> {
  const opened = await openList(disk, keyList)
  if (!opened.ok) return opened
  const { value } = opened.value
  return ok(value.number < keyList.number ? keyList : value)
}

/** Puts a list in force that `readKeyList` allowed to follow. A running kiosk sees it at its next start. */
export async function replaceKeyList(
  disk: Disk,
  { keyList }: Site,
  next: KeyList,
): Promise<Result<void, DiskFault | StateFault>> {
  const opened = await openList(disk, keyList)
  return opened.ok ? opened.value.replace(next) : opened
}

function openList(disk: Disk, initial: KeyList) {
  const parse = (raw: unknown) => keyListSchema.safeParse(raw).data
  return openDocument(disk, 'state/key-list.json', parse, initial)
}
