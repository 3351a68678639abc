import type { JSX } from 'preact'
import type { OptionsBody } from '../model/screen.ts'
import { ChoiceButton } from './choice-button.tsx'

/** A page of answers, two beside each other. */
export function OptionsView({ body }: { body: OptionsBody }): JSX.Element {
  return (
    <div class="options">
      {body.options.map((option) => (
        <ChoiceButton key={option.label} choice={option} />
      ))}
    </div>
  )
}
