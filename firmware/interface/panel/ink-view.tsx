import { signal } from '@preact/signals'
import type { JSX } from 'preact'
import { useMemo, useRef } from 'preact/hooks'
import type { Intent } from '../model/intent.ts'
import type { InkBody } from '../model/screen.ts'
import { ask } from './feed.ts'
import { PressButton } from './press-button.tsx'

type Stroke = Extract<Intent, { type: 'sign' }>['strokes'][number]

/** A box to sign in, three times as wide as high. Points go out in thousandths of its width. */
export function InkView({ body }: { body: InkBody }): JSX.Element {
  const strokes = useMemo(() => signal<readonly Stroke[]>([]), [])
  const firstMs = useRef<number | undefined>(undefined)
  const pointOf = (event: PointerEvent): Stroke['points'][number] => {
    const box = (event.currentTarget as Element).getBoundingClientRect()
    firstMs.current ??= event.timeStamp
    const thousandth = 1000 / box.width
    return {
      x: Math.round((event.clientX - box.left) * thousandth * 10) / 10,
      y: Math.round((event.clientY - box.top) * thousandth * 10) / 10,
      ms: Math.round(event.timeStamp - firstMs.current),
    }
  }
  const begin = (event: PointerEvent) => {
    ;(event.currentTarget as Element).setPointerCapture(event.pointerId)
    strokes.value = [...strokes.value, { points: [pointOf(event)] }]
  }
  const draw = (event: PointerEvent) => {
    const last = strokes.value.at(-1)
    if (event.buttons === 0 || !last) return
    strokes.value = [...strokes.value.slice(0, -1), { points: [...last.points, pointOf(event)] }]
  }
  const signed = strokes.value.length > 0
  return (
    <div class="ink">
      <svg
        class="paper"
        viewBox="0 0 1000 333"
        role="img"
        aria-label={body.label}
        onPointerDown={begin}
        onPointerMove={draw}
      >
        <line x1="80" y1="265" x2="920" y2="265" />
        {strokes.value.map((stroke, index) => (
          <polyline key={index} points={stroke.points.map(({ x, y }) => `${x},${y}`).join(' ')} />
        ))}
      </svg>
      <div class="row">
        <PressButton
          class="choice plain"
          onPress={() => {
            strokes.value = []
          }}
        >
          {body.clearLabel}
        </PressButton>
        <PressButton
          class="choice main"
          ready={signed}
          onPress={() => void ask({ type: 'sign', strokes: strokes.value })}
        >
          {body.submitLabel}
        </PressButton>
      </div>
    </div>
  )
}
