import { z } from 'zod'
import type { IntentRequest } from '../screen/model/intent.ts'

const thousandths = z.number().min(-500).max(1500)
const stroke = z.strictObject({
  points: z
    .array(z.strictObject({ x: thousandths, y: thousandths, ms: z.number().min(0).max(600_000) }))
    .min(1)
    .max(4_000),
})

// In two parts, as TypeScript compares no longer unions.
const lobbyIntent = z.strictObject({
  do: z.enum([
    'take-ticket',
    'find-name',
    'scan',
    'attend',
    'offer-classes',
    'end-class',
    'offer-numbers',
    'examine',
    'show-enrolment',
    'say-yes',
    'say-no',
    'check-receipt',
    'call-help',
    'back',
    'go-on',
  ]),
})

const visitIntent = z.strictObject({
  do: z.enum([
    'confirm-identity',
    'not-me',
    'agree',
    'decline',
    'take-photo',
    'retake-photo',
    'offer-exceptions',
    'try-again',
    'approve-record',
    'sign-again',
    'change-finger',
    'still-here',
    'leave',
    'close-receipt',
    'read-aloud',
    'mute',
    'open-settings',
    'close-settings',
  ]),
})

/** The shape of every tap. Anything else is refused before the machine sees it. */
const intentSchema = z.discriminatedUnion('do', [
  lobbyIntent,
  visitIntent,
  z.strictObject({ do: z.literal('enter-number'), digits: z.string().regex(/^\d{1,16}$/) }),
  z.strictObject({ do: z.literal('enter-pin'), digits: z.string().regex(/^\d{6}$/) }),
  z.strictObject({ do: z.enum(['choose-class', 'call-class']), className: z.string().max(200) }),
  z.strictObject({ do: z.literal('choose-pupil'), pid: z.string().max(100) }),
  z.strictObject({ do: z.literal('choose-finger'), position: z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) }),
  z.strictObject({ do: z.literal('turn-page'), page: z.int().min(0).max(10_000) }),
  z.strictObject({ do: z.literal('enter-code'), code: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/) }),
  z.strictObject({ do: z.literal('enter-birth-date'), digits: z.string().regex(/^\d{8}$/) }),
  z.strictObject({
    do: z.enum(['start-ticket', 'call-again', 'put-first']),
    ticket: z.string().regex(/^[A-Z]-\d{2,6}$/),
  }),
  z.strictObject({ do: z.literal('approve-photo'), side: z.enum(['left', 'right']) }),
  z.strictObject({ do: z.literal('sign'), strokes: z.array(stroke).min(1).max(200) }),
  z.strictObject({
    do: z.literal('except-finger'),
    reason: z.enum(['missing', 'bandaged', 'unreadable', 'declined']),
  }),
  z.strictObject({
    do: z.literal('except-ink'),
    reason: z.enum(['cannot-write', 'hand-hurt', 'pad-trouble']),
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
