import { fingerPositions } from '../../firmware/core/finger-position.ts'
import { fingerPiece } from '../../firmware/core/piece-name.ts'
import type { NewEntry } from '../../firmware/recording/visit/visit-entry.ts'
import { emptyRecord, foldEntry, type VisitRecord } from '../../firmware/recording/visit/visit-record.ts'
import type {
  FingerStage,
  PhotoStage,
  Stage,
  VerifyStage,
  VisitState,
} from '../../firmware/recording/visit/visit-state.ts'
import { keptEntry, twoPhotos } from './visit-events.ts'

const assented: NewEntry = { type: 'assented', text: 'b'.repeat(64), consentRef: 'list-7' }
const fingers = fingerPositions.map((position) => keptEntry(fingerPiece(position)))
const checks = ([2, 7] as const).map(
  (position): NewEntry => ({ type: 'verified', position, outcome: 'same', tries: 1 }),
)

/** Adds lines to a record. */
export function withEntries(record: VisitRecord, ...entries: readonly NewEntry[]): VisitRecord {
  return entries.reduce(foldEntry, record)
}

/** The journal of a visit in which all goes well, line by line. */
export const smoothJournal: readonly NewEntry[] = [
  assented,
  keptEntry('face'),
  keptEntry('signature'),
  ...fingers,
  ...checks,
  keptEntry('approval'),
]

/** The record at the beginning of a stage. */
export const before = {
  assent: emptyRecord,
  photo: withEntries(emptyRecord, ...smoothJournal.slice(0, 1)),
  signature: withEntries(emptyRecord, ...smoothJournal.slice(0, 2)),
  fingers: withEntries(emptyRecord, ...smoothJournal.slice(0, 3)),
  secondFinger: withEntries(emptyRecord, ...smoothJournal.slice(0, 4)),
  thirdFinger: withEntries(emptyRecord, ...smoothJournal.slice(0, 5)),
  verify: withEntries(emptyRecord, ...smoothJournal.slice(0, 13)),
  secondCheck: withEntries(emptyRecord, ...smoothJournal.slice(0, 14)),
  review: withEntries(emptyRecord, ...smoothJournal.slice(0, 15)),
  closing: withEntries(emptyRecord, ...smoothJournal),
} as const

export function stateAt(stage: Stage, record: VisitRecord, more: Partial<VisitState> = {}): VisitState {
  const facts = { consent: true, oldEnough: true }
  return { ticket: 'A-01', facts, stage, record, references: [], ...more }
}

export function photoAt(step: PhotoStage['step'], more: Partial<PhotoStage> = {}): VisitState {
  return stateAt({ type: 'photo', step, countdown: 0, retakes: 0, ...more }, before.photo)
}

/** The second finger, the first that is compared later. */
export function fingerAt(step: FingerStage['step'], more: Partial<FingerStage> = {}): VisitState {
  const record = step === 'good' ? before.thirdFinger : before.secondFinger
  return stateAt({ type: 'finger', position: 2, step, scores: [], ...more }, record)
}

export function verifyAt(step: VerifyStage['step'], more: Partial<VerifyStage> = {}): VisitState {
  const stage = { type: 'verify', position: 2, step, tries: 0, ...more } as const
  const compared = step === 'same' || step === 'noted'
  return stateAt(stage, compared ? before.secondCheck : before.verify, { references: [2, 7] })
}

const unsigned = withEntries(before.review, { type: 'unsigned', piece: 'signature', reason: 'hand-hurt' })

/** One state for every stage and step that can be on the screen. */
export const everyState = {
  'birth-date': stateAt({ type: 'birth-date', wrong: 0 }, before.assent),
  'birth-date again': stateAt({ type: 'birth-date', wrong: 1 }, before.assent),
  confirm: stateAt({ type: 'confirm' }, before.assent),
  assent: stateAt({ type: 'assent' }, before.assent),
  'photo live': photoAt('live'),
  'photo live, with a hint': photoAt('live', { hint: 'closer' }),
  'photo count': photoAt('count', { countdown: 3 }),
  'photo taking': photoAt('taking'),
  'photo choose': photoAt('choose', { candidates: twoPhotos, hint: 'ready' }),
  'photo choose, the last one': photoAt('choose', { retakes: 4, candidates: twoPhotos }),
  'photo choose, of one': photoAt('choose', { candidates: twoPhotos.slice(0, 1) }),
  'photo keeping': photoAt('keeping'),
  'photo fault': photoAt('fault', { fault: 'hung' }),
  'signature draw': stateAt({ type: 'signature', step: 'draw' }, before.signature),
  'signature keeping': stateAt({ type: 'signature', step: 'keeping' }, before.signature),
  'signature excuse': stateAt({ type: 'signature', step: 'excuse' }, before.signature),
  'finger opening': fingerAt('opening'),
  'finger place': fingerAt('place'),
  'finger lift': fingerAt('lift'),
  'finger release': fingerAt('release', { scores: [30], reason: 'dry' }),
  'finger retry': fingerAt('retry', { scores: [30], reason: 'dry' }),
  'finger retry with another finger': fingerAt('retry', { reason: 'other-finger', repeats: 1 }),
  'finger keeping': fingerAt('keeping'),
  'finger good': fingerAt('good'),
  'finger good, not lifted': fingerAt('good', { stays: true }),
  'finger excuse': fingerAt('excuse'),
  'finger reopening': fingerAt('reopening', { reason: 'other-finger', repeats: 1 }),
  'finger fault': fingerAt('fault', { fault: 'silent' }),
  'verify opening': verifyAt('opening'),
  'verify place': verifyAt('place'),
  'verify place after a bad press': verifyAt('place', { reason: 'wet' }),
  'verify lift': verifyAt('lift'),
  'verify different': verifyAt('different', { tries: 1 }),
  'verify noting': verifyAt('noting', { tries: 1 }),
  'verify same': verifyAt('same', { tries: 1 }),
  'verify noted': verifyAt('noted', { tries: 3 }),
  'verify fault': verifyAt('fault', { fault: 'silent' }),
  review: stateAt({ type: 'review' }, before.review),
  'review after the last photo': stateAt(
    { type: 'review' },
    withEntries(before.review, keptEntry('face', 5)),
  ),
  'pick finger': stateAt({ type: 'pick-finger', page: 0 }, before.review),
  'signature draw again': stateAt({ type: 'signature', step: 'draw' }, before.review),
  'approval draw': stateAt({ type: 'approval', step: 'draw' }, before.review),
  'approval keeping': stateAt({ type: 'approval', step: 'keeping' }, before.review),
  'approval excuse': stateAt({ type: 'approval', step: 'excuse' }, unsigned),
  'review without a signature': stateAt({ type: 'review' }, unsigned),
  closing: stateAt({ type: 'closing' }, before.closing),
  receipt: stateAt({ type: 'receipt', code: 'K7QD-2MXA', text: 'RK1:' }, before.closing),
  stuck: stateAt({ type: 'stuck', fault: 'full' }, before.signature),
  over: stateAt({ type: 'over', end: { kind: 'kept' } }, before.closing),
  'leave asked': { ...photoAt('live'), question: 'leave' },
  'still here asked': { ...photoAt('live'), question: 'still-here' },
} as const satisfies Readonly<Record<string, VisitState>>

export type StateName = keyof typeof everyState
