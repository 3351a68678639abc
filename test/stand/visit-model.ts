import { fingerPositions } from '../../firmware/core/finger-position.ts'
import { fingerPiece } from '../../firmware/core/piece-name.ts'
import type { NewEntry } from '../../firmware/recording/visit/visit-entry.ts'
import type { VisitEffect, VisitEvent, VisitTimer } from '../../firmware/recording/visit/visit-event.ts'
import type { VisitState } from '../../firmware/recording/visit/visit-state.ts'
import { intents, keptEntry, twoPhotos } from './visit-events.ts'

/** Reports of parts and disk for the effects of a visit; `chance` decides between outcomes, 0-99. */
export interface ModelOfParts {
  /** The next report, if something is under way. */
  reply(chance: number): VisitEvent | undefined
  perform(effects: readonly VisitEffect[]): void
  /** After a power cut: what was not durable never was. */
  forget(): void
}

// Too far away at first, then as it should be.
const looks: VisitEvent[] = [
  { type: 'face-seen', hint: 'closer' },
  { type: 'face-seen', hint: 'ready' },
]

export function createModelOfParts(): ModelOfParts {
  // The disk tells the truth and answers in order; a part forgets its work when it is given other work.
  let writes: VisitEvent[] = []
  let camera: VisitEvent[] = []
  let scanner: ((chance: number) => VisitEvent)[] = []
  const timers = new Set<VisitTimer>()
  const write = (entry: NewEntry) => void writes.push({ type: 'recorded', entry })
  const perform = (effect: VisitEffect) => {
    switch (effect.type) {
      case 'preview':
        camera = effect.on ? [...looks] : []
        return
      case 'take-photo':
        camera = [{ type: 'photo-taken', candidates: twoPhotos }]
        return
      case 'press':
        scanner = [() => ({ type: 'scanner-ready' }), () => ({ type: 'press-taken' }), pressed(effect)]
        return
      case 'reopen-finger':
        return write({ type: 'reopened', position: effect.position })
      case 'press-again':
        scanner = [() => ({ type: 'scanner-ready' }), () => ({ type: 'press-taken' }), compared]
        return
      case 'await-lift':
        scanner = [() => ({ type: 'finger-lifted' })]
        return
      case 'stop-scanner':
        scanner = []
        return
      case 'keep-photo':
        return write(keptEntry('face', effect.attempts))
      case 'keep-ink':
        return write(keptEntry(effect.piece))
      case 'keep-finger':
        return write(keptEntry(fingerPiece(effect.position), effect.scores.length, effect.flaw !== undefined))
      case 'note':
        return write(
          effect.entry.type === 'assent' ? { type: 'assented', text: '', consentRef: '' } : effect.entry,
        )
      case 'keep-held':
        return void writes.push({ type: 'nothing-held' })
      case 'close-packet':
        return void writes.push({ type: 'packet-kept', code: 'K7QD-2MXA', text: 'RK1:' })
      case 'timer':
        return void timers.add(effect.timer)
      case 'stop-timer':
        return void timers.delete(effect.timer)
      default:
        return
    }
  }
  return {
    perform: (effects) => effects.forEach(perform),
    forget() {
      writes = []
      camera = []
      scanner = []
      timers.clear()
    },
    reply(chance) {
      const said = writes.shift() ?? camera.shift() ?? scanner.shift()?.(chance)
      if (said) return said
      const timer = (['countdown', 'pause', 'retry-part'] as const).find((one) => timers.delete(one))
      return timer && { type: 'time-up', timer }
    },
  }
}

// Of a hundred presses sixty are good, and a few show a finger that was recorded before.
function pressed({ position, guarded }: Extract<VisitEffect, { type: 'press' }>) {
  return (chance: number): VisitEvent => {
    const earlier = fingerPositions.find((one) => one < position)
    if (chance >= 90 && guarded && earlier) return { type: 'press-repeated', position: earlier }
    return chance < 60
      ? { type: 'press-scored', score: 90 }
      : { type: 'press-scored', score: chance, flaw: 'dry' }
  }
}

function compared(chance: number): VisitEvent {
  return { type: 'press-compared', outcome: chance < 70 ? 'same' : 'different' }
}

/** The next act of a student who wants to be recorded; `undefined` where there is only to wait. */
export function willingAnswer(state: VisitState, chance: number): VisitEvent | undefined {
  const { stage } = state
  if (state.question) return intents.back
  switch (stage.type) {
    case 'birth-date':
      return { type: 'birth-date-checked', said: chance < 80 ? 'right' : chance < 95 ? 'wrong' : 'too-many' }
    case 'confirm':
      return intents['confirm-identity']
    case 'assent':
      return intents.agree
    case 'photo':
      if (stage.step === 'choose') return chance < 70 ? intents['approve-photo'] : intents['retake-photo']
      return stage.step === 'live' ? intents['take-photo'] : undefined
    case 'signature':
    case 'approval':
      if (stage.step === 'excuse') return chance < 80 ? intents['except-ink'] : intents.back
      return chance < 90 ? intents.sign : intents['offer-exceptions']
    case 'finger':
      return stage.step === 'excuse' ? intents['except-finger'] : undefined
    case 'review':
      if (chance < 85) return intents['approve-record']
      return chance < 90 ? intents['retake-photo'] : intents[chance < 95 ? 'sign-again' : 'change-finger']
    case 'pick-finger':
      return chance < 50 ? intents['choose-finger'] : intents.back
    default:
      return undefined
  }
}
