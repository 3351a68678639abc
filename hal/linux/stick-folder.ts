import { statfs } from 'node:fs/promises'
import { aroundDisk } from '../contract/around-disk.ts'
import type { Disk } from '../contract/disk.ts'
import type { MediaFault, MediaSpace } from '../contract/removable-media.ts'
import { err, ok, type Result } from '../contract/result.ts'
import { createNodeDisk } from './node-disk.ts'

/** The folder in which a stick shows, until it is gone. */
export interface StickFolder {
  readonly disk: Disk
  space(): Promise<Result<MediaSpace, MediaFault>>
  /** From here on every call is a fault: what is written to the bare folder would land on our own card. */
  close(): void
  readonly closed: boolean
}

export function openStickFolder(folder: string): StickFolder {
  let closed = false
  const disk = aroundDisk(createNodeDisk(folder), async (call, work) => {
    if (closed) return err({ kind: 'gone', path: call.path })
    // Also where the file system below knows second names: what runs here must run on FAT.
    return call.name === 'link' ? err({ kind: 'read-only', path: call.path }) : work()
  })
  return {
    disk,
    get closed() {
      return closed
    },
    async space() {
      if (closed) return err({ kind: 'gone' })
      return statfs(folder).then(
        ({ bavail, blocks, bsize }) => ok({ freeBytes: bavail * bsize, totalBytes: blocks * bsize }),
        () => err({ kind: 'gone' }),
      )
    },
    close() {
      closed = true
    },
  }
}
