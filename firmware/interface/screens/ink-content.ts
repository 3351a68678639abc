import { inkExceptions } from '../../core/exception-reason.ts'
import { mayGoBack } from '../../recording/visit/step-ink.ts'
import type { Stage, VisitState } from '../../recording/visit/visit-state.ts'
import { type Content, choice, type Text } from './parts.ts'

/** A box to sign in, as a piece of the record or as approval of the whole; or the reasons for going on without. */
export function inkContent(
  state: VisitState,
  stage: Extract<Stage, { type: 'signature' | 'approval' }>,
  text: Text,
): Omit<Content, 'cue'> {
  const step = stage.type === 'signature' ? 4 : 6
  const { box, excuse, ...asked } = text[stage.type]
  if (stage.step === 'keeping') return { step, words: text.keeping }
  const back = choice(text, 'back', { type: 'back' }, 'quiet')
  if (stage.step === 'excuse') {
    return {
      step,
      words: excuse,
      choices: inkExceptions.map((reason) => ({
        label: text.unsigned[reason],
        intent: { type: 'except-ink', reason },
        weight: 'plain',
      })),
      edge: [back],
    }
  }
  const { keepSignature: submitLabel, clear: clearLabel } = text.button
  return {
    step,
    words: asked,
    body: { kind: 'ink', label: box, submitLabel, clearLabel },
    choices: [choice(text, 'cannotSign', { type: 'offer-exceptions' }, 'quiet')],
    edge: mayGoBack(state, stage) ? [back] : [],
  }
}
