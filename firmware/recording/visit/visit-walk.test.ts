import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everyEvent, intents } from '../../../test/stand/visit-events.ts'
import { createModelOfParts, willingAnswer } from '../../../test/stand/visit-model.ts'
import { everyState, smoothJournal, withEntries } from '../../../test/stand/visit-states.ts'
import { fingerPositions, indexFingers } from '../../core/finger-position.ts'
import { fingerPiece } from '../../core/piece-name.ts'
import { pressLimits } from '../finger/press-policy.ts'
import { openVisit, stepVisit } from './step-visit.ts'
import type { Step, VisitEvent } from './visit-event.ts'
import { isVisitIntent } from './visit-intent.ts'
import { emptyRecord, isSigned, keptPiece, photosTaken } from './visit-record.ts'
import { limits, type VisitFacts, type VisitState } from './visit-state.ts'

// The disk does not lie: what is recorded comes from the model only, everything else from anywhere.
// Parents take consent back in few walks: most are to go on.
const anything = everyEvent
  .map(({ event }) => event)
  .filter((event) => !isRecorded(event) && event.type !== 'consent-withdrawn')
const withdrawal = { type: 'consent-withdrawn' } as const
const gated = ['assent', 'photo', 'signature', 'finger', 'verify', 'review', 'approval', 'closing', 'receipt']

interface Walk {
  readonly facts: VisitFacts
  /** Lines of the journal from an earlier day. */
  readonly begun: number
  readonly turns: readonly number[]
}

const someWalk: fc.Arbitrary<Walk> = fc.record({
  facts: fc.record({ consent: often(), oldEnough: often() }),
  begun: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(smoothJournal.length)),
  turns: fc.array(fc.nat(999_999), { minLength: 300, maxLength: 300, size: 'max' }),
})

function often(): fc.Arbitrary<boolean> {
  return fc.nat(9).map((number) => number > 0)
}

/** Walks until the turns are used up, calling `check` for every step taken. */
function walk({ facts, begun, turns }: Walk, check: (taken: ImportResult) => void): void {
  const record = withEntries(emptyRecord, ...smoothJournal.slice(0, begun))
  const parts = createModelOfParts()
  let state = openVisit('A-01', facts, record).state
  for (const turn of turns) {
    const [kind, chance, choice] = [turn % 100, Math.floor(turn / 100) % 100, Math.floor(turn / 10_000)]
    if (kind === 99) {
      // A power cut: the visit opens again with what was durable.
      parts.forget()
      state = openVisit('A-01', facts, state.record).state
      check({ opened: true, state })
      continue
    }
    const helpful = kind < 85 ? (parts.reply(chance) ?? willingAnswer(state, chance)) : undefined
    const withdrawn = kind === 98 && chance < 4 ? withdrawal : undefined
    const event = withdrawn ?? helpful ?? anything[choice % anything.length] ?? intents.back
    const step = stepVisit(state, event)
    parts.perform(step.effects)
    check({ opened: false, from: state, event, step, state: step.state })
    state = step.state
    if (state.stage.type === 'over') return
  }
}

type ImportResult =
  | { readonly opened: true; readonly state: VisitState }
  | {
      readonly opened: false
      readonly from: VisitState
      readonly event: VisitEvent
      readonly step: Step<VisitState>
      readonly state: VisitState
    }

test('most who may and want to be recorded reach a receipt, through every stage and step there is', () => {
  const runs: { readonly may: boolean; readonly receipt: boolean }[] = []
  const met = new Set<string>()
  fc.assert(
    fc.property(someWalk, (one) => {
      let receipt = false
      walk(one, ({ state }) => {
        met.add(nameOf(state))
        receipt ||= state.stage.type === 'receipt'
      })
      runs.push({ may: one.facts.consent && one.facts.oldEnough, receipt })
    }),
    { numRuns: 500, seed: 20_261_124 },
  )
  const willing = runs.filter(({ may }) => may)
  expect(willing.filter(({ receipt }) => receipt).length / willing.length).toBeGreaterThan(0.4)
  const known = new Set<string>(Object.values(everyState).map(nameOf))
  expect([...met].sort()).toEqual([...known].sort())
})

test('nobody gets past the question who it is without consent and age', () => {
  fc.assert(
    fc.property(someWalk, (one) => {
      const may = one.facts.consent && one.facts.oldEnough
      walk(one, (taken) => {
        if (gated.includes(taken.state.stage.type)) expect(may).toBe(true)
        const asksAssent = !taken.opened && taken.step.effects.some(isAssentNote)
        if (asksAssent) expect([may, taken.event]).toEqual([true, intents.agree])
      })
    }),
  )
})

