import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { type KeyList, keyListSchema } from '../seal/key-list.ts'
import { type Document, openDocument } from '../state/document.ts'
import type { StateFault } from '../state/durable-adapter.ts'
import type { Site } from './site.ts'

/** The key list in force: the one this box was provisioned with, or the newest that came since. */
export async function openKeyList(
  disk: Disk,
  { keyList }: Site,
): Promise<Result<Document<KeyList>, DiskFault | StateFault>> {
  const parse = (raw: unknown) => keyListSchema.safeParse(raw).data
  const opened = await openDocument(disk, 'state/key-list.json', parse, keyList)
  if (!opened.ok || opened.value.value.number >= keyList.number) return opened
  const renewed = await opened.value.replace(keyList)
  return renewed.ok ? ok(opened.value) : renewed
}
