import type { SetupMoment } from '../../service/provisioning/set-up-box.ts'
import { messages } from '../messages/messages.ts'
import type { PanelDraft } from './adjust.ts'
import { compose } from './parts.ts'

/** The panel of a box that has no school yet: what it waits for, or why a stick did not help. */
export function setupScreen(moment: SetupMoment, device: string): PanelDraft {
  const text = messages('id')
  const { title, lines } = text.setup(moment)
  const cue = moment.type === 'refused' ? 'fault' : moment.type === 'done' ? 'good' : 'act'
  const draft = compose(text, 'id', { cue, words: { title, lines: [...lines, device] } })
  // There are no staff to call, and nothing to be set.
  return { ...draft, edge: [], adjust: [], size: 'medium', contrast: 'usual' }
}
