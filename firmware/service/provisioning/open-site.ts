import type { Disk } from '../../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { jsonFrom } from '../../core/json-from.ts'
import { type Site, siteSchema } from './site.ts'

/** Reads `site.json`: which school this box belongs to, and whom it trusts. */
export async function openSite(disk: Disk): Promise<Result<Site | undefined, { readonly kind: string }>> {
  const found = await disk.read('site.json')
  if (!found.ok) return found.fault.kind === 'not-found' ? ok(undefined) : found
  const site = siteSchema.safeParse(jsonFrom(found.value))
  return site.success ? ok(site.data) : err({ kind: 'bad-site' })
}
