import { stat } from 'node:fs/promises'
import { aroundDisk } from '../../hal/contract/around-disk.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import type { MediaChange, MediaFault, RemovableMedia, Stick } from '../../hal/contract/removable-media.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { openStickFolder, type StickFolder } from '../../hal/linux/stick-folder.ts'

const pollMs = 500

/** A stick for a laptop: plugged while `folder` is there. Make the folder to put it in, move it away to pull it. */
export function createFolderSticks(clock: Clock, folder: string): RemovableMedia {
  return {
    async *watch(signal): AsyncIterable<MediaChange> {
      let plugged: { readonly stick: Stick; readonly shown: StickFolder } | undefined
      for (let count = 1; !signal.aborted; ) {
        const isThere = await isFolder(folder)
        if (plugged && !isThere) {
          const { id } = plugged.stick
          plugged.shown.close()
          plugged = undefined
          yield { kind: 'detached', id }
        } else if (!plugged && isThere) {
          const shown = openStickFolder(folder)
          plugged = { stick: folderStick(`folder-${count}`, folder, shown), shown }
          count += 1
          yield { kind: 'attached', stick: plugged.stick }
        }
        await clock.sleep(pollMs, signal)
      }
      plugged?.shown.close()
    },
  }
}

function folderStick(id: string, folder: string, shown: StickFolder): Stick {
  const check = async (signal: AbortSignal): Promise<Result<void, MediaFault>> => {
    if (shown.closed || !(await isFolder(folder))) return err({ kind: 'gone' })
    return signal.aborted ? err({ kind: 'cancelled' }) : ok()
  }
  return {
    id,
    label: '',
    fileSystem: 'other',
    readOnly: false,
    // One that was moved away must not come back as an empty folder before that is noticed.
    disk: aroundDisk(shown.disk, async ({ path }, work) =>
      (await isFolder(folder)) ? work() : err({ kind: 'gone', path }),
    ),
    space: () => shown.space(),
    // A folder cannot be released and opened again: the bytes read back may come from memory.
    reread: check,
    async release(signal) {
      const checked = await check(signal)
      shown.close()
      return checked
    },
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
