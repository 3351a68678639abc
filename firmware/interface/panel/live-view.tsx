import type { JSX } from 'preact'
import type { LiveBody } from '../model/screen.ts'

/** The camera as a mirror, with an oval for the face that shows the person's position, and the countdown over it. */
export function LiveView({ body }: { body: LiveBody }): JSX.Element {
  const { alt, background, countdown = 0, stance = 'unknown', url } = body
  return (
    <div class={`live ground-${background} stance-${stance}`}>
      <img src={url} alt={alt} />
      <svg viewBox="0 0 300 400" aria-hidden="true">
        <ellipse cx="150" cy="178" rx="84" ry="114" />
        {stance === 'ready' && <path d="M132 330l13 13l24-27" />}
        {stance === 'change' && <path d="M150 312v20m0 10v4" />}
      </svg>
      {countdown > 0 && (
        <strong class="countdown" role="timer">
          {countdown}
        </strong>
      )}
    </div>
  )
}
