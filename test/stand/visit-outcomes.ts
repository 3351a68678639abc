import { stepVisit } from '../../firmware/recording/visit/step-visit.ts'
import type { Step, VisitEffect, VisitEvent } from '../../firmware/recording/visit/visit-event.ts'
import { isVisitIntent } from '../../firmware/recording/visit/visit-intent.ts'
import { foldEntry } from '../../firmware/recording/visit/visit-record.ts'
import type { VisitState } from '../../firmware/recording/visit/visit-state.ts'
import { everyEvent } from './visit-events.ts'
import type { StateName } from './visit-states.ts'

/** Where an event leads (`=` for staying), then the effects it asks for, each in words. */
export type Outcome = readonly [where: string, ...effects: readonly string[]]

/** The events that do something at some moments; all others do nothing there. */
export type OutcomeTable = Readonly<Partial<Record<StateName, Readonly<Record<string, Outcome>>>>>

/** Answers that hold at every moment in which something of a person is on the screen. */
export const always: Readonly<Record<string, Outcome>> = {
  'call-help': ['=', 'call-help'],
  leave: ['=, question leave'],
  'time-up quiet': ['=, question still-here', 'timer answer 30000'],
  'record-failed full': ['stuck fault=full', 'stop-scanner', 'timer held 3000'],
}

/**
 * The result of every event in a state, except those without one: an event that is not in the answer left
 * state and parts alone. Re-arming the quiet timer, learning a durable line and the withdrawal of consent are rules of
 * their own.
 */
export function outcomes(state: VisitState): Readonly<Record<string, Outcome>> {
  const events = everyEvent.filter(({ event }) => event.type !== 'consent-withdrawn')
  const named = events.map(({ name, event }) => [name, outcomeOf(state, event)] as const)
  return Object.fromEntries(named.filter(([, outcome]) => outcome.length > 1 || outcome[0] !== '='))
}

/** Effects without the re-arming of the quiet timer. */
export function withoutRearming({ effects }: Step<VisitState>): readonly VisitEffect[] {
  return rearms({ effects }) ? effects.slice(0, -2) : effects
}

/** Whether the quiet timer starts anew, the last thing that is asked for. */
export function rearms({ effects }: Pick<Step<VisitState>, 'effects'>): boolean {
  const [first, second] = effects.slice(-2).map(effectWords)
  return first === 'stop-timer answer' && second === 'timer quiet 90000'
}

function outcomeOf(state: VisitState, event: VisitEvent): Outcome {
  const stepped = stepVisit(state, event)
  return [whereWords(state, stepped.state, event), ...withoutRearming(stepped).map(effectWords)]
}

function whereWords(from: VisitState, to: VisitState, event: VisitEvent): string {
  const learns = !isVisitIntent(event) && event.type === 'recorded' && from.stage.type !== 'over'
  const record = learns ? foldEntry(from.record, event.entry) : from.record
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  return [
    same(from.stage, to.stage) ? '=' : stageWords(to),
    from.question === to.question ? '' : `, question ${to.question ?? 'gone'}`,
    same(from.references, to.references) ? '' : `, references ${to.references.join(' ')}`,
    same(record, to.record) ? '' : ', another record',
    same([from.ticket, from.facts], [to.ticket, to.facts]) ? '' : ', another student',
  ].join('')
}

function stageWords({ stage }: VisitState): string {
  if (stage.type === 'over') return ['over', ...Object.values(stage.end)].join(' ')
  const { type, ...rest } = stage
  const facts = Object.entries(rest).map(([key, value]) => {
    if (key === 'step') return value
    return key === 'candidates' ? `of ${(value as readonly unknown[]).length}` : `${key}=${value}`
  })
  return [type, ...facts].join(' ')
}

function effectWords(effect: VisitEffect): string {
  switch (effect.type) {
    case 'preview':
      return effect.on ? 'preview on' : 'preview off'
    case 'keep-photo':
      return `keep-photo ${effect.side} of ${effect.candidates.length}, attempt ${effect.attempts}, shown ${effect.shown ?? 'nothing'}`
    case 'keep-ink':
      return `keep-ink ${effect.piece}, ${effect.strokes.length} stroke`
    case 'press':
      return `press ${effect.position}${effect.first ? ' afresh' : ''}${effect.guarded ? '' : ' trusted'}`
    case 'keep-finger':
      return `keep-finger ${effect.position} after ${effect.scores.length}${effect.flaw ? ', weak' : ''}`
    case 'note':
      return ['note', ...Object.values(effect.entry)].join(' ')
    case 'end':
      return ['end', ...Object.values(effect.end)].join(' ')
    default: {
      const { type: name, ...facts } = effect
      return [name, ...Object.values(facts)].join(' ')
    }
  }
}
