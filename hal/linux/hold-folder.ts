import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import { err, ok, type Result } from '../contract/result.ts'

/** One process at a time owns a folder; the hold ends with `release` or with the process, however it dies. */
export interface FolderHold {
  release(): void
}

/**
 * Holds a folder through a socket name in the kernel (unix(7), abstract names). Unlike a lock file it cannot
 * outlive a power cut or a `kill -9`.
 */
export function holdFolder(folder: string): Promise<Result<FolderHold, { readonly kind: 'held' }>> {
  mkdirSync(folder, { recursive: true })
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 40)
  const server = createServer().unref()
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      cause.code === 'EADDRINUSE' ? resolve(err({ kind: 'held' })) : reject(cause),
    )
    server.listen(`\0rekam-${name}`, () => resolve(ok({ release: () => server.close() })))
  })
}
