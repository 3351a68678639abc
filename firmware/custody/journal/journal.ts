import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import type { Json } from '../../core/canonical-json.ts'
import { parentOf } from '../../core/names.ts'
import { noLineBefore, readLine, writeLine } from './journal-line.ts'

/** A chain broken in the middle: tampering or bit rot. Nothing is deleted because of it. */
export type JournalFault =
  | DiskFault
  | { readonly kind: 'broken-chain'; readonly path: string; readonly line: number }

/** An append-only file of JSON lines, each with its own hash and that of the line before. */
export interface Journal<Entry extends Json = Json> {
  /** As they lie in the file: whoever reads them checks them. */
  readonly entries: readonly Json[]
  /** Resolves when the lines are durable, with one flush; calls are served one after another. */
  append(...entries: readonly Entry[]): Promise<Result<void, DiskFault>>
}

/** Verifies a journal and gives its lines; a torn last line is left out. Changes nothing. */
export async function readJournal(
  disk: Disk,
  path: string,
): Promise<Result<Pick<Journal, 'entries'>, JournalFault>> {
  const file = await disk.read(path)
  if (!file.ok) return file.fault.kind === 'not-found' ? ok({ entries: [] }) : file
  return verifyChain(path, wholeLines(Buffer.from(file.value)).toString('utf8'))
}

function wholeLines(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.lastIndexOf('\n') + 1)
}

/**
 * Opens and verifies a journal. A torn last line was never acknowledged: it does not count, and the next line
 * takes its place, so that a full or read-only disk can still be opened.
 */
export async function openJournal(disk: Disk, path: string): Promise<Result<Journal, JournalFault>> {
  const file = await disk.read(path)
  if (!file.ok && file.fault.kind !== 'not-found') return file
  const bytes = Buffer.from(file.ok ? file.value : [])
  const good = wholeLines(bytes)
  const checked = verifyChain(path, good.toString('utf8'))
  if (!checked.ok) return checked
  // A process that died between creating the file and flushing its name left that to us, now or with the next line.
  const named = file.ok && (await disk.syncDirectory(parentOf(path))).ok
  const torn = good.length < bytes.length
  return ok(createJournal(disk, path, { ...checked.value, bytes: good.length, named, torn }))
}

/** Writes a whole journal in one step, in place of any that is there. */
export function replaceJournal(
  disk: Disk,
  path: string,
  entries: readonly Json[],
): Promise<Result<void, DiskFault>> {
  return replaceFile(disk, path, chainAfter(noLineBefore, entries).bytes)
}

function chainAfter(
  before: string,
  entries: readonly Json[],
): { readonly bytes: Uint8Array; readonly tip: string } {
  let tip = before
  const lines = entries.map((entry) => {
    const { text, hash } = writeLine(tip, entry)
    tip = hash
    return `${text}\n`
  })
  return { bytes: Buffer.from(lines.join('')), tip }
}

interface Chain {
  readonly entries: Json[]
  readonly tip: string
}

interface OpenedChain extends Chain {
  /** Length of its whole lines. */
  readonly bytes: number
  /** Whether the name of the file is durable. */
  readonly named: boolean
  /** Whether part of a line follows the whole ones. */
  readonly torn: boolean
}

/** Checks that each line is whole and names the one before; `text` ends with a whole line. */
function verifyChain(path: string, text: string): Result<Chain, JournalFault> {
  const entries: Json[] = []
  let tip = noLineBefore
  for (const written of text.split('\n').slice(0, -1)) {
    const line = readLine(written)
    if (line?.prev !== tip) return err({ kind: 'broken-chain', path, line: entries.length + 1 })
    entries.push(line.entry)
    tip = line.hash
  }
  return ok({ entries, tip })
}

function createJournal(disk: Disk, path: string, chain: OpenedChain): Journal {
  const { entries } = chain
  // After a failed append too part of its line may stand in the file, and the next one must not follow it.
  let { tip, bytes: goodBytes, named, torn: dirty } = chain
  let queue: Promise<unknown> = Promise.resolve()
  const write = async (more: readonly Json[]): Promise<Result<void, DiskFault>> => {
    const restored = dirty ? await keepOnly(disk, path, goodBytes) : ok()
    if (!restored.ok) return restored
    dirty = true
    const next = chainAfter(tip, more)
    const appended = await disk.append(path, next.bytes)
    if (!appended.ok) return appended
    const synced = named ? ok() : await disk.syncDirectory(parentOf(path))
    if (!synced.ok) return synced
    named = true
    dirty = false
    goodBytes += next.bytes.length
    for (const entry of more) entries.push(entry)
    tip = next.tip
    return ok()
  }
  return {
    entries,
    append(...more) {
      const written = queue.then(() => write(more))
      queue = written
      return written
    },
  }
}

async function keepOnly(disk: Disk, path: string, bytes: number): Promise<Result<void, DiskFault>> {
  const file = await disk.read(path)
  if (file.ok)
    return file.value.length > bytes ? replaceFile(disk, path, file.value.subarray(0, bytes)) : ok()
  return file.fault.kind === 'not-found' && bytes === 0 ? ok() : file
}

function replaceFile(disk: Disk, path: string, bytes: Uint8Array): Promise<Result<void, DiskFault>> {
  return inOrder([
    () => disk.write(`${path}.new`, bytes),
    () => disk.rename(`${path}.new`, path),
    () => disk.syncDirectory(parentOf(path)),
  ])
}
