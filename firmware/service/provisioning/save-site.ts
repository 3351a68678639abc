import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import type { Result } from '../../../hal/contract/result.ts'
import type { Site } from './site.ts'

/** Replaces `site.json` durably and in one step: the box is one school's or the other's, never in between. */
export function saveSite(disk: Disk, site: Site): Promise<Result<void, DiskFault>> {
  return inOrder([
    () => disk.makeDirectory('.'),
    () => disk.write('site.json.new', Buffer.from(JSON.stringify(site, undefined, 2))),
    () => disk.rename('site.json.new', 'site.json'),
    () => disk.syncDirectory('.'),
  ])
}
