import { z } from 'zod'
import { stampSchema } from '../record/packet.ts'
import type { Journal } from './journal.ts'

const tombstoneSchema = z.looseObject({
  op: z.literal('purge'),
  seq: z.int(),
  /** Hashes of the packets that the registry has. */
  accepted: z.array(z.string()),
  rejected: z.array(z.object({ sha256: z.string(), reason: z.string() })),
  /** Spoiled on the road and whole here: open again, for the next batch. */
  again: z.array(z.string()).default([]),
  /** Number of the receipt. */
  receipt: z.int(),
  time: stampSchema.optional(),
})

/** What remains of the packets of a batch once a receipt answered it: hashes, number, and when (how sure). */
export interface Tombstone extends z.infer<typeof tombstoneSchema> {}

/** All tombstones by the number of their batch. */
export function tombstones(journal: Pick<Journal, 'entries'>): ReadonlyMap<number, Tombstone> {
  const read = journal.entries.filter(isPurgeLine).map((entry) => tombstoneSchema.safeParse(entry).data)
  return new Map(read.flatMap((stone) => (stone ? [[stone.seq, stone]] : [])))
}

export function tombstoneOf(journal: Pick<Journal, 'entries'>, seq: number): Tombstone | undefined {
  return tombstones(journal).get(seq)
}

function isPurgeLine(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'op' in entry && entry.op === 'purge'
}
