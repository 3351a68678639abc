import { z } from 'zod'
import type { Json } from '../../core/canonical-json.ts'
import { stampSchema } from '../packet/packet.ts'

const tombstoneSchema = z.looseObject({
  op: z.literal('purge'),
  seq: z.int(),
  /** Hashes of the packets that the registry has. */
  accepted: z.array(z.string()),
  rejected: z.array(z.object({ sha256: z.string(), reason: z.string() })),
  /** Spoiled on the way and whole here: open again, for the next batch. */
  again: z.array(z.string()).default([]),
  /** Number of the receipt. */
  receipt: z.int(),
  time: stampSchema.optional(),
})

/** The record of a batch's packets once a receipt answered it: hashes, number, and when (how sure). */
export interface PurgeRecord extends z.infer<typeof tombstoneSchema> {}

/** Reads a line of the journal; `undefined` for any other. */
export function readPurgeRecord(entry: Json): PurgeRecord | undefined {
  return tombstoneSchema.safeParse(entry).data
}
