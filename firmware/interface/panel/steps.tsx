import type { JSX } from 'preact'
import type { Progress } from '../model/screen.ts'

/** How far the student is: dots, a label, and the ticket being served. */
export function Steps(props: { progress: Progress | undefined; ticket: string | undefined }): JSX.Element {
  const { progress, ticket } = props
  return (
    <div class="steps">
      <span class="brand" aria-hidden="true">
        Rekam
      </span>
      {ticket && <strong class="ticket">{ticket}</strong>}
      {progress && (
        <ol aria-label={`${progress.label} ${progress.step}/${progress.steps}`}>
          {Array.from({ length: progress.steps }, (_, index) => (
            <li
              key={index}
              class={index + 1 < progress.step ? 'past' : index + 1 === progress.step ? 'now' : ''}
            />
          ))}
        </ol>
      )}
      {progress && <span class="step-label">{progress.label}</span>}
    </div>
  )
}
