import { faceHints } from '../../firmware/recording/face/judge-face.ts'
import type {
  CameraTrouble,
  PhotoStage,
  PressReason,
  PressStep,
  ScannerTrouble,
  Stage,
  StorageFault,
  VerifyStep,
  VisitState,
} from '../../firmware/recording/visit/visit-state.ts'
import { everyKind } from './every-kind.ts'
import { before, everyState, fingerAt, photoAt, stateAt, verifyAt, withEntries } from './visit-states.ts'

interface VisitCase {
  readonly name: string
  readonly state: VisitState
}

const cameraTroubles = everyKind<CameraTrouble>({
  missing: true,
  absent: true,
  busy: true,
  failed: true,
  hung: true,
  damaged: true,
})

const scannerTroubles = everyKind<ScannerTrouble>({
  silent: true,
  unplugged: true,
  garbled: true,
  locked: true,
  refused: true,
  unsupported: true,
})

const storageFaults = everyKind<StorageFault>({ full: true, 'read-only': true, broken: true })

const reasons = everyKind<PressReason>({
  lifted: true,
  dry: true,
  wet: true,
  unclear: true,
  small: true,
  moved: true,
  'other-finger': true,
})

const hints = [...faceHints, 'ready'] as const

// The middle finger has the longest name.
const middle = { position: 3 } as const

const photoSteps: Readonly<Record<PhotoStage['step'], readonly VisitState[]>> = {
  live: [photoAt('live'), ...hints.map((hint) => photoAt('live', { hint }))],
  count: [photoAt('count', { countdown: 3 })],
  taking: [photoAt('taking')],
  choose: [
    everyState['photo choose'],
    everyState['photo choose, the last one'],
    everyState['photo choose, of one'],
  ],
  keeping: [photoAt('keeping')],
  fault: cameraTroubles.map((fault) => photoAt('fault', { fault })),
}

const fingerSteps: Readonly<Record<PressStep, readonly VisitState[]>> = {
  opening: [fingerAt('opening', middle)],
  place: [
    fingerAt('place', middle),
    fingerAt('place', { ...middle, stays: true }),
    {
      ...fingerAt('place', middle),
      record: withEntries(before.secondFinger, { type: 'reopened', position: 3 }),
    },
  ],
  lift: [fingerAt('lift', middle)],
  release: [fingerAt('release', { ...middle, reason: 'other-finger' })],
  retry: [
    ...reasons.map((reason) => fingerAt('retry', { ...middle, reason })),
    fingerAt('retry', { ...middle, reason: 'other-finger', repeats: 8 }),
  ],
  keeping: [fingerAt('keeping', middle)],
  good: [fingerAt('good', middle)],
  excuse: [fingerAt('excuse', middle)],
  reopening: [fingerAt('reopening', middle)],
  fault: scannerTroubles.map((fault) => fingerAt('fault', { ...middle, fault })),
}

const verifySteps: Readonly<Record<VerifyStep, readonly VisitState[]>> = {
  opening: [verifyAt('opening')],
  place: [verifyAt('place'), ...reasons.map((reason) => verifyAt('place', { tries: 1, reason }))],
  lift: [verifyAt('lift')],
  different: [verifyAt('different', { tries: 1 })],
  noting: [verifyAt('noting')],
  same: [verifyAt('same')],
  noted: [verifyAt('noted')],
  fault: scannerTroubles.map((fault) => verifyAt('fault', { fault })),
}

const stages: Readonly<Record<Stage['type'], readonly VisitState[]>> = {
  'birth-date': [everyState['birth-date'], everyState['birth-date again']],
  confirm: [everyState.confirm],
  assent: [everyState.assent],
  photo: Object.values(photoSteps).flat(),
  signature: [
    everyState['signature draw'],
    everyState['signature draw again'],
    everyState['signature keeping'],
    everyState['signature excuse'],
  ],
  finger: Object.values(fingerSteps).flat(),
  verify: Object.values(verifySteps).flat(),
  'pick-finger': [everyState['pick finger'], stateAt({ type: 'pick-finger', page: 1 }, before.review)],
  review: [
    everyState.review,
    everyState['review after the last photo'],
    everyState['review without a signature'],
    reviewOfMuch(),
  ],
  approval: [everyState['approval draw'], everyState['approval keeping'], everyState['approval excuse']],
  closing: [everyState.closing],
  receipt: [everyState.receipt],
  stuck: storageFaults.map((fault) => stateAt({ type: 'stuck', fault }, before.signature)),
  over: [everyState.over],
}

const questions: Readonly<Record<NonNullable<VisitState['question']>, readonly VisitState[]>> = {
  leave: [everyState['leave asked'], { ...everyState['birth-date'], question: 'leave' }],
  'still-here': [everyState['still here asked']],
}

/** Every stage, step, fault and question of a visit. */
export function everyVisit(): readonly VisitCase[] {
  return [...Object.values(stages), ...Object.values(questions)]
    .flat()
    .map((state) => ({ name: nameOf(state), state }))
}

function nameOf({ stage, question, record }: VisitState): string {
  const facts = Object.entries(stage).filter(([name]) => !hidden.includes(name))
  const told = facts.flatMap(([name, value]) => (typeof value === 'string' ? [value] : value ? [name] : []))
  const again = record.reopened.length > 0 ? ['again'] : []
  return [...told, ...again, ...(question ? [`asked ${question}`] : [])].join(' ')
}

const hidden = ['position', 'scores', 'code', 'text', 'end', 'countdown']

// Exceptions and a comparison that failed: the longest that a review can say.
function reviewOfMuch(): VisitState {
  const record = withEntries(
    before.fingers,
    ...([4, 5, 9, 10] as const).map(
      (position) => ({ type: 'exception', position, reason: 'missing' }) as const,
    ),
    { type: 'verified', position: 2, outcome: 'different', tries: 3 },
  )
  return stateAt({ type: 'review' }, record)
}
