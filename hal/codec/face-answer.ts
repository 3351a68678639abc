import { z } from 'zod'
import type { FaceFault, FaceReading } from '../contract/face-finder.ts'
import type { Result } from '../contract/result.ts'

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

/** What the face check program answers to one picture; `undefined` when it is none. */
export function faceAnswer(value: unknown): Result<FaceReading, FaceFault> | undefined {
  return answerSchema.safeParse(value).data
}

/** A picture on its way to the program: its length in four bytes, big-endian, then itself. */
export function facePicture(jpeg: Uint8Array): Uint8Array {
  const message = new Uint8Array(4 + jpeg.length)
  new DataView(message.buffer).setUint32(0, jpeg.length)
  message.set(jpeg, 4)
  return message
}

/** Takes whole pictures out of bytes as they come. A picture that is longer than any still ends the stream. */
export function createFacePictureSplitter(mostBytes: number): {
  push(bytes: Uint8Array): readonly Uint8Array[] | undefined
} {
  let rest = new Uint8Array()
  return {
    push(bytes) {
      const pictures: Uint8Array[] = []
      const joined = new Uint8Array(rest.length + bytes.length)
      joined.set(rest)
      joined.set(bytes, rest.length)
      rest = joined
      while (rest.length >= 4) {
        const length = new DataView(rest.buffer, rest.byteOffset).getUint32(0)
        if (length > mostBytes) return undefined
        if (rest.length < 4 + length) break
        pictures.push(rest.subarray(4, 4 + length))
        rest = rest.subarray(4 + length)
      }
      return pictures
    },
  }
}
