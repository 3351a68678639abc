import type { JSX } from 'preact'
import type { ReviewPart } from '../screen/model/screen.ts'

/** What was recorded, in words, with a mark beside each line. */
export function ReviewView({ parts }: { parts: readonly ReviewPart[] }): JSX.Element {
  return (
    <dl class="review">
      {parts.map((part) => (
        <div key={part.label} class={part.good ? 'good' : 'look'}>
          <dt>{part.label}</dt>
          <dd>{part.value}</dd>
        </div>
      ))}
    </dl>
  )
}
