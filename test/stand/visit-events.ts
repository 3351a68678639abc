import type { PieceName } from '../../firmware/core/piece-name.ts'
import type { Intent } from '../../firmware/interface/model/intent.ts'
import type { PhotoCandidate } from '../../firmware/recording/visit/photo-candidate.ts'
import type { NewEntry } from '../../firmware/recording/visit/visit-entry.ts'
import type { PartEvent, VisitEvent } from '../../firmware/recording/visit/visit-event.ts'
import { isVisitIntent, type Stroke } from '../../firmware/recording/visit/visit-intent.ts'

/** One signature long enough to be one. */
export const signature: readonly Stroke[] = [
  {
    points: [
      { x: 100, y: 100, ms: 0 },
      { x: 400, y: 200, ms: 300 },
    ],
  },
]

const tap: readonly Stroke[] = [{ points: [{ x: 500, y: 100, ms: 0 }] }]

/** One of each kind of intent; a kind that is missing does not compile. */
export const intents = {
  'take-ticket': { do: 'take-ticket' },
  'enter-number': { do: 'enter-number', digits: '0091234567' },
  'start-ticket': { do: 'start-ticket', ticket: 'A-01' },
  'call-again': { do: 'call-again', ticket: 'A-01' },
  'enter-birth-date': { do: 'enter-birth-date', digits: '05112009' },
  'confirm-identity': { do: 'confirm-identity' },
  'not-me': { do: 'not-me' },
  agree: { do: 'agree' },
  decline: { do: 'decline' },
  'take-photo': { do: 'take-photo' },
  'approve-photo': { do: 'approve-photo', side: 'left' },
  'retake-photo': { do: 'retake-photo' },
  sign: { do: 'sign', strokes: signature },
  'except-finger': { do: 'except-finger', reason: 'bandaged' },
  'except-ink': { do: 'except-ink', reason: 'hand-hurt' },
  'offer-exceptions': { do: 'offer-exceptions' },
  'try-again': { do: 'try-again' },
  'go-on': { do: 'go-on' },
  'approve-record': { do: 'approve-record' },
  'sign-again': { do: 'sign-again' },
  'change-finger': { do: 'change-finger' },
  'choose-finger': { do: 'choose-finger', position: 2 },
  'still-here': { do: 'still-here' },
  back: { do: 'back' },
  leave: { do: 'leave' },
  'close-receipt': { do: 'close-receipt' },
  scan: { do: 'scan' },
  'find-name': { do: 'find-name' },
  'choose-class': { do: 'choose-class', className: 'XII-1' },
  'choose-pupil': { do: 'choose-pupil', pid: 'pid-1' },
  'turn-page': { do: 'turn-page', page: 1 },
  attend: { do: 'attend' },
  'enter-pin': { do: 'enter-pin', digits: '246810' },
  'offer-classes': { do: 'offer-classes' },
  'call-class': { do: 'call-class', className: 'XII-1' },
  'end-class': { do: 'end-class' },
  'offer-numbers': { do: 'offer-numbers' },
  'put-first': { do: 'put-first', ticket: 'A-01' },
  examine: { do: 'examine' },
  'show-enrolment': { do: 'show-enrolment' },
  'say-yes': { do: 'say-yes' },
  'say-no': { do: 'say-no' },
  'check-receipt': { do: 'check-receipt' },
  'enter-code': { do: 'enter-code', code: 'WERC8GM1' },
  'choose-language': { do: 'choose-language', language: 'en' },
  'choose-size': { do: 'choose-size', size: 'large' },
  'choose-contrast': { do: 'choose-contrast', contrast: 'high' },
  'choose-volume': { do: 'choose-volume', volume: 3 },
  'read-aloud': { do: 'read-aloud' },
  mute: { do: 'mute' },
  'open-settings': { do: 'open-settings' },
  'close-settings': { do: 'close-settings' },
  'call-help': { do: 'call-help' },
} as const satisfies { readonly [Name in Intent['do']]: Extract<Intent, { do: Name }> }

/** A line that says a piece is durable. */
export function keptEntry(piece: PieceName, attempts = 1, weak = false): NewEntry {
  return { type: 'kept', piece, file: `001-${piece}`, sha256: 'a'.repeat(64), bytes: 1, attempts, weak }
}

