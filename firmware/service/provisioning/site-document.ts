import type { Disk } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { jsonFrom } from '../../core/json-from.ts'
import { type Document, openDocument } from '../../custody/document/document.ts'
import type { StateFault } from '../../custody/document/durable-adapter.ts'
import { quarantine } from '../../custody/document/quarantine.ts'
import { versioned } from '../../custody/document/versioned.ts'
import { type Site, siteSchema } from './site.ts'

const path = 'site.json'
const parse = versioned<Site | null>(1, siteSchema)

/** Reads `site.json`: which school this box belongs to, and whom it trusts. Nothing before it is provisioned. */
export async function openSite(disk: Disk): Promise<Result<Site | undefined, StateFault>> {
  const opened = await openDocument(disk, path, parse, null)
  if (opened.ok) return ok(opened.value.value ?? undefined)
  const plain = opened.fault.kind === 'damaged' && (await readPlainSite(disk))
  return plain ? ok(plain) : opened
}

/**
 * Replaces `site.json` durably and in one step: the box is one school's or the other's, never in between. Written
 * twice, so that the generation before says the same: were it the school before, one flipped bit would make the box
 * that school's again.
 */
export async function saveSite(disk: Disk, site: Site): Promise<Result<void, StateFault>> {
  const opened = await openDocument(disk, path, parse, null)
  const document = opened.ok ? opened : await beginAnew(disk, opened.fault)
  if (!document.ok) return document
  return inOrder([() => document.value.replace(site), () => document.value.replace(site)])
}

// A file of an earlier version had no checksum; half of one is no whole JSON text, and no header begins one.
async function readPlainSite(disk: Disk): Promise<Site | undefined> {
  const found = await disk.read(path)
  return found.ok ? siteSchema.safeParse(jsonFrom(found.value)).data : undefined
}

async function beginAnew(disk: Disk, fault: StateFault): Promise<Result<Document<Site | null>, StateFault>> {
  if (fault.kind !== 'damaged') return err(fault)
  for (const generation of [path, `${path}.prev`]) {
    const aside = await quarantine(disk, generation, 'state/damaged')
    if (!aside.ok && aside.fault.kind !== 'not-found') return aside
  }
  return openDocument(disk, path, parse, null)
}
