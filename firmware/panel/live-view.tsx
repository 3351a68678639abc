import type { JSX } from 'preact'
import type { Background } from '../screen/model/screen.ts'

/** The camera as a mirror, with an oval for the face and the countdown over it. */
export function LiveView(props: {
  url: string
  countdown: number | undefined
  background: Background
}): JSX.Element {
  return (
    <div class={`live ground-${props.background}`}>
      <img src={props.url} alt="" />
      <svg viewBox="0 0 300 400" aria-hidden="true">
        <ellipse cx="150" cy="178" rx="84" ry="114" />
      </svg>
      {props.countdown !== undefined && props.countdown > 0 && (
        <strong class="countdown" role="timer">
          {props.countdown}
        </strong>
      )}
    </div>
  )
}