/** A good photo, and one with closed eyes. */
export const twoPhotos: readonly PhotoCandidate[] = [
  { check: 'landmarks', hints: [], score: 90, ground: 'red' },
  { check: 'landmarks', hints: ['open-eyes'], score: 40, ground: 'red' },
]

type Variants = { readonly [Name in PartEvent['was']]: readonly Extract<PartEvent, { was: Name }>[] }

const reports = {
  'birth-date-checked': [
    { was: 'birth-date-checked', right: true },
    { was: 'birth-date-checked', right: false },
  ],
  'face-seen': [
    { was: 'face-seen', hint: 'ready' },
    { was: 'face-seen', hint: 'closer' },
    { was: 'face-seen', hint: 'unknown' },
  ],
  'photo-taken': [{ was: 'photo-taken', candidates: twoPhotos }],
  'photo-failed': [{ was: 'photo-failed', fault: 'hung' }],
  'scanner-ready': [{ was: 'scanner-ready' }],
  'press-taken': [{ was: 'press-taken' }],
  'press-scored': [
    { was: 'press-scored', score: 90 },
    { was: 'press-scored', score: 40, flaw: 'dry' },
  ],
  'press-repeated': [{ was: 'press-repeated', position: 1 }],
  'press-failed': [{ was: 'press-failed', reason: 'lifted' }],
  'press-compared': [
    { was: 'press-compared', outcome: 'same' },
    { was: 'press-compared', outcome: 'different' },
    { was: 'press-compared', outcome: 'not-comparable' },
  ],
  'finger-lifted': [{ was: 'finger-lifted' }],
  'finger-stays': [{ was: 'finger-stays' }],
  'scanner-failed': [{ was: 'scanner-failed', fault: 'silent' }],
  recorded: [
    { was: 'recorded', entry: { type: 'assented', text: 'b'.repeat(64), consentRef: 'list-7' } },
    { was: 'recorded', entry: keptEntry('face') },
    { was: 'recorded', entry: keptEntry('signature') },
    { was: 'recorded', entry: keptEntry('approval') },
    { was: 'recorded', entry: keptEntry('finger-2') },
    { was: 'recorded', entry: { type: 'exception', position: 2, reason: 'bandaged' } },
    { was: 'recorded', entry: { type: 'unsigned', piece: 'signature', reason: 'hand-hurt' } },
    { was: 'recorded', entry: { type: 'unsigned', piece: 'approval', reason: 'hand-hurt' } },
    { was: 'recorded', entry: { type: 'reopened', position: 1 } },
    { was: 'recorded', entry: { type: 'verified', position: 2, outcome: 'same', tries: 1 } },
    { was: 'recorded', entry: { type: 'verified', position: 2, outcome: 'different', tries: 3 } },
  ],
  'record-failed': [{ was: 'record-failed', fault: 'full' }],
  'packet-kept': [{ was: 'packet-kept', code: 'K7QD-2MXA', text: 'RK1:' }],
  'time-up': [
    { was: 'time-up', timer: 'countdown' },
    { was: 'time-up', timer: 'retry-part' },
    { was: 'time-up', timer: 'quiet' },
    { was: 'time-up', timer: 'answer' },
    { was: 'time-up', timer: 'receipt' },
    { was: 'time-up', timer: 'pause' },
  ],
} as const satisfies Variants

const everyIntent: readonly Intent[] = Object.values(intents)

/** Every kind of event with what makes a difference, by a name that a table can use. */
export const everyEvent: readonly { readonly name: string; readonly event: VisitEvent }[] = [
  ...everyIntent.filter(isVisitIntent).map((event) => ({ name: event.do, event })),
  { name: 'approve the right photo', event: { do: 'approve-photo', side: 'right' } },
  { name: 'sign with a tap', event: { do: 'sign', strokes: tap } },
  ...Object.values(reports)
    .flat()
    .map((event: PartEvent) => ({ name: reportName(event), event })),
]

function reportName(event: PartEvent): string {
  const { was, ...facts } = event
  if (was === 'photo-taken') return was
  const words = 'entry' in facts ? entryWords(facts.entry) : Object.values(facts)
  return [was, ...words].join(' ')
}

function entryWords(entry: NewEntry): readonly string[] {
  if (entry.type === 'kept') return [entry.piece]
  if (entry.type === 'unsigned') return [entry.type, entry.piece]
  if (entry.type === 'exception' || entry.type === 'reopened') return [entry.type, `${entry.position}`]
  return entry.type === 'verified' ? [entry.outcome] : [entry.type]
}
