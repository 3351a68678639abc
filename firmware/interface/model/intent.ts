import { z } from 'zod'
import { plainIntent, visitIntents } from '../../recording/visit/visit-intent.ts'
import { contrasts, languages, textSizes, volumes } from './settings.ts'

const digits = (count: string) => z.string().regex(new RegExp(`^\\d{${count}}$`))
const ticket = z.string().regex(/^[A-Z]-\d{2,6}$/)
const className = z.string().max(200)

/** Requests to the lobby, open to every person at the panel. */
const lobbyIntents = [
  plainIntent('take-ticket'),
  z.strictObject({ type: z.literal('enter-number'), digits: digits('1,16') }),
  /** A student without a number at hand looks for their class, then their name. */
  plainIntent('find-name'),
  /** A school card, a slip or a receipt is to be read by the camera. */
  plainIntent('scan'),
  z.strictObject({ type: z.literal('choose-class'), className }),
  z.strictObject({ type: z.literal('choose-pupil'), pid: z.string().max(100) }),
  z.strictObject({ type: z.literal('start-ticket'), ticket }),
  /** The first in line is not here: call again. */
  z.strictObject({ type: z.literal('call-again'), ticket }),
  plainIntent('go-on'),
  plainIntent('check-receipt'),
  /** The eight characters of a receipt, as they were typed on our pad. */
  z.strictObject({ type: z.literal('enter-code'), code: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/) }),
] as const

/** Requests of the menu behind the attendant's PIN. */
const attendantIntents = [
  plainIntent('attend'),
  z.strictObject({ type: z.literal('enter-pin'), digits: digits('6') }),
  z.strictObject({ type: z.literal('erase-parked'), ticket }),
  plainIntent('lift-guesses'),
  plainIntent('show-date'),
  z.strictObject({ type: z.literal('enter-date'), digits: digits('8') }),
  plainIntent('offer-classes'),
  z.strictObject({ type: z.literal('call-class'), className }),
  plainIntent('end-class'),
  plainIntent('offer-numbers'),
  z.strictObject({ type: z.literal('put-first'), ticket }),
  /** The box is to be checked; then the answers of the person who looks and listens. */
  plainIntent('examine'),
  plainIntent('say-yes'),
  plainIntent('say-no'),
  /** The code by which this box is enrolled. */
  plainIntent('show-enrolment'),
] as const

/** How a person wants it shown and read. */
const settingsIntents = [
  z.strictObject({ type: z.literal('choose-language'), language: z.literal(languages) }),
  z.strictObject({ type: z.literal('choose-size'), size: z.literal(textSizes) }),
  z.strictObject({ type: z.literal('choose-contrast'), contrast: z.literal(contrasts) }),
  /** How loud this and every later moment is read. */
  z.strictObject({ type: z.literal('choose-volume'), volume: z.literal(volumes) }),
  /** This moment and every later one; asked for again, this one is repeated. */
  plainIntent('read-aloud'),
  plainIntent('mute'),
  plainIntent('open-settings'),
  plainIntent('close-settings'),
] as const

const intentSchema = z.discriminatedUnion('type', [
  ...lobbyIntents,
  ...visitIntents,
  ...attendantIntents,
  ...settingsIntents,
])

/** A person's request to the kiosk. Never a transition: the machine may refuse it. */
export type Intent = z.infer<typeof intentSchema>

/** The panel's post: the intent and the screen it was made on, so that a late tap changes nothing. */
export const intentRequestSchema = z.strictObject({ screen: z.int(), intent: intentSchema })

export type IntentRequest = z.infer<typeof intentRequestSchema>
