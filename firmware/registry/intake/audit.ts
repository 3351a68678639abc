import { z } from 'zod'
import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { deviceNameSchema } from '../../core/names.ts'
import { noPreviousBatch } from '../../custody/chain/batch.ts'
import { receiptSchema } from '../../custody/chain/receipt.ts'
import { type DocumentFault, readSigned, signDocument } from '../../custody/crypto/signed-document.ts'
import type { SigningKey } from '../../custody/crypto/signing-key.ts'

const { root: hash, accepted, rejected, withoutRecord } = receiptSchema.shape

/** One line of the audit: a batch that was signed for, or one that was not. */
export const auditEntrySchema = z.strictObject({
  v: z.literal(1),
  /** Runs from 1 over all files. */
  number: z.int().positive(),
  /** SHA-256 of the document before; 64 zeros for the first. */
  previous: hash,
  wallMs: z.int(),
  /** The person, or the account, that took it in. */
  operator: z.string().max(100),
  /** Absent where no true signature names a kiosk. */
  device: deviceNameSchema.optional(),
  seq: z.int().positive().optional(),
  outcome: z.union([
    /** `receipt` is the SHA-256 of the one that is stored next. */
    z.strictObject({ receipt: hash, accepted, rejected, withoutRecord }),
    z.strictObject({ refused: z.string().max(60) }),
  ]),
})

export interface AuditEntry extends z.infer<typeof auditEntrySchema> {}

export type AuditedEvent = Pick<AuditEntry, 'device' | 'seq' | 'outcome'>

/** The registry's own account: signed, chained, and flushed before the receipt that it tells of is stored. */
export interface Audit {
  append(event: AuditedEvent): Promise<Result<void, DiskFault>>
}

export interface AuditContext {
  readonly out: Disk
  readonly key: SigningKey
  readonly operator: string
  readonly wallMs: () => number
}

const folder = 'audit'

/** So that the next line costs the reading of few before it. */
const linesPerFile = 1_000

/** Opens the audit at its end. A line that a cut left half is taken off: no receipt followed it. */
export async function openAudit(context: AuditContext): Promise<Result<Audit, DiskFault>> {
  const { out, key, operator, wallMs } = context
  const found = await readEnd(out)
  if (!found.ok) return found
  let { number, previous } = found.value
  return ok({
    async append(event) {
      const entry = { v: 1 as const, number: number + 1, previous, wallMs: wallMs(), operator, ...event }
      const { bytes, signature } = signDocument('audit', auditEntrySchema, entry, key)
      const path = `${folder}/${fileName(entry.number)}`
      const added = await inOrder([
        () => out.makeDirectory(folder),
        () => out.append(path, Buffer.concat([bytes, Buffer.from(`\t${signature}`)])),
        () => out.syncDirectory(folder),
      ])
      if (!added.ok) return added
      number = entry.number
      previous = sha256Hex(bytes)
      return ok()
    },
  })
}

/** How the audit is not what was written; `line` counts from 1 over all files. */
export type AuditFault =
  | DiskFault
  | { readonly kind: 'broken-chain' | 'bad-signature' | DocumentFault['kind']; readonly line: number }

/** Reads all of it, oldest first, and checks every signature and every link of the chain. */
export async function readAudit(
  out: Disk,
  receiptKeys: readonly string[],
): Promise<Result<readonly AuditEntry[], AuditFault>> {
  const files = await listFiles(out)
  if (!files.ok) return files
  const entries: AuditEntry[] = []
  let previous = noPreviousBatch
  for (const name of files.value) {
    const file = await out.read(`${folder}/${name}`)
    if (!file.ok) return file
    const lines = Buffer.from(file.value)
      .toString('utf8')
      .matchAll(/[^\n]*\n|[^\n]+/g)
    for (const [text] of lines) {
      const [document, signature = ''] = linePartsOf(text)
      const line = entries.length + 1
      const read = readSigned('audit', auditEntrySchema, { bytes: document, signature }, receiptKeys)
      if (!read.ok) return err({ kind: read.fault.kind, line })
      if (read.value.number !== line || read.value.previous !== previous)
        return err({ kind: 'broken-chain', line })
      entries.push(read.value)
      previous = sha256Hex(document)
    }
  }
  return ok(entries)
}

// Canonical JSON has no bare tab.
function linePartsOf(text: string): readonly [Uint8Array, string?] {
  const tab = text.indexOf('\t')
  return tab < 0 ? [Buffer.from(text)] : [Buffer.from(text.slice(0, tab)), text.slice(tab + 1)]
}

async function readEnd(out: Disk): Promise<Result<Pick<AuditEntry, 'number' | 'previous'>, DiskFault>> {
  const files = await listFiles(out)
  if (!files.ok) return files
  for (const name of files.value.toReversed()) {
    const path = `${folder}/${name}`
    const file = await out.read(path)
    if (!file.ok) return file
    const whole = file.value.subarray(0, file.value.lastIndexOf(10) + 1)
    const mended = whole.length === file.value.length ? ok() : await cutOff(out, path, whole)
    if (!mended.ok) return mended
    const lines = Buffer.from(whole).toString('utf8').split('\n').slice(0, -1)
    const last = lines.at(-1)
    if (last === undefined) continue
    // Counted, not read: a line that rotted is found by whoever checks, and stops no intake.
    const number = Number.parseInt(name, 10) + lines.length - 1
    return ok({ number, previous: sha256Hex(linePartsOf(last)[0]) })
  }
  return ok({ number: 0, previous: noPreviousBatch })
}

function cutOff(out: Disk, path: string, whole: Uint8Array): Promise<Result<void, DiskFault>> {
  return inOrder([
    () => out.write(`${path}.part`, whole),
    () => out.rename(`${path}.part`, path),
    () => out.syncDirectory(folder),
  ])
}

async function listFiles(out: Disk): Promise<Result<readonly string[], DiskFault>> {
  const listed = await out.list(folder)
  if (!listed.ok) return listed.fault.kind === 'not-found' ? ok([]) : listed
  return ok(listed.value.map(({ name }) => name).filter((name) => /^\d{6,}\.audit$/.test(name)))
}

/** Named after the first line of the file. */
function fileName(number: number): string {
  const first = number - ((number - 1) % linesPerFile)
  return `${String(first).padStart(6, '0')}.audit`
}
