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
  'take-ticket': { type: 'take-ticket' },
  'enter-number': { type: 'enter-number', digits: '0091234567' },
  'start-ticket': { type: 'start-ticket', ticket: 'A-01' },
  'call-again': { type: 'call-again', ticket: 'A-01' },
  'enter-birth-date': { type: 'enter-birth-date', digits: '05112009' },
  'confirm-identity': { type: 'confirm-identity' },
  'not-me': { type: 'not-me' },
  agree: { type: 'agree' },
  decline: { type: 'decline' },
  'take-photo': { type: 'take-photo' },
  'approve-photo': { type: 'approve-photo', side: 'left' },
  'retake-photo': { type: 'retake-photo' },
  sign: { type: 'sign', strokes: signature },
  'except-finger': { type: 'except-finger', reason: 'bandaged' },
  'except-ink': { type: 'except-ink', reason: 'hand-hurt' },
  'offer-exceptions': { type: 'offer-exceptions' },
  'try-again': { type: 'try-again' },
  'go-on': { type: 'go-on' },
  'approve-record': { type: 'approve-record' },
  'sign-again': { type: 'sign-again' },
  'change-finger': { type: 'change-finger' },
  'choose-finger': { type: 'choose-finger', position: 2 },
  'still-here': { type: 'still-here' },
  back: { type: 'back' },
  leave: { type: 'leave' },
  'close-receipt': { type: 'close-receipt' },
  scan: { type: 'scan' },
  'find-name': { type: 'find-name' },
  'choose-class': { type: 'choose-class', className: 'XII-1' },
  'choose-pupil': { type: 'choose-pupil', pid: 'pid-1' },
  'turn-page': { type: 'turn-page', page: 1 },
  attend: { type: 'attend' },
  'enter-pin': { type: 'enter-pin', digits: '246810' },
  'offer-classes': { type: 'offer-classes' },
  'call-class': { type: 'call-class', className: 'XII-1' },
  'end-class': { type: 'end-class' },
  'offer-numbers': { type: 'offer-numbers' },
  'put-first': { type: 'put-first', ticket: 'A-01' },
  'erase-parked': { type: 'erase-parked', ticket: 'A-01' },
  'lift-guesses': { type: 'lift-guesses' },
  'show-date': { type: 'show-date' },
  'enter-date': { type: 'enter-date', digits: '24112026' },
  examine: { type: 'examine' },
  'show-enrolment': { type: 'show-enrolment' },
  'say-yes': { type: 'say-yes' },
  'say-no': { type: 'say-no' },
  'check-receipt': { type: 'check-receipt' },
  'enter-code': { type: 'enter-code', code: 'WERC8GM1' },
  'choose-language': { type: 'choose-language', language: 'en' },
  'choose-size': { type: 'choose-size', size: 'large' },
  'choose-contrast': { type: 'choose-contrast', contrast: 'high' },
  'choose-volume': { type: 'choose-volume', volume: 3 },
  'read-aloud': { type: 'read-aloud' },
  mute: { type: 'mute' },
  'open-settings': { type: 'open-settings' },
  'close-settings': { type: 'close-settings' },
  'call-help': { type: 'call-help' },
} as const satisfies { readonly [Name in Intent['type']]: Extract<Intent, { type: Name }> }

/** A line that says a piece is durable. */
export function keptEntry(piece: PieceName, attempts = 1, weak = false): NewEntry {
  return { type: 'kept', piece, file: `001-${piece}`, sha256: 'a'.repeat(64), bytes: 1, attempts, weak }
}

/** A good photo, and one with closed eyes. */
export const twoPhotos: readonly PhotoCandidate[] = [
  { check: 'landmarks', hints: [], score: 90, ground: 'red' },
  { check: 'landmarks', hints: ['open-eyes'], score: 40, ground: 'red' },
]

type Variants = { readonly [Name in PartEvent['type']]: readonly Extract<PartEvent, { type: Name }>[] }

