import { z } from 'zod'
import type { FaceFault, FaceReading } from '../../contract/face-finder.ts'
import type { Result } from '../../contract/result.ts'

const share = z.number().min(0).max(1)
const level = z.number().min(0).max(255)

const poseSchema = z.strictObject({
  eyeDistancePx: z.number().positive(),
  x: z.number(),
  y: z.number(),
  rollDegrees: z.number().min(-180).max(180),
  turn: z.number(),
  eyeOpening: z.number().nonnegative(),
})

const readingSchema: z.ZodType<FaceReading> = z.strictObject({
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  light: z.strictObject({ mean: level, contrast: level, dark: share, bright: share }),
  sharpness: z.number().nonnegative(),
  ground: z.strictObject({ unevenness: z.number().nonnegative(), red: level, green: level, blue: level }),
  found: z.strictObject({ count: z.int().nonnegative(), pose: poseSchema.exactOptional() }).exactOptional(),
})

const answerSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: readingSchema }),
  z.strictObject({ ok: z.literal(false), fault: z.strictObject({ kind: z.literal('damaged') }) }),
])

/** The face check program's answer to one picture; `undefined` when it is none. */
export function faceAnswer(value: unknown): Result<FaceReading, FaceFault> | undefined {
  return answerSchema.safeParse(value).data
}
