import type { JSX } from 'preact'
import type { Choice } from '../model/screen.ts'
import { ask, busy } from './feed.ts'
import { PressButton } from './press-button.tsx'

/** A button that asks the kiosk what its choice says. */
export function ChoiceButton({ choice }: { choice: Choice }): JSX.Element {
  return (
    <PressButton
      class={`choice ${choice.weight}`}
      ready={!busy.value}
      onPress={() => void ask(choice.intent)}
    >
      {choice.label}
    </PressButton>
  )
}
