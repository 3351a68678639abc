import type { ComponentChildren, JSX } from 'preact'
import { useRef } from 'preact/hooks'

// A finger that drifts this little still means the button (style.md 4.1).
const driftPx = 30

/**
 * A button for fingers: it acts when the finger lifts near where it came down. A click would be lost right
 * after a stroke in the signature box, when the browser takes the touch for the end of a fling.
 */
export function PressButton(props: {
  readonly class?: string
  readonly ready?: boolean
  /** Whether it is the one that is chosen, among several. */
  readonly pressed?: boolean
  readonly onPress: () => void
  readonly children: ComponentChildren
}): JSX.Element {
  const down = useRef<PointerEvent | undefined>(undefined)
  const { ready = true, onPress } = props
  const release = (event: PointerEvent) => {
    const from = down.current
    down.current = undefined
    if (!from || Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > driftPx) return
    if (ready) onPress()
  }
  return (
    <button
      type="button"
      class={props.class ?? ''}
      aria-disabled={!ready}
      aria-pressed={props.pressed}
      onPointerDown={(event) => {
        down.current = event
      }}
      onPointerUp={release}
      onClick={(event) => {
        // Without a pointer: a keyboard or a screen reader.
        if (event.detail === 0 && ready) onPress()
      }}
    >
      {props.children}
    </button>
  )
}
