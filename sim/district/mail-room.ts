import { existsSync } from 'node:fs'
import { copyFile, link, mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where an upload belongs. */
export interface UploadPlace {
  /** One upload for ever, by this id. */
  readonly id: string
  /** Directory of its batch. Two batches under one number, as a cloned kiosk makes them, get one each. */
  readonly batch: string
  readonly name: string
}

/** Reads the words that came with an upload; `undefined` unless they name a file of a batch and nothing else. */
export function uploadPlace(metadata: Record<string, string | null>): UploadPlace | undefined {
  const { device = '', seq = '', batch = '', name = '' } = metadata
  const words = [
    [device, /^rk-[0-9a-f]{10}$/],
    [seq, /^[1-9]\d{0,8}$/],
    [batch, /^(?:[0-9a-f]{16})?$/],
    [name, /^(?:batch\.json|batch\.sig|[0-9a-f]{64}\.packet)$/],
  ] as const
  if (!words.every(([word, shape]) => shape.test(word ?? ''))) return undefined
  const key = batch ? `${seq}-${batch}` : seq
  return { id: `${device}-${key}-${name}`, batch: `${device}/${key}`, name: name ?? '' }
}

/**
 * The word for a kiosk in the address of an upload: its name from the announcement, in base64, so that a
 * web server in front sees the same word in every request for one file (`nginx.conf`).
 */
export function kioskWord(id: string): string {
  return Buffer.from(id.slice(0, 'rk-0123456789'.length)).toString('base64url')
}

/**
 * Gives a finished upload its place in the mail room, durably: content, then name. It is a copy: the store
 * keeps its own file, so that a kiosk that lost the answer can still ask how far it came, and empties that
 * file when a kiosk that lost its memory announces the same upload again. The first content stays.
 */
export async function moveIn(store: string, folder: string, upload: UploadPlace): Promise<void> {
  const place = placeOf(folder, upload)
  const made = await mkdir(dirname(place), { recursive: true })
  // Two instances may receive the same file at once.
  const part = `${place}.${process.pid}.part`
  await copyFile(join(store, upload.id), part)
  await syncPath(part)
  await link(part, place).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause
  })
  await rm(part, { force: true })
  await syncPath(dirname(place))
  if (made) {
    await syncPath(dirname(dirname(place)))
    await syncPath(join(folder, 'mail'))
  }
}

/** Whether an upload has its place in the mail room. */
export function isIn(folder: string, upload: UploadPlace): boolean {
  return existsSync(placeOf(folder, upload))
}

function placeOf(folder: string, { batch, name }: UploadPlace): string {
  return join(folder, 'mail', batch, name)
}

async function syncPath(path: string): Promise<void> {
  await using opened = await open(path, 'r')
  await opened.sync()
}