const reports = {
  'birth-date-checked': [
    { type: 'birth-date-checked', said: 'right' },
    { type: 'birth-date-checked', said: 'wrong' },
    { type: 'birth-date-checked', said: 'too-many' },
  ],
  'face-seen': [
    { type: 'face-seen', hint: 'ready' },
    { type: 'face-seen', hint: 'closer' },
    { type: 'face-seen', hint: 'unknown' },
  ],
  'photo-taken': [{ type: 'photo-taken', candidates: twoPhotos }],
  'photo-failed': [{ type: 'photo-failed', fault: 'hung' }],
  'scanner-ready': [{ type: 'scanner-ready' }],
  'press-taken': [{ type: 'press-taken' }],
  'press-scored': [
    { type: 'press-scored', score: 90 },
    { type: 'press-scored', score: 40, flaw: 'dry' },
  ],
  'press-repeated': [{ type: 'press-repeated', position: 1 }],
  'press-failed': [{ type: 'press-failed', reason: 'lifted' }],
  'press-compared': [
    { type: 'press-compared', outcome: 'same' },
    { type: 'press-compared', outcome: 'different' },
    { type: 'press-compared', outcome: 'not-comparable' },
  ],
  'finger-lifted': [{ type: 'finger-lifted' }],
  'finger-stays': [{ type: 'finger-stays' }],
  'scanner-failed': [{ type: 'scanner-failed', fault: 'silent' }],
  recorded: [
    { type: 'recorded', entry: { type: 'assented', text: 'b'.repeat(64), consentRef: 'list-7' } },
    { type: 'recorded', entry: keptEntry('face') },
    { type: 'recorded', entry: keptEntry('signature') },
    { type: 'recorded', entry: keptEntry('approval') },
    { type: 'recorded', entry: keptEntry('finger-2') },
    { type: 'recorded', entry: { type: 'exception', position: 2, reason: 'bandaged' } },
    { type: 'recorded', entry: { type: 'unsigned', piece: 'signature', reason: 'hand-hurt' } },
    { type: 'recorded', entry: { type: 'unsigned', piece: 'approval', reason: 'hand-hurt' } },
    { type: 'recorded', entry: { type: 'reopened', position: 1 } },
    { type: 'recorded', entry: { type: 'verified', position: 2, outcome: 'same', tries: 1 } },
    { type: 'recorded', entry: { type: 'verified', position: 2, outcome: 'different', tries: 3 } },
  ],
  'record-failed': [{ type: 'record-failed', fault: 'full' }],
  'nothing-held': [{ type: 'nothing-held' }],
  'packet-kept': [{ type: 'packet-kept', code: 'K7QD-2MXA', text: 'RK1:' }],
  'consent-withdrawn': [{ type: 'consent-withdrawn' }],
  'time-up': [
    { type: 'time-up', timer: 'countdown' },
    { type: 'time-up', timer: 'retry-part' },
    { type: 'time-up', timer: 'quiet' },
    { type: 'time-up', timer: 'answer' },
    { type: 'time-up', timer: 'receipt' },
    { type: 'time-up', timer: 'pause' },
    { type: 'time-up', timer: 'held' },
  ],
} as const satisfies Variants

const everyIntent: readonly Intent[] = Object.values(intents)

/** Every kind of event with what makes a difference, by a name that a table can use. */
export const everyEvent: readonly { readonly name: string; readonly event: VisitEvent }[] = [
  ...everyIntent.filter(isVisitIntent).map((event) => ({ name: event.type, event })),
  { name: 'approve the right photo', event: { type: 'approve-photo', side: 'right' } },
  { name: 'sign with a tap', event: { type: 'sign', strokes: tap } },
  ...Object.values(reports)
    .flat()
    .map((event: PartEvent) => ({ name: reportName(event), event })),
]

function reportName(event: PartEvent): string {
  const { type, ...facts } = event
  if (type === 'photo-taken') return type
  const words = 'entry' in facts ? entryWords(facts.entry) : Object.values(facts)
  return [type, ...words].join(' ')
}

function entryWords(entry: NewEntry): readonly string[] {
  if (entry.type === 'kept') return [entry.piece]
  if (entry.type === 'unsigned') return [entry.type, entry.piece]
  if (entry.type === 'exception' || entry.type === 'reopened') return [entry.type, `${entry.position}`]
  return entry.type === 'verified' ? [entry.outcome] : [entry.type]
}
