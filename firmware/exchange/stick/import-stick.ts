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

export interface RefusedFile {
  readonly name: string
  /** Kind of the fault. */
  readonly reason: string
}

/** The result of a folder. */
export interface StickImportReport {
  readonly taken: readonly ImportResult[]
  /** Ours by their names, and not taken. */
  readonly refused: readonly RefusedFile[]
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
 * not there has nothing to give.
 */
export async function importStick(
  disk: Disk,
  folder: string,
  handlers: readonly ImportHandler[],
): Promise<Result<StickImportReport, DiskFault>> {
  const listed = await disk.list(folder)
  if (!listed.ok && listed.fault.kind !== 'not-found') return listed
  const entries = new Map((listed.ok ? listed.value : []).map((entry) => [entry.name, entry]))
  const wanted = handlers.flatMap((handler) =>
    [...entries.keys()].filter((name) => handler.names.test(name)).map((name) => ({ name, handler })),
  )
  const taken: ImportResult[] = []
  const refused: RefusedFile[] = []
  for (const [at, { name, handler }] of wanted.entries()) {
    const done = at < mostFiles ? await takeFile(disk, folder, entries, name, handler) : tooMany
    if (done.ok) taken.push(done.value)
    else refused.push({ name, reason: done.fault.kind })
  }
  const ours = new Set(wanted.flatMap(({ name }) => [name, signatureOf(name)]))
  return ok({ taken, refused, ignored: [...entries.keys()].filter((name) => !ours.has(name)).length })
}

const tooMany = err({ kind: 'too-many' })

async function takeFile(
  disk: Disk,
  folder: string,
  entries: ReadonlyMap<string, DiskEntry>,
  name: string,
  { mostBytes, take }: ImportHandler,
): Promise<Result<ImportResult, { readonly kind: string }>> {
  const bytes = await readUpTo(disk, folder, entries.get(name), mostBytes)
  if (!bytes.ok) return bytes
  const signature = await readUpTo(disk, folder, entries.get(signatureOf(name)), mostSignatureBytes)
  if (!signature.ok) return signature.fault.kind === 'absent' ? err({ kind: 'missing-signature' }) : signature
  return take({ bytes: bytes.value, signature: Buffer.from(signature.value).toString('latin1') })
}

function signatureOf(name: string): string {
  return name.replace(/\.json(?:\.age)?$/, '.sig')
}

async function readUpTo(
  disk: Disk,
  folder: string,
  entry: DiskEntry | undefined,
  mostBytes: number,
): Promise<Result<Uint8Array, { readonly kind: string }>> {
  if (!entry || entry.directory) return err({ kind: 'absent' })
  if (entry.bytes === 0) return err({ kind: 'empty' })
  if (entry.bytes > mostBytes) return err({ kind: 'too-large' })
  const read = await disk.read(`${folder}/${entry.name}`)
  return read.ok ? read : err({ kind: 'unreadable' })
}
