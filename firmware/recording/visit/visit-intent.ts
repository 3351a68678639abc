import { z } from 'zod'
import { fingerExceptions, inkExceptions } from '../../core/exception-reason.ts'
import { fingerPositions } from '../../core/finger-position.ts'

const thousandths = z.number().min(-500).max(1500)

/** One pen stroke: points in thousandths of the box's width, time in milliseconds since the first point. */
const strokeSchema = z
  .strictObject({
    points: z
      .array(
        z.strictObject({ x: thousandths, y: thousandths, ms: z.number().min(0).max(600_000) }).readonly(),
      )
      .min(1)
      .max(4_000)
      .readonly(),
  })
  .readonly()

export type Stroke = z.infer<typeof strokeSchema>

/** An intent that carries nothing but its name. */
export const plainIntent = <Name extends string>(name: Name) => z.strictObject({ type: z.literal(name) })

/** Requests of a student at a visit. Never a transition: the machine may refuse it. */
export const visitIntents = [
  z.strictObject({ type: z.literal('enter-birth-date'), digits: z.string().regex(/^\d{8}$/) }),
  plainIntent('confirm-identity'),
  plainIntent('not-me'),
  plainIntent('agree'),
  plainIntent('decline'),
  plainIntent('take-photo'),
  z.strictObject({ type: z.literal('approve-photo'), side: z.literal(['left', 'right']) }),
  plainIntent('retake-photo'),
  z.strictObject({ type: z.literal('sign'), strokes: z.array(strokeSchema).min(1).max(200).readonly() }),
  z.strictObject({ type: z.literal('except-finger'), reason: z.literal(fingerExceptions) }),
  z.strictObject({ type: z.literal('except-ink'), reason: z.literal(inkExceptions) }),
  plainIntent('offer-exceptions'),
  plainIntent('try-again'),
  plainIntent('approve-record'),
  /** At the review: a part is to be changed. */
  plainIntent('sign-again'),
  plainIntent('change-finger'),
  z.strictObject({ type: z.literal('choose-finger'), position: z.literal(fingerPositions) }),
  z.strictObject({ type: z.literal('turn-page'), page: z.int().min(0).max(10_000) }),
  plainIntent('still-here'),
  plainIntent('back'),
  plainIntent('leave'),
  plainIntent('close-receipt'),
  plainIntent('call-help'),
] as const

export type VisitIntent = z.infer<(typeof visitIntents)[number]>

/** Which of two photos side by side. */
export type PhotoSide = Extract<VisitIntent, { type: 'approve-photo' }>['side']

const names: ReadonlySet<string> = new Set(visitIntents.flatMap(({ shape }) => [...shape.type.values]))

/** Whether an intent is one for a visit. */
export function isVisitIntent(intent: { readonly type: string }): intent is VisitIntent {
  return names.has(intent.type)
}
