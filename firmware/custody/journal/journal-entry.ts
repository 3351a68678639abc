import { z } from 'zod'
import type { Json } from '../../core/canonical-json.ts'
import { stampSchema } from '../packet/packet.ts'

const sha256 = z.string()
const seq = z.int()
/** A moment that a later version writes in another way leaves the line what it is. */
const time = stampSchema.optional().catch(undefined)

/** One line of the spool's journal. Its names are stored on every box: a new fact is a new optional field. */
export const journalEntrySchema = z.discriminatedUnion('op', [
  /** A packet is durable; of a line that a later start had to add, only the hash is known for sure. */
  z.object({ op: z.literal('packet'), sha256, visit: z.string().optional(), bytes: z.int().optional() }),
  /** A visit ended without a packet. */
  z.object({ op: z.literal('erased'), visit: z.string(), reason: z.string() }),
  /** A signed manifest: with its packets, enough to write the very same again. */
  z.object({
    op: z.literal('batch'),
    seq,
    /** Of `batch.json`. */
    sha256,
    boot: z.int().optional(),
    /** How many. */
    packets: z.int().optional(),
    time,
  }),
  /** The rest of the packets of a batch once a receipt answered it. */
  z.object({
    op: z.literal('purge'),
    seq,
    /** Hashes of the packets that the registry has. */
    accepted: z.array(sha256),
    rejected: z.array(z.object({ sha256, reason: z.string() })),
    /** Of those, packets of which the registry could make no record: an officer is to complete them. */
    withoutRecord: z.array(sha256).optional(),
    /** Spoiled on the way and whole here: open again, for the next batch. */
    again: z.array(sha256).default([]),
    /** Number of the receipt. */
    receipt: z.int(),
    time,
  }),
  /** A receipt is stored. */
  z.object({ op: z.literal('receipt'), seq, sha256 }),
  /** A receipt is about another batch under this number; `receipt` is its own number. */
  z.object({ op: z.literal(['fork', 'rolled-back']), seq, root: z.string(), receipt: z.int() }),
  /** First line of a journal that took the place of a damaged one. */
  z.object({
    op: z.literal('rebuilt'),
    /** Name of the old one in `spool/damaged`; absent when there was none any more. */
    damaged: z.string().optional(),
    /** Of all that could be read of it. */
    sha256,
    /** Lines taken over from it, and those that were spoiled. */
    lines: z.int(),
    lost: z.int(),
  }),
  /** A packet, by its hash, or the draft of a visit rotted and is in quarantine; `seq` is the batch that lost it. */
  z.object({
    op: z.literal('damaged'),
    sha256: sha256.optional(),
    seq: seq.optional(),
    visit: z.string().optional(),
  }),
  /** The first ticket of a day of service, `YYYY-MM-DD` as far as the clock could tell. Orders days by the journal. */
  z.object({
    op: z.literal('day'),
    day: z.string(),
    time: stampSchema,
    /** The source that vouched for the date; a day without one ends nothing. */
    vouched: z.enum(['registry', 'attendant']).optional().catch(undefined),
  }),
  /** A start of the kiosk. */
  z.object({ op: z.literal('started'), boot: z.int().nonnegative() }),
  /** A key list that came into force. */
  z.object({ op: z.literal('key-list'), number: z.int().nonnegative() }),
])

export type JournalEntry = z.output<typeof journalEntrySchema>

/** A line of one kind, or of several. */
export type EntryOf<Op extends JournalEntry['op']> = Extract<JournalEntry, { readonly op: Op }>

/** Reads a line; `undefined` for one that this version does not know. */
export function readJournalEntry(line: Json | undefined): JournalEntry | undefined {
  return journalEntrySchema.safeParse(line).data
}
