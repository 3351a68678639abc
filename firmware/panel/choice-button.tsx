import type { JSX } from 'preact'
import type { Choice } from '../screen/model/screen.ts'
import { ask, busy } from './feed.ts'

/** A button that asks the kiosk what its choice says. */
export function ChoiceButton({ choice }: { choice: Choice }): JSX.Element {
  return (
    <button
      type="button"
      class={`choice ${choice.weight}`}
      aria-disabled={busy.value}
      onClick={() => void ask(choice.intent)}
    >
      {choice.label}
    </button>
  )
}
