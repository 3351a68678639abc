import { existsSync } from 'node:fs'
import { copyFile, link, mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Whether the words that came with an upload name a file of a batch and nothing else. */
export function isUploadName(
  device: string | null | undefined,
  seq: string | null | undefined,
  name: string | null | undefined,
): boolean {
  return (
    /^rk-[0-9a-f]{10}$/.test(device ?? '') &&
    /^[1-9]\d{0,8}$/.test(seq ?? '') &&
    /^(?:batch\.json|batch\.sig|[0-9a-f]{64}\.packet)$/.test(name ?? '')
  )
}

/**
 * Gives a finished upload its place in the mail room, durably: content, then name. It is a copy: the store
 * keeps its own file, so that a kiosk that lost the answer can still ask how far it came, and empties that
 * file when a kiosk that lost its memory announces the same upload again. What came first stays.
 */
export async function moveIn(folder: string, uploadId: string, batch: string, name: string): Promise<void> {
  const place = placeOf(folder, batch, name)
  const made = await mkdir(dirname(place), { recursive: true })
  await copyFile(join(folder, 'store', uploadId), `${place}.part`)
  await syncPath(`${place}.part`)
  await link(`${place}.part`, place).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause
  })
  await rm(`${place}.part`, { force: true })
  await syncPath(dirname(place))
  if (made) {
    await syncPath(dirname(dirname(place)))
    await syncPath(join(folder, 'mail'))
  }
}

/** Whether an upload has its place in the mail room. */
export function isIn(folder: string, batch: string, name: string): boolean {
  return existsSync(placeOf(folder, batch, name))
}

function placeOf(folder: string, batch: string, name: string): string {
  return join(folder, 'mail', batch, name)
}

async function syncPath(path: string): Promise<void> {
  await using opened = await open(path, 'r')
  await opened.sync()
}
