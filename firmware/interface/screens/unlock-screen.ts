import type { UnlockState } from '../../service/unlock/step-unlock.ts'
import type { CueName } from '../cues/cue-table.ts'
import { messages } from '../messages/messages.ts'
import type { PanelDraft } from './adjust.ts'
import { compose, pinPad } from './parts.ts'

/** The panel of a box whose class lists are locked: the stick, then the PIN. */
export function unlockScreen(state: UnlockState): PanelDraft {
  const text = messages('id')
  const words = text.unlock(state)
  const asksPin = state.type === 'pin' || state.type === 'choose' || state.type === 'repeat'
  const draft = compose(text, 'id', { cue: cueOf(state), words, ...(asksPin && { body: pinPad(text) }) })
  // There are no staff to call yet, and nothing to be set.
  return { ...draft, edge: [], adjust: [], size: 'medium', contrast: 'usual' }
}

function cueOf(state: UnlockState): CueName {
  if ('trouble' in state && state.trouble) return 'retry'
  if (state.type === 'trying' || state.type === 'making') return 'working'
  return state.type === 'open' ? 'good' : 'act'
}
