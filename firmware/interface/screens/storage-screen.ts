import { messages } from '../messages/messages.ts'
import type { PanelDraft } from './adjust.ts'
import { compose } from './parts.ts'

/** The panel of a box whose memory card does not let it begin; `fault` is what the card answers. */
export function storageScreen(fault: string): PanelDraft {
  const text = messages('id')
  const { title, lines } = fault === 'full' ? text.storage.full : text.storage.unreadable
  const draft = compose(text, 'id', { cue: 'fault', words: { title, lines } })
  // There are no staff to call, and nothing to be set.
  return { ...draft, edge: [], adjust: [], size: 'medium', contrast: 'usual' }
}
