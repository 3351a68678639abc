import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import type { DiskFault } from '../contract/disk.ts'
import { err, ok, type Result } from '../contract/result.ts'
import { createNodeDisk } from './node-disk.ts'

/** One process at a time owns a folder; the hold ends with `release` or with the process, however it dies. */
export interface FolderHold {
  release(): void
}

export type HoldFault =
  | { readonly kind: 'held' }
  /** It is not there, and the disk does not let it be made. */
  | { readonly kind: 'refused'; readonly fault: DiskFault }

/**
 * Holds a folder through a socket name in the kernel (unix(7), abstract names). Unlike a lock file it cannot
 * outlive a power cut or a `kill -9`.
 */
export async function holdFolder(folder: string): Promise<Result<FolderHold, HoldFault>> {
  const made = await createNodeDisk(folder).makeDirectory('.')
  if (!made.ok) return err({ kind: 'refused', fault: made.fault })
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 40)
  const server = createServer().unref()
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      cause.code === 'EADDRINUSE' ? resolve(err({ kind: 'held' })) : reject(cause),
    )
    server.listen(`\0rekam-${name}`, () => resolve(ok({ release: () => server.close() })))
  })
}