test('a receipt stands for a face, and two signatures and ten fingers recorded or accounted for', () => {
  fc.assert(
    fc.property(someWalk, (one) => {
      walk(one, ({ state: { stage, record } }) => {
        if (stage.type !== 'receipt' && stage.type !== 'closing') return
        expect(keptPiece(record, 'face')).toBeDefined()
        expect([isSigned(record, 'signature'), isSigned(record, 'approval')]).toEqual([true, true])
        for (const position of fingerPositions) {
          expect(record.pieces[fingerPiece(position)]).toBeDefined()
        }
        for (const position of indexFingers) {
          const kept = keptPiece(record, fingerPiece(position))
          expect(!kept || kept.waived || record.verified[position]).toBeTruthy()
        }
      })
    }),
  )
})

test('limits hold: four retakes, five scored presses of a finger, three comparisons', () => {
  fc.assert(
    fc.property(someWalk, (one) => {
      let scored = 0
      walk(one, (taken) => {
        const { stage, record } = taken.state
        if (stage.type === 'photo') expect(stage.retakes).toBeLessThanOrEqual(limits.photoRetakes)
        if (stage.type === 'verify') expect(stage.tries).toBeLessThanOrEqual(limits.verifyTries)
        expect(photosTaken(record)).toBeLessThanOrEqual(1 + limits.photoRetakes)
        if (taken.opened) return
        if (taken.step.effects.some((effect) => effect.type === 'press' && effect.first)) scored = 0
        const counted = taken.from.stage.type === 'finger' && taken.step.state !== taken.from
        if (!isVisitIntent(taken.event) && taken.event.type === 'press-scored' && counted) scored += 1
        expect(scored).toBeLessThanOrEqual(pressLimits.most)
      })
    }),
  )
})

test('a photo is kept only when its owner approves it, and no packet is closed twice without a refusal between', () => {
  fc.assert(
    fc.property(someWalk, (one) => {
      let closed = 0
      walk(one, (taken) => {
        // A power cut, or a disk that refused the packet: it is closed anew.
        if (taken.opened || taken.state.stage.type === 'stuck') closed = 0
        if (taken.opened) return
        const asked = taken.step.effects.map(({ type }) => type)
        if (asked.includes('keep-photo')) expect(taken.event).toMatchObject({ type: 'approve-photo' })
        closed += asked.filter((effect) => effect === 'close-packet').length
        expect(closed).toBeLessThanOrEqual(1)
      })
    }),
  )
})

const byParents: readonly string[] = ['no-consent', 'consent-withdrawn']

test('what was begun is erased only by its owner, or because the parents took their consent back', () => {
  fc.assert(
    fc.property(someWalk, (one) => {
      walk(one, (taken) => {
        const { stage } = taken.state
        if (taken.opened || stage.type !== 'over' || stage.end.kind !== 'erased') return
        if (!taken.from.record.assented) return
        const byOwner = taken.from.stage.type !== 'birth-date' && taken.from.stage.type !== 'confirm'
        expect(byParents.includes(stage.end.reason) || (byOwner && stage.end.reason === 'declined')).toBe(
          true,
        )
      })
    }),
  )
})

test('from every moment there is a way out, and nothing happens after it', () => {
  const ways: readonly (readonly VisitEvent[])[] = [
    [intents.back, intents.leave, intents.leave],
    [{ type: 'packet-kept', code: 'K7QD-2MXA', text: 'RK1:' }, intents['close-receipt']],
  ]
  const leave = (from: VisitState, way: readonly VisitEvent[]) =>
    way.reduce((state, event) => stepVisit(state, event).state, from)
  fc.assert(
    fc.property(someWalk, (one) => {
      walk(one, ({ state }) => {
        const outside = ways.map((way) => leave(state, way)).find(({ stage }) => stage.type === 'over')
        expect(outside).toBeDefined()
        if (state.stage.type !== 'over') return
        for (const event of anything) expect(stepVisit(state, event)).toEqual({ state, effects: [] })
      })
    }),
  )
})

function isRecorded(event: VisitEvent): boolean {
  return !isVisitIntent(event) && event.type === 'recorded'
}

function isAssentNote(effect: Step<VisitState>['effects'][number]): boolean {
  return effect.type === 'note' && effect.entry.type === 'assent'
}

function nameOf({ stage, question }: VisitState): string {
  return question ? `question ${question}` : 'step' in stage ? `${stage.type} ${stage.step}` : stage.type
}
