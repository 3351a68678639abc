import type { JSX } from 'preact'
import type { LiveBody } from '../screen/model/screen.ts'

/** The camera as a mirror, with an oval for the face and the countdown over it. */
export function LiveView({ body: { url, alt, countdown, background } }: { body: LiveBody }): JSX.Element {
  return (
    <div class={`live ground-${background}`}>
      <img src={url} alt={alt} />
      <svg viewBox="0 0 300 400" aria-hidden="true">
        <ellipse cx="150" cy="178" rx="84" ry="114" />
      </svg>
      {countdown !== undefined && countdown > 0 && (
        <strong class="countdown" role="timer">
          {countdown}
        </strong>
      )}
    </div>
  )
}
