import { link, mkdir, open } from 'node:fs/promises'
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
 * Gives a finished upload its place in the mail room, durably: file, then name. The store keeps its own
 * name for it, so that a kiosk that lost the answer can still ask how far it came.
 */
export async function moveIn(folder: string, uploadId: string, batch: string, name: string): Promise<void> {
  const stored = join(folder, 'store', uploadId)
  await using file = await open(stored, 'r')
  await file.sync()
  const place = join(folder, 'mail', batch, name)
  const made = await mkdir(dirname(place), { recursive: true })
  await link(stored, place).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause
  })
  await syncDirectory(dirname(place))
  if (made) {
    await syncDirectory(dirname(dirname(place)))
    await syncDirectory(join(folder, 'mail'))
  }
}

async function syncDirectory(path: string): Promise<void> {
  await using directory = await open(path, 'r')
  await directory.sync()
}
