import { z } from 'zod'
import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { jsonFrom } from '../../core/json-from.ts'
import type { ArchiveEntry } from '../../custody/packet/ustar.ts'
import type { RecordGap } from './assemble-record.ts'

/** Lies in a student's folder in place of the record, with the reason: `{v, reason}`. */
const file = 'record-refused.json'

const schema = z.looseObject({
  reason: z.looseObject({
    kind: z.string(),
    name: z.string().optional(),
    position: z.number().optional(),
  }),
})

export function recordGapFile(reason: RecordGap): ArchiveEntry {
  return { name: file, bytes: Buffer.from(`${JSON.stringify({ v: 1, reason })}\n`) }
}

/** Why these files of a student hold no record, as `no-piece face.jpg`; `undefined` when they hold one. */
export function recordGapIn(files: readonly ArchiveEntry[]): string | undefined {
  const found = files.find(({ name }) => name === file)
  return found && gapWords(found.bytes)
}

/** The same of a student who was stored before. */
export async function readRecordGap(out: Disk, id: string): Promise<Result<string | undefined, DiskFault>> {
  const found = await out.read(`student/${id}/${file}`)
  if (found.ok) return ok(gapWords(found.value))
  return found.fault.kind === 'not-found' ? ok(undefined) : found
}

function gapWords(bytes: Uint8Array): string {
  const { kind = 'unknown', name = '', position = '' } = schema.safeParse(jsonFrom(bytes)).data?.reason ?? {}
  return `${kind} ${name}${position}`.trim().slice(0, 60)
}
