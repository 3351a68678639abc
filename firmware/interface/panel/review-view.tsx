import type { JSX } from 'preact'
import type { ReviewPart } from '../model/screen.ts'
import { ChoiceButton } from './choice-button.tsx'

/** The recorded pieces, in words, with a mark beside each line and the way to change it. */
export function ReviewView({ parts }: { parts: readonly ReviewPart[] }): JSX.Element {
  return (
    <dl class="review">
      {parts.map((part) => (
        <div key={part.label} class={part.good ? 'good' : 'look'}>
          <dt>{part.label}</dt>
          <dd>
            <span>{part.value}</span>
            {part.change && <ChoiceButton choice={part.change} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}
