import type { Disk } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { type Document, openDocument } from './document.ts'
import type { StateFault } from './durable-adapter.ts'
import { quarantine } from './quarantine.ts'
import type { Parse } from './versioned.ts'

export interface SoundDocument<T> {
  readonly document: Document<T>
  /** Whether the document there could not be read any more and went to quarantine. */
  readonly rebuilt: boolean
}

/**
 * Opens a document even when both generations are damaged: they go to quarantine in `damaged/` of its room's folder,
 * and it begins again with `rebuild`. A document of a later Rekam stays a fault, and so does one that the medium does
 * not give: neither is damaged.
 */
export async function openOrRecoverDocument<T>(
  disk: Disk,
  path: string,
  parse: Parse<T>,
  rebuild: T,
): Promise<Result<SoundDocument<T>, StateFault>> {
  const opened = await openDocument(disk, path, parse, rebuild)
  if (opened.ok) return ok({ document: opened.value, rebuilt: false })
  if (opened.fault.kind !== 'damaged') return opened
  for (const generation of [path, `${path}.prev`]) {
    const aside = await quarantine(disk, generation, damagedFolderOf(path))
    if (!aside.ok && aside.fault.kind !== 'not-found') return aside
  }
  const again = await openDocument(disk, path, parse, rebuild)
  return again.ok ? ok({ document: again.value, rebuilt: true }) : again
}

/** Where the damaged generations of a document go. */
export function damagedFolderOf(path: string): string {
  return `${path.split('/')[0]}/damaged`
}
