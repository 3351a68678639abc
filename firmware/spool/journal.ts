import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import { sha256Hex } from '../base/hash.ts'
import { jsonFrom } from '../base/json-from.ts'

/** A chain broken in the middle: tampering or bit rot. Nothing is deleted because of it. */
export type JournalFault =
  | DiskFault
  | { readonly kind: 'broken-chain'; readonly path: string; readonly line: number }

/** An append-only file of JSON lines, each naming the SHA-256 of the line before. */
export interface Journal {
  readonly entries: readonly Json[]
  /** Resolves when the line is durable; calls are served one after another. */
  append(entry: Json): Promise<Result<void, DiskFault>>
}

const start = '0'.repeat(64)

/** Opens and verifies a journal. A torn last line was never acknowledged: it is dropped. */
export async function openJournal(disk: Disk, path: string): Promise<Result<Journal, JournalFault>> {
  const file = await disk.read(path)
  if (!file.ok && file.fault.kind !== 'not-found') return file
  const text = file.ok ? Buffer.from(file.value).toString('utf8') : ''
  const end = text.lastIndexOf('\n') + 1
  const checked = verifyChain(path, text.slice(0, end))
  if (!checked.ok) return checked
  if (end < text.length) {
    const cut = await replaceFile(disk, path, text.slice(0, end))
    if (!cut.ok) return cut
  }
  return ok(createJournal(disk, path, file.ok, checked.value))
}

interface Chain {
  readonly entries: Json[]
  readonly tip: string
}

function verifyChain(path: string, text: string): Result<Chain, JournalFault> {
  const entries: Json[] = []
  let tip = start
  for (const line of text.split('\n').slice(0, -1)) {
    const parsed = jsonFrom(line) as { prev?: unknown; entry?: Json } | undefined
    if (parsed?.prev !== tip || parsed.entry === undefined) {
      return err({ kind: 'broken-chain', path, line: entries.length + 1 })
    }
    entries.push(parsed.entry)
    tip = sha256Hex(line)
  }
  return ok({ entries, tip })
}

function createJournal(disk: Disk, path: string, exists: boolean, chain: Chain): Journal {
  const { entries } = chain
  let { tip } = chain
  let named = exists
  let queue: Promise<unknown> = Promise.resolve()
  const write = async (entry: Json): Promise<Result<void, DiskFault>> => {
    const line = canonicalJson({ prev: tip, entry })
    const appended = await disk.append(path, Buffer.from(`${line}\n`))
    if (!appended.ok) return appended
    if (!named) {
      const synced = await disk.syncDirectory(directoryOf(path))
      if (!synced.ok) return synced
      named = true
    }
    entries.push(entry)
    tip = sha256Hex(line)
    return ok()
  }
  return {
    entries,
    append(entry) {
      const written = queue.then(() => write(entry))
      queue = written
      return written
    },
  }
}

async function replaceFile(disk: Disk, path: string, text: string): Promise<Result<void, DiskFault>> {
  const steps = [
    () => disk.write(`${path}.new`, Buffer.from(text)),
    () => disk.rename(`${path}.new`, path),
    () => disk.syncDirectory(directoryOf(path)),
  ]
  for (const step of steps) {
    const done = await step()
    if (!done.ok) return done
  }
  return ok()
}

export function directoryOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.'
}
