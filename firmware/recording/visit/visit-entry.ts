import { z } from 'zod'
import { fingerExceptions, inkExceptions } from '../../core/exception-reason.ts'
import { fingerPositions } from '../../core/finger-position.ts'
import { pieceNameSchema } from '../../core/piece-name.ts'
import { stampSchema } from '../../custody/packet/packet.ts'
import { faceHints } from '../face/judge-face.ts'

const position = z.literal(fingerPositions)

const photoSchema = z.strictObject({
  check: z.literal(['landmarks', 'pixels', 'none']),
  hints: z.array(z.literal(faceHints)),
  shown: z.literal([...faceHints, 'ready']).optional(),
  choice: z.literal(['suggested', 'other', 'equal', 'only']),
  ground: z.literal(['red', 'blue', 'other']).optional(),
})

/** Lines of a visit's journal. Local and in the clear until the packet closes: no name, no NIK, no image. */
export const visitEntrySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('opened'), pid: z.string(), ticket: z.string(), at: stampSchema }),
  z.strictObject({ type: z.literal('resumed'), at: stampSchema }),
  z.strictObject({ type: z.literal('parked'), reason: z.literal(['left', 'quiet']), at: stampSchema }),
  z.strictObject({
    type: z.literal('assented'),
    /** SHA-256 of the words that were on the screen. */
    text: z.string(),
    consentRef: z.string(),
    at: stampSchema,
  }),
  z.strictObject({
    type: z.literal('kept'),
    piece: pieceNameSchema,
    /** File in the draft; a later one for the same piece replaces it. */
    file: z.string(),
    sha256: z.string(),
    bytes: z.int(),
    /** Presses or shots it took. */
    attempts: z.int(),
    /** Our own score 0-100 of a finger or a face. Not NFIQ. */
    score: z.int().optional(),
    weak: z.boolean().optional(),
    /** Score of every press, the kept one among them; of a face, the photos that were to choose from. */
    scores: z.array(z.int()).optional(),
    /** The fault of the last press of a weak finger. */
    flaw: z.string().optional(),
    /** Looks like the finger recorded under this position; the student was asked twice. For the officer. */
    repeats: position.optional(),
    /** How a photo was looked at and chosen. */
    photo: photoSchema.optional(),
    at: stampSchema,
  }),
  z.strictObject({
    type: z.literal('exception'),
    position,
    reason: z.literal(fingerExceptions),
    at: stampSchema,
  }),
  /** Goes on, or approves, without a signature. */
  z.strictObject({
    type: z.literal('unsigned'),
    piece: z.literal(['signature', 'approval']),
    reason: z.literal(inkExceptions),
    at: stampSchema,
  }),
  /** Taken back, because it was probably pressed for another finger. */
  z.strictObject({ type: z.literal('reopened'), position, at: stampSchema }),
  /** Rotted on the disk before the packet closed: taken anew, and approved anew. */
  z.strictObject({ type: z.literal('lost'), piece: pieceNameSchema, at: stampSchema }),
  z.strictObject({
    type: z.literal('verified'),
    position,
    outcome: z.literal(['same', 'different', 'not-comparable']),
    tries: z.int(),
    at: stampSchema,
  }),
])

export type VisitEntry = z.infer<typeof visitEntrySchema>

/** An entry before the runner stamps it with the time. */
export type NewEntry = VisitEntry extends infer Entry
  ? Entry extends VisitEntry
    ? Omit<Entry, 'at'>
    : never
  : never
