import { z } from 'zod'
import { fingerExceptions } from '../../core/exception-reason.ts'
import { type FingerPosition, fingerPositions } from '../../core/finger-position.ts'
import { jsonFrom } from '../../core/json-from.ts'
import { stampSchema } from '../../custody/packet/packet.ts'

const position = z.literal(fingerPositions)

// How a photo was looked at and chosen; words of a newer kiosk are none of ours.
const photoSchema = z.looseObject({
  check: z.string().regex(/^[a-z-]{1,16}$/),
  hints: z.array(z.string().regex(/^[a-z-]{1,16}$/)).max(20),
  choice: z.string().regex(/^[a-z-]{1,16}$/),
})

const keptSchema = z.looseObject({
  type: z.literal('kept'),
  piece: z.string(),
  attempts: z.int().nonnegative(),
  score: z.int().min(0).max(100).optional(),
  weak: z.boolean().optional(),
  photo: photoSchema.optional(),
  at: stampSchema,
})

const exceptionSchema = z.looseObject({
  type: z.literal('exception'),
  position,
  reason: z.literal(fingerExceptions),
  at: stampSchema,
})

const lineSchema = z.union([
  keptSchema,
  exceptionSchema,
  z.looseObject({ type: z.string().refine((type) => type !== 'kept' && type !== 'exception') }),
])

export interface KeptEntry extends z.infer<typeof keptSchema> {}
export interface ExceptionEntry extends z.infer<typeof exceptionSchema> {}

/** A record's facts from a visit: how each piece came about, and why a finger has none. */
export interface VisitAccount {
  /** By the name of the piece: `face`, `finger-2`. The last one counts. */
  readonly kept: ReadonlyMap<string, KeptEntry>
  readonly exceptions: ReadonlyMap<FingerPosition, ExceptionEntry>
}

/** Reads `visit.jsonl` of a packet; `undefined` when a line is not what a kiosk writes. */
export function readVisit(bytes: Uint8Array): VisitAccount | undefined {
  const kept = new Map<string, KeptEntry>()
  const exceptions = new Map<FingerPosition, ExceptionEntry>()
  const lines = Buffer.from(bytes).toString('utf8').split('\n')
  if (lines.pop() !== '') return undefined
  for (const line of lines) {
    const entry = lineSchema.safeParse(jsonFrom(line)).data
    if (!entry) return undefined
    if (isKept(entry)) kept.set(entry.piece, entry)
    else if (isException(entry)) exceptions.set(entry.position, entry)
  }
  return { kept, exceptions }
}

type Line = z.infer<typeof lineSchema>

function isKept(entry: Line): entry is KeptEntry {
  return entry.type === 'kept'
}

function isException(entry: Line): entry is ExceptionEntry {
  return entry.type === 'exception'
}
