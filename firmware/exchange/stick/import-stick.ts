import type { Disk, DiskEntry, DiskFault } from '../../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import type { Receipt } from '../../custody/chain/receipt.ts'
import type { SignedDocument } from '../../custody/crypto/signed-document.ts'

/** The change that a file from the registry made here. */
export type ImportResult =
  /** `again`: known before. `own`: of this kiosk, and not of another. */
  | { readonly kind: 'receipt'; readonly receipt: Receipt; readonly own: boolean; readonly again: boolean }
  | { readonly kind: 'key-list'; readonly number: number; readonly again: boolean }
  /** The settings of this box from now on. */
  | { readonly kind: 'site'; readonly number: number; readonly again: boolean }
  | { readonly kind: 'device-list'; readonly number: number; readonly devices: number }
  | { readonly kind: 'statuses' | 'roster'; readonly number: number; readonly again: boolean }

/** The handler of one kind of file that comes down; one more kind is one more of these. */
export interface ImportHandler {
  /** The whole name, of which nothing but ASCII may pass. */
  readonly names: RegExp
  readonly mostBytes: number
  /** Checks everything; a refused file changes nothing. */
  readonly take: (document: SignedDocument) => Promise<Result<ImportResult, { readonly kind: string }>>
}

/** Files of one kind that were refused for one reason. */
export interface RefusedFiles {
  /** Of the first of them. */
  readonly name: string
  /** Kind of the fault. */
  readonly reason: string
  readonly count: number
}

/** The result of a folder. */
export interface StickImportReport {
  readonly taken: readonly ImportResult[]
  /** Ours by their names, and not taken. */
  readonly refused: readonly RefusedFiles[]
  /** How many others lie there. Their names may be personal, and are not reported. */
  readonly ignored: number
}

/** The registry signs 64 bytes, in base64. */
const mostSignatureBytes = 1_024

/** Receipts of some forty kiosks over a school year. */
const mostFiles = 10_000

/**
 * Hands the files of a folder to those who take them, in their order, and looks at no folder below. Nothing is
 * read before its name and its size are right; a file of 0 bytes may be a pipe, which never ends. A folder that is
 * not there has nothing to give. A file that cannot be read is refused as `unreadable`, which says nothing about what
 * is in it.
 */
export async function importStick(
  disk: Disk,
  folder: string,
  handlers: readonly ImportHandler[],
  signal?: AbortSignal,
): Promise<Result<StickImportReport, DiskFault>> {
  const found = await findFiles(disk, folder, handlers)
  if (!found.ok) return found
  const { entries, tooMany, ignored } = found.value
  const taken: ImportResult[] = []
  const refused = new Map<string, RefusedFiles>()
  const refuse = (name: string, at: number, reason: string, count = 1) => {
    const before = refused.get(`${at} ${reason}`)
    refused.set(`${at} ${reason}`, {
      name: before?.name ?? name,
      reason,
      count: (before?.count ?? 0) + count,
    })
  }
  for (const [at, handler] of handlers.entries()) {
    for (const entry of entries.filter(({ name }) => handler.names.test(name))) {
      if (signal?.aborted) break
      const done = await takeFile(disk, folder, entry, handler)
      if (done.ok) taken.push(done.value)
      else if (done.fault.kind === 'gone') return err({ kind: 'gone', path: folder })
      else refuse(entry.name, at, done.fault.kind)
    }
    const beyond = tooMany.get(handler)
    if (beyond) refuse(beyond.name, at, 'too-many', beyond.count)
  }
  return ok({ taken, refused: [...refused.values()], ignored })
}

interface FoundFiles {
  readonly entries: readonly DiskEntry[]
  /** Files beyond the limit of a handler: the first one met, and how many. */
  readonly tooMany: ReadonlyMap<ImportHandler, { readonly name: string; readonly count: number }>
  readonly ignored: number
}

async function findFiles(
  disk: Disk,
  folder: string,
  handlers: readonly ImportHandler[],
): Promise<Result<FoundFiles, DiskFault>> {
  const names = new Map(handlers.map((handler) => [handler, new Set<string>()]))
  const signatures = new Set<string>()
  const tooMany = new Map<ImportHandler, { readonly name: string; readonly count: number }>()
  let ignored = 0
  const isWanted = (name: string) => {
    const handler = handlers.find(({ names: pattern }) => pattern.test(name))
    if (!handler) {
      // Whose signature it is shows once all names are known; beyond that many they are nobody's.
      if (name.endsWith('.sig') && signatures.size < mostFiles) signatures.add(name)
      else ignored += 1
      return false
    }
    const known = names.get(handler) ?? new Set()
    if (known.size < mostFiles) known.add(name)
    if (known.has(name)) return true
    const beyond = tooMany.get(handler)
    tooMany.set(handler, { name: beyond?.name ?? name, count: (beyond?.count ?? 0) + 1 })
    return false
  }
  const listed = await disk.list(folder, isWanted)
  if (!listed.ok && listed.fault.kind !== 'not-found') return listed
  for (const known of names.values()) for (const name of known) signatures.delete(signatureOf(name))
  return ok({ entries: listed.ok ? listed.value : [], tooMany, ignored: ignored + signatures.size })
}

async function takeFile(
  disk: Disk,
  folder: string,
  entry: DiskEntry,
  { mostBytes, take }: ImportHandler,
): Promise<Result<ImportResult, { readonly kind: string }>> {
  if (entry.directory) return err({ kind: 'absent' })
  if (entry.bytes === 0) return err({ kind: 'empty' })
  if (entry.bytes > mostBytes) return err({ kind: 'too-large' })
  const bytes = await readUpTo(disk, `${folder}/${entry.name}`, mostBytes)
  if (!bytes.ok) return bytes
  const signature = await readUpTo(disk, `${folder}/${signatureOf(entry.name)}`, mostSignatureBytes)
  if (!signature.ok) return signature.fault.kind === 'absent' ? err({ kind: 'missing-signature' }) : signature
  return take({ bytes: bytes.value, signature: Buffer.from(signature.value).toString('latin1') })
}

function signatureOf(name: string): string {
  return name.replace(/\.json(?:\.age)?$/, '.sig')
}

async function readUpTo(
  disk: Disk,
  path: string,
  mostBytes: number,
): Promise<Result<Uint8Array, { readonly kind: string }>> {
  const read = await disk.read(path, mostBytes)
  if (read.ok) return read
  switch (read.fault.kind) {
    case 'not-found':
      return err({ kind: 'absent' })
    case 'too-large':
    case 'gone':
      return read
    default:
      return err({ kind: 'unreadable' })
  }
}
