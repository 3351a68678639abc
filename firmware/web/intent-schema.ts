import { z } from 'zod'
import type { IntentRequest } from '../screen/model/intent.ts'

const thousandths = z.number().min(-500).max(1500)
const stroke = z.strictObject({
  points: z
    .array(z.strictObject({ x: thousandths, y: thousandths, ms: z.number().min(0).max(600_000) }))
    .min(1)
    .max(4_000),
})

/** The shape of every tap. Anything else is refused before the machine sees it. */
const plainIntent = z.strictObject({
  do: z.enum([
    'take-ticket',
    'confirm-identity',
    'not-me',
    'agree',
    'decline',
    'take-photo',
    'approve-photo',
    'retake-photo',
    'offer-exceptions',
    'try-again',
    'go-on',
    'approve-record',
    'still-here',
    'back',
    'leave',
    'close-receipt',
    'call-help',
    'check-receipt',
    'read-aloud',
    'mute',
    'open-settings',
    'close-settings',
  ]),
})

const intentSchema = z.discriminatedUnion('do', [
  plainIntent,
  z.strictObject({ do: z.literal('enter-number'), digits: z.string().regex(/^\d{1,16}$/) }),
  z.strictObject({ do: z.literal('enter-code'), code: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/) }),
  z.strictObject({ do: z.literal('enter-birth-date'), digits: z.string().regex(/^\d{8}$/) }),
  z.strictObject({ do: z.enum(['start-ticket', 'call-again']), ticket: z.string().regex(/^[A-Z]-\d{2,6}$/) }),
  z.strictObject({ do: z.literal('sign'), strokes: z.array(stroke).min(1).max(200) }),
  z.strictObject({
    do: z.literal('except-finger'),
    reason: z.enum(['missing', 'bandaged', 'unreadable', 'declined']),
  }),
  z.strictObject({ do: z.literal('choose-language'), language: z.enum(['id', 'bjn', 'en']) }),
  z.strictObject({ do: z.literal('choose-size'), size: z.enum(['medium', 'large']) }),
  z.strictObject({ do: z.literal('choose-contrast'), contrast: z.enum(['usual', 'high']) }),
  z.strictObject({ do: z.literal('choose-volume'), volume: z.literal([1, 2, 3]) }),
])

export const intentRequestSchema: z.ZodType<IntentRequest> = z.strictObject({
  screen: z.int(),
  intent: intentSchema,
})
